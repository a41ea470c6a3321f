/** What the runtime throws: one class for each kind of misuse, so that a program can tell them apart. */

/**
 * The base of everything the library throws by itself.
 *
 * @example
 * ```ts
 * import { Box, FreeholdError } from "freehold";
 * const box = Box.new(1);
 * box[Symbol.dispose]();
 * let caught: unknown;
 * try { box.get(); } catch (error) { caught = error; }
 * assert.ok(caught instanceof FreeholdError);
 * ```
 */
export class FreeholdError extends Error {
  /** `file:line:column` of the borrow, move or drop that stands in the way. Known in checked builds only. */
  readonly place: string | undefined;

  constructor(name: string, message: string, place?: string) {
    super(place === undefined ? message : `${message} (at ${place})`);
    Object.defineProperty(this, "name", { value: name, configurable: true, writable: true });
    this.place = place;
  }
}

/**
 * A value was used after it had been moved elsewhere: E0382, at run time.
 *
 * @example
 * ```ts
 * import { Box, MovedError } from "freehold";
 * const box = Box.new(1);
 * box.take();
 * assert.throws(() => box.get(), MovedError);
 * ```
 */
export class MovedError extends FreeholdError {
  constructor(message: string, place?: string) {
    super("MovedError", message, place);
  }
}

/**
 * A value was used after it had been dropped.
 *
 * @example
 * ```ts
 * import { Box, DroppedError, drop } from "freehold";
 * const box = Box.new(1);
 * drop(box);
 * assert.throws(() => box.get(), DroppedError);
 * ```
 */
export class DroppedError extends FreeholdError {
  constructor(message: string, place?: string) {
    super("DroppedError", message, place);
  }
}

/**
 * A shared borrow was asked for while an exclusive one lives: std's `BorrowError`.
 *
 * @example
 * ```ts
 * import { BorrowError, RefCell } from "freehold";
 * const cell = RefCell.new(1);
 * using _writer = cell.borrowMut();
 * assert.throws(() => cell.borrow(), BorrowError);
 * ```
 */
export class BorrowError extends FreeholdError {
  constructor(message: string, place?: string) {
    super("BorrowError", message, place);
  }
}

/**
 * An exclusive borrow was asked for while another one lives: std's `BorrowMutError`.
 *
 * @example
 * ```ts
 * import { BorrowMutError, RefCell } from "freehold";
 * const cell = RefCell.new(1);
 * using _reader = cell.borrow();
 * assert.throws(() => cell.borrowMut(), BorrowMutError);
 * ```
 */
export class BorrowMutError extends FreeholdError {
  constructor(message: string, place?: string) {
    super("BorrowMutError", message, place);
  }
}

/**
 * A key or handle points to a value that its arena no longer holds.
 *
 * @example
 * ```ts
 * import { FreeholdError, StaleHandleError } from "freehold";
 * const error = new StaleHandleError("the value of this key was removed");
 * assert.ok(error instanceof FreeholdError);
 * ```
 */
export class StaleHandleError extends FreeholdError {
  constructor(message: string, place?: string) {
    super("StaleHandleError", message, place);
  }
}

/**
 * An implementation of a trait lacks a method that the trait requires.
 *
 * @example
 * ```ts
 * import { FreeholdError, MissingMethodError } from "freehold";
 * const error = new MissingMethodError("`Dog` lacks `name`");
 * assert.ok(error instanceof FreeholdError);
 * ```
 */
export class MissingMethodError extends FreeholdError {
  constructor(message: string, place?: string) {
    super("MissingMethodError", message, place);
  }
}

/**
 * The call itself was wrong: a receiver of another class, no function where one is needed, a foreign object.
 *
 * @example
 * ```ts
 * import { Box, MisuseError } from "freehold";
 * assert.throws(() => Box.prototype.get.call({} as never), MisuseError);
 * ```
 */
export class MisuseError extends FreeholdError {
  constructor(message: string, place?: string) {
    super("MisuseError", message, place);
  }
}

/**
 * A panic of std's that is none of the above: `OnceCell.set` from its own initialiser, a poisoned `LazyCell`.
 *
 * @example
 * ```ts
 * import { LazyCell, PanicError } from "freehold";
 * const lazy: LazyCell<number> = LazyCell.new(() => lazy.get());
 * assert.throws(() => lazy.get(), PanicError);
 * ```
 */
export class PanicError extends FreeholdError {
  constructor(message: string, place?: string) {
    super("PanicError", message, place);
  }
}

