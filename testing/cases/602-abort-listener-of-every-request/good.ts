export interface RequestOptions {
  readonly method: string;
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

export async function makeNetworkRequest(url: string, options: RequestOptions): Promise<Response> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), options.timeout);
  const abort = (): void => controller.abort();
  if (options.signal) {
    if (options.signal.aborted) controller.abort();
    else options.signal.addEventListener("abort", abort);
  }
  try {
    return await fetch(url, { method: options.method, signal: controller.signal });
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", abort);
  }
}
