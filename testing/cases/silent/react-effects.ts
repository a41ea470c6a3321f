/** Effects return their clean-up. */

export type Cleanup = () => void;
declare function useEffect(effect: () => void | Cleanup, deps?: readonly unknown[]): void;
declare function useRef<T>(value: T): { current: T };
declare function useState<T>(value: T): [T, (value: T) => void];

export function useSocket(url: string, onText: (text: string) => void): void {
  useEffect(() => {
    const socket = new WebSocket(url);
    socket.addEventListener("message", (event: MessageEvent<string>) => onText(event.data));
    return () => socket.close();
  }, [url, onText]);
}

export function useInterval(tick: () => void, ms: number): void {
  const saved = useRef(tick);
  useEffect(() => {
    saved.current = tick;
  });
  useEffect(() => {
    const timer = setInterval(() => saved.current(), ms);
    return () => clearInterval(timer);
  }, [ms]);
}

export function useWorker(url: string): (job: unknown) => void {
  const worker = useRef<Worker | null>(null);
  useEffect(() => {
    const started = new Worker(url, { type: "module" });
    worker.current = started;
    return () => {
      started.terminate();
      worker.current = null;
    };
  }, [url]);
  return (job) => worker.current?.postMessage(job);
}

export function usePreview(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const created = URL.createObjectURL(file);
    setUrl(created);
    return () => URL.revokeObjectURL(created);
  }, [file]);
  return url;
}

export function useSize(element: HTMLElement, onSize: (width: number) => void): void {
  useEffect(() => {
    const observer = new ResizeObserver((entries) => onSize(entries[0]?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, onSize]);
}