/**
 * `expectNoLeaks` found values that were made and never dropped.
 *
 * @example
 * ```ts
 * import { Box, drop, expectNoLeaks, LeakError, liveCount } from "freehold";
 * let left: Box<number> | undefined;
 * let caught: unknown;
 * try {
 *   expectNoLeaks(() => { left = Box.new(1); });
 * } catch (error) {
 *   caught = error;
 * }
 * const countsHandles = liveCount() > 0;
 * assert.equal(caught instanceof LeakError, countsHandles);
 * drop(left);
 * ```
 */
export class LeakError extends FreeholdError {
  /** One line for each value: its kind and where it was made. */
  readonly leaks: readonly string[];

  constructor(leaks: readonly string[]) {
    super("LeakError", `${leaks.length} ${leaks.length === 1 ? "value was" : "values were"} never dropped:\n  ${leaks.join("\n  ")}`);
    this.leaks = leaks;
  }
}

/**
 * A value cannot cross to another thread: it is, or holds, a function, a symbol or an instance of a class.
 *
 * The message names the path to what cannot cross: `value.handlers.click`.
 *
 * @example
 * ```ts
 * import { FreeholdError, NotSendError } from "freehold";
 * const error = new NotSendError("`value.handlers.click` is a function");
 * assert.ok(error instanceof FreeholdError);
 * ```
 */
export class NotSendError extends FreeholdError {
  constructor(message: string, place?: string) {
    super("NotSendError", message, place);
  }
}

/**
 * A lock was taken whose last holder had failed: what it protects may be half changed. std's `PoisonError`.
 *
 * The error holds nothing: the lock is free again. `intoInner` takes it in spite of the poison.
 *
 * @example
 * ```ts
 * import { Mutex, PoisonError } from "freehold";
 * using mutex = Mutex.new(1);
 * assert.throws(() => mutex.with(() => { throw new RangeError("half way"); }), RangeError);
 * let caught: unknown;
 * try { mutex.lock(); } catch (error) { caught = error; }
 * assert.ok(caught instanceof PoisonError);
 * ```
 */
export class PoisonError<Guard = unknown> extends FreeholdError {
  readonly #lock: () => Guard;

  constructor(message: string, lock: () => Guard) {
    super("PoisonError", message);
    this.#lock = lock;
  }

  /** Takes the lock all the same, and waits for it as the call did that threw this. */
  intoInner(): Guard {
    return this.#lock();
  }
}

/**
 * A wait took longer than it was allowed to. In checked builds the message tells who has what was waited for, and who else waits.
 *
 * @example
 * ```ts
 * import { Mutex, TimeoutError } from "freehold";
 * using mutex = Mutex.new(0);
 * using _guard = mutex.lock();
 * await assert.rejects(mutex.lockAsync({ timeout: 1 }), TimeoutError);
 * ```
 */
export class TimeoutError extends FreeholdError {
  constructor(message: string, place?: string) {
    super("TimeoutError", message, place);
  }
}

/**
 * A thread waits for something that only it could give: a lock that it holds itself.
 *
 * @example
 * ```ts
 * import { DeadlockError, Mutex } from "freehold";
 * using mutex = Mutex.new(1);
 * using _guard = mutex.lock();
 * assert.throws(() => mutex.lock(), DeadlockError);
 * ```
 */
export class DeadlockError extends FreeholdError {
  constructor(message: string, place?: string) {
    super("DeadlockError", message, place);
  }
}

/**
 * A thread ended without a result: it was terminated, left by `process.exit`, failed outside of its function, or ran out of memory.
 *
 * @example
 * ```ts
 * import { thread, ThreadDiedError } from "freehold";
 * const handle = thread.spawn(() => new Promise(() => {}));
 * handle.terminate();
 * const error = await handle.join().catch((reason: unknown) => reason);
 * assert.ok(error instanceof ThreadDiedError);
 * assert.equal(error.reason, "terminated");
 * ```
 */
export class ThreadDiedError extends FreeholdError {
  /** `uncaught` is an error outside of the thread's function, in a timer's callback; `cause` holds it. */
  readonly reason: DeathReason;

  constructor(message: string, reason: DeathReason, cause?: unknown) {
    super("ThreadDiedError", message);
    this.reason = reason;
    if (cause !== undefined) Object.defineProperty(this, "cause", { value: cause, writable: true, configurable: true });
  }
}

/**
 * By what a thread died.
 *
 * @example
 * ```ts
 * import { ThreadDiedError, type DeathReason } from "freehold";
 * const reason: DeathReason = "exited";
 * assert.equal(new ThreadDiedError("the thread left", reason).reason, "exited");
 * ```
 */
export type DeathReason = "terminated" | "exited" | "uncaught" | "out of memory";
