export function withDeadline(outer: AbortSignal, ms: number): { signal: AbortSignal; cleanup(): void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error("deadline")), ms);
  if (outer.aborted) {
    controller.abort(outer.reason);
  } else {
    const forward = (): void => controller.abort(outer.reason);
    outer.addEventListener("abort", forward);
  }
  return { signal: controller.signal, cleanup: () => clearTimeout(timer) };
}
