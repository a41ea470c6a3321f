/** A number of permits that threads take and give back: what std leaves to others. */

import { add, load, sub } from "#atomics";
import { born, checked, died } from "#checks";
import { cellFromWire, cellKind, cellToWire, keepCell, dropCell, makeCell } from "../internal/cells.ts";
import { disarm, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { MisuseError, TimeoutError } from "../internal/errors.ts";
import { mayBlock } from "../internal/may-block.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { wrongReceiver } from "../internal/misuse.ts";
import { registerShareable } from "../internal/shareable.ts";
import { words } from "../internal/shared-memory.ts";
import { awake } from "../internal/thread-id.ts";
import { attemptAsync, type WaitOptions } from "./async-wait.ts";
import { CellHandle } from "./cell-handle.ts";
import { acquireSlow, permitTasks, permitTurns, releasePermits, tryAcquire } from "./semaphore-word.ts";

const mostPermits = 0x3fff_ffff;

/**
 * Lets as many threads or tasks go on at a time as it has permits; the others wait.
 *
 * Danger: a permit that is never dropped is gone for ever: bind it with `using`. A thread that dies with a permit takes it along.
 *
 * Cost: 128 bytes of shared memory, 32 of a permit; taking one and giving it back three atomic operations while nobody waits. `acquire` throws
 * `MisuseError` in a page's own thread, which may not sleep: use `acquireAsync` there. Use after the drop throws `DroppedError`.
 *
 * Source: `tokio::sync::Semaphore`, without its fairness: a permit goes to whoever is first.
 *
 * @example
 * ```ts
 * import { Semaphore } from "freehold";
 * using semaphore = Semaphore.new(2);
 * {
 *   using _permit = semaphore.acquire();
 *   assert.equal(semaphore.availablePermits(), 1);
 * }
 * assert.equal(semaphore.availablePermits(), 2);
 * ```
 */
export class Semaphore extends CellHandle {
  static {
    registerShareable<Semaphore>({
      tag: "Semaphore",
      type: Semaphore,
      toWire: (semaphore) => cellToWire(CellHandle.addressOf("Semaphore", "send", semaphore)),
      fromWire: (data) => new Semaphore(cellFromWire(cellKind.semaphore, data)),
    });
  }

  private constructor(address: Address) {
    super("Semaphore", address);
  }

  /** One with so many permits. */
  static new(permits: number): Semaphore {
    expectCount("Semaphore.new", permits, 0);
    const address = makeCell(cellKind.semaphore);
    words()[(address >> 2) + cell.word] = permits;
    return new Semaphore(address);
  }

  /** Takes a permit, and waits for one if there is none. */
  acquire(): SemaphorePermit {
    return acquireWithin(CellHandle.addressOf("Semaphore", "acquire", this), Infinity);
  }

  /** Takes a permit if there is one, else gives `undefined`. */
  tryAcquire(): SemaphorePermit | undefined {
    const address = CellHandle.addressOf("Semaphore", "tryAcquire", this);
    return tryAcquire((address >> 2) + cell.word) ? new SemaphorePermit(address, ours) : undefined;
  }

  /** As `acquire`, for so many milliseconds at most. Throws `TimeoutError`. */
  acquireFor(timeoutMs: number): SemaphorePermit {
    return acquireWithin(CellHandle.addressOf("Semaphore", "acquireFor", this), timeoutMs);
  }

  /** As `acquire`, for threads that must not sleep, and with a time-out or a signal. */
  async acquireAsync(options: WaitOptions = {}): Promise<SemaphorePermit> {
    const address = CellHandle.addressOf("Semaphore", "acquireAsync", this);
    const word = (address >> 2) + cell.word;
    add(word + permitTasks, 1);
    try {
      await attemptAsync(
        word + permitTurns,
        () => tryAcquire(word) || undefined,
        options,
        () => timedOut(options.timeout ?? Infinity),
      );
    } finally {
      sub(word + permitTasks, 1);
    }
    return new SemaphorePermit(address, ours);
  }

  /** How many permits are free. */
  availablePermits(): number {
    return load(CellHandle.wordOf("Semaphore", "availablePermits", this));
  }

  /** Makes so many permits more. */
  addPermits(count: number): void {
    const word = CellHandle.wordOf("Semaphore", "addPermits", this);
    expectCount("Semaphore.addPermits", count, load(word));
    if (count > 0) releasePermits(word, count);
  }
}

/** Only this file makes permits. */
const ours = /* @__PURE__ */ Symbol("freehold.permit");

/**
 * One permit of a `Semaphore`, given back when it is dropped.
 *
 * Danger: a permit that is never dropped is gone for ever.
 *
 * Cost: 32 bytes. Dropping it again does nothing.
 *
 * Source: `tokio::sync::SemaphorePermit`.
 *
 * @example
 * ```ts
 * import { Semaphore, type SemaphorePermit, drop } from "freehold";
 * using semaphore = Semaphore.new(1);
 * const permit: SemaphorePermit | undefined = semaphore.tryAcquire();
 * assert.equal(semaphore.tryAcquire(), undefined);
 * drop(permit);
 * assert.equal(semaphore.availablePermits(), 1);
 * ```
 */
export class SemaphorePermit implements Owner, Disposable {
  /** 0 when it has ended. */
  #address: Address | 0;

  /** @internal The caller has taken a permit. */
  constructor(address: Address, key: symbol) {
    if (key !== ours) throw new MisuseError("a `SemaphorePermit` is not made with `new`: call `acquire` of a `Semaphore`");
    // The permit keeps the semaphore: it may be dropped first.
    keepCell(address);
    this.#address = address;
    if (checked) born(this, "SemaphorePermit");
  }

  /** Gives the permit back. */
  [Symbol.dispose](): void {
    const address = SemaphorePermit.#end(this);
    if (address === 0) return;
    releasePermits((address >> 2) + cell.word, 1);
    dropCell(address, () => {});
  }

  /** @internal */
  [glue](_walk: DropWalk): void {
    this[Symbol.dispose]();
  }

  /** @internal */
  [disarm](): void {
    SemaphorePermit.#end(this);
  }

  static #end(permit: SemaphorePermit): Address | 0 {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      const address = permit.#address;
      permit.#address = 0;
      if (checked && address !== 0) died(permit);
      return address;
    } catch {
      throw wrongReceiver("SemaphorePermit.[Symbol.dispose]", "SemaphorePermit", permit, "call `acquire` of a `Semaphore`");
    }
  }
}

function acquireWithin(address: Address, timeoutMs: number): SemaphorePermit {
  const word = (address >> 2) + cell.word;
  if (!tryAcquire(word)) {
    if (!mayBlock()) throw new MisuseError("this thread may not sleep, and no permit is free: `acquireAsync` cannot block, use it here");
    if (!acquireSlow(word, timeoutMs)) throw timedOut(timeoutMs);
    awake();
  }
  return new SemaphorePermit(address, ours);
}

function timedOut(timeoutMs: number): TimeoutError {
  return new TimeoutError(`no permit of this \`Semaphore\` was free within ${timeoutMs} ms`);
}

function expectCount(called: string, count: number, before: number): void {
  if (Number.isInteger(count) && count >= 0 && count + before <= mostPermits) return;
  throw new MisuseError(`\`${called}\` needs a whole number of permits, ${mostPermits} in all, and was given another value`);
}
