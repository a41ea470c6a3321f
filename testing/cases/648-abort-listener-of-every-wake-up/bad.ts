export interface UpdateEvents {
  next(): Promise<void>;
}

function abortPromise(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

async function waitForUpdate(updates: UpdateEvents, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await Promise.race([updates.next(), abortPromise(signal)]);
}

export async function* claims<T>(claim: () => Promise<T | null>, updates: UpdateEvents, signal: AbortSignal): AsyncGenerator<T, void> {
  while (!signal.aborted) {
    const job = await claim();
    if (job === null) await waitForUpdate(updates, signal);
    else yield job;
  }
}
