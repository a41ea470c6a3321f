import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";

declare class Lock { release(): Promise<void> }
export interface Locker { acquire(id: string): Promise<Lock> }
export interface Store { read(id: string): Promise<Readable> }

export class LockingStore implements Store {
  constructor(private readonly source: Store, private readonly locker: Locker) {}

  async read(id: string): Promise<Readable> {
    const lock = await this.locker.acquire(id);
    try {
      const data = await this.source.read(id);
      void finished(data).finally(() => lock.release()).catch(() => {});
      return data;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }
}
