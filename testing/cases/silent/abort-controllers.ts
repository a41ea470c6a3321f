/** Controllers and signals own nothing; listeners on them go with `once`, `signal` or a removal. */

export async function withAbort<T>(outer: AbortSignal, body: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const forward = (): void => controller.abort(outer.reason);
  outer.addEventListener("abort", forward, { once: true });
  try {
    return await body(controller.signal);
  } finally {
    outer.removeEventListener("abort", forward);
  }
}

export function text(url: string, ms: number, signal: AbortSignal): Promise<string> {
  return fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(ms)]) }).then((response) => response.text());
}

export class Search {
  private current = new AbortController();

  async run(query: string): Promise<string> {
    this.current.abort();
    const controller = new AbortController();
    this.current = controller;
    const response = await fetch(`/search?q=${encodeURIComponent(query)}`, { signal: controller.signal });
    return response.text();
  }
}

export function onAny(target: EventTarget, types: readonly string[], listener: () => void): () => void {
  const controller = new AbortController();
  for (const type of types) target.addEventListener(type, listener, { signal: controller.signal });
  return () => controller.abort();
}
