export async function retry<T>(work: () => Promise<T>, attempts: number, signal?: AbortSignal): Promise<T> {
  const settled = new AbortController();
  return new Promise<T>((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true, signal: settled.signal });
    const attempt = (left: number): void => {
      work().then(resolve, (error: unknown) => {
        if (left <= 1) reject(error as Error);
        else attempt(left - 1);
      });
    };
    attempt(attempts);
  }).finally(() => settled.abort());
}
