/** A signal that aborts as soon as one of the given ones does. */
export function mergeSignals(...signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) {
      controller.abort(signal.reason);
      break;
    }
    signal.addEventListener("abort", () => controller.abort(signal.reason), { signal: controller.signal });
  }
  return controller.signal;
}

export async function fetchWithin(url: string, ms: number, session: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.any([session, AbortSignal.timeout(ms)]) });
  return response.text();
}
