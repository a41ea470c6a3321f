interface Pool<T> {
  acquire(): Promise<T>;
  release(resource: T): Promise<void>;
}
interface Redis { get(key: string, callback: (error: Error | null, value?: string) => void): void }

export async function lookUp(pool: Pool<Redis>, key: string, callback: (error: Error | null, value?: string) => void): Promise<void> {
  const redis = await pool.acquire();
  redis.get(key, (error, value) => {
    if (error) {
      void pool.release(redis);
      callback(error);
    } else {
      callback(null, value);
    }
    void pool.release(redis);
  });
}
