declare const lockfile: { lock(path: string, options?: { retries: number }): Promise<() => Promise<void>> };

export async function withLock<T>(path: string, body: () => Promise<T>): Promise<T> {
  const release = await lockfile.lock(path, { retries: 3 });
  try {
    return await body();
  } finally {
    await release();
  }
}
