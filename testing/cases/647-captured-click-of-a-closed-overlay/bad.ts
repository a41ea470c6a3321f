declare function useEffect(effect: () => void | (() => void), dependencies: readonly unknown[]): void;
declare function useRef<T>(initial: T | null): { current: T | null };

export function useClickOutside(onClickOutside: () => void, isOutside?: (event: MouseEvent) => boolean): { current: HTMLElement | null } {
  const ref = useRef<HTMLElement>(null);

  useEffect(() => {
    const close = (event: MouseEvent | TouchEvent): void => {
      const target = event.target;
      if (ref.current === null || !(target instanceof Node) || ref.current.contains(target)) return;
      if (event instanceof MouseEvent && isOutside?.(event) === false) return;
      onClickOutside();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") onClickOutside();
    };
    document.addEventListener("pointerdown", close, true);
    document.addEventListener("touchend", close);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("touchend", close);
      document.removeEventListener("keydown", onKey);
    };
  }, [onClickOutside, isOutside]);

  return ref;
}
