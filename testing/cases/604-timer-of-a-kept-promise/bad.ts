export function promiseTimeout<T>(ms: number, promise: Promise<T>): Promise<T> {
  const timeout = new Promise<never>((_, reject) => {
    const id = setTimeout(() => {
      clearTimeout(id);
      reject(new Error(`timed out in ${ms} ms`));
    }, ms);
  });
  return Promise.race([promise, timeout]);
}
