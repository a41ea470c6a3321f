/** A mutex for asynchronous work: whoever holds the guard holds the lock. */

export class Mutex {
  #locked = false;
  readonly #waiting: (() => void)[] = [];

  /** Waits for its turn. The lock is held until the guard is released. */
  async acquire(): Promise<MutexGuard> {
    while (this.#locked) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#locked = true;
    return new MutexGuard(() => this.#unlock());
  }

  /** The form that cannot be used wrongly. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    using _guard = await this.acquire();
    return await work();
  }

  #unlock(): void {
    this.#locked = false;
    this.#waiting.shift()?.();
  }
}

export class MutexGuard implements Disposable {
  #unlock: (() => void) | undefined;

  constructor(unlock: () => void) {
    this.#unlock = unlock;
  }

  release(): void {
    this.#unlock?.();
    this.#unlock = undefined;
  }

  [Symbol.dispose](): void {
    this.release();
  }
}
