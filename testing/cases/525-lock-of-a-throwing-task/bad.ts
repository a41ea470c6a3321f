type Task<T> = () => Promise<T>;

interface Entry {
  busy: boolean;
  readonly waiting: (() => void)[];
}

export class AsyncLock {
  private readonly queues = new Map<string, Entry>();

  acquire<T>(key: string, task: Task<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const entry = this.entryOf(key);
      const execute = (): void => {
        entry.busy = true;
        task().then(
          (value) => {
            this.leave(key, entry);
            resolve(value);
          },
          (error: unknown) => {
            this.leave(key, entry);
            reject(error);
          },
        );
      };
      if (entry.busy) entry.waiting.push(execute);
      else execute();
    });
  }

  private entryOf(key: string): Entry {
    const known = this.queues.get(key);
    if (known !== undefined) return known;
    const entry: Entry = { busy: false, waiting: [] };
    this.queues.set(key, entry);
    return entry;
  }

  private leave(key: string, entry: Entry): void {
    entry.busy = false;
    const next = entry.waiting.shift();
    if (next === undefined) this.queues.delete(key);
    else next();
  }
}
