export async function runWithTimeout<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const deadline = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`timed out after ${ms} ms`)), ms);
  });
  return Promise.race([work(), deadline]);
}
