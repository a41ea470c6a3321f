export interface UpdateEvents {
  next(): Promise<void>;
}

async function waitForUpdate(updates: UpdateEvents, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<void>((resolve) => {
    onAbort = resolve;
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    await Promise.race([updates.next(), aborted]);
  } finally {
    if (onAbort !== undefined) signal.removeEventListener("abort", onAbort);
  }
}

export async function* claims<T>(claim: () => Promise<T | null>, updates: UpdateEvents, signal: AbortSignal): AsyncGenerator<T, void> {
  while (!signal.aborted) {
    const job = await claim();
    if (job === null) await waitForUpdate(updates, signal);
    else yield job;
  }
}
