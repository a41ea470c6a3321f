import type { Readable } from "node:stream";

declare class Lock { release(): Promise<void> }
export interface Locker { acquire(id: string): Promise<Lock> }
export interface Store { read(id: string): Promise<Readable> }

export class LockingStore implements Store {
  constructor(private readonly source: Store, private readonly locker: Locker) {}

  async read(id: string): Promise<Readable> {
    const lock = await this.locker.acquire(id);
    try {
      return await this.source.read(id);
    } finally {
      await lock.release();
    }
  }
}
