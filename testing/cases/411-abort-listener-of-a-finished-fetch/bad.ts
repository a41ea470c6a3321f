export async function fetchWithTimeout(url: string, init: RequestInit, ms: number): Promise<Response> {
  const { signal, ...options } = init;
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (signal) signal.addEventListener("abort", abort, { once: true });

  const timeout = setTimeout(abort, ms);
  try {
    return await fetch(url, { ...options, signal: controller.signal });
  } finally {
    clearTimeout(timeout);
  }
}
