export interface Options { heartbeat(): void; everyMs: number }

export async function sweep(rows: readonly (() => Promise<void>)[], options: Options): Promise<number> {
  let completed = 0;
  for (const row of rows) {
    const beating = setInterval(() => options.heartbeat(), options.everyMs);
    options.heartbeat();
    try {
      await row();
      completed++;
    } finally {
      clearInterval(beating);
    }
  }
  return completed;
}
