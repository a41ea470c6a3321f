/** Several owners of one value, on one thread, by counting them: `std::rc`. */

import { born, checked, died } from "#checks";
import { cloneValue } from "../internal/clone.ts";
import { disarm, dropNext, dropValue, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, droppedHere, movedHere, type End } from "../internal/end.ts";
import { MisuseError } from "../internal/errors.ts";
import { expectFunction, wrongReceiver } from "../internal/misuse.ts";
import type { MutRef } from "../mut-ref.ts";

/**
 * What all handles of one value share. A handle that has ended points to a block of its own, which counts no owner: so one
 * load and one compare tell a live handle from a dead one.
 *
 * strong > 0: alive. strong = 0: dropped, or not made yet by `newCyclic`. weak < 0: the block of an ended handle.
 */
class Shared<T> {
  strong: number;
  weak: number;
  value: T | undefined;
  readonly end: End | undefined;

  constructor(value: T | undefined, strong: number, weak: number, end: End | undefined) {
    this.strong = strong;
    this.weak = weak;
    this.value = value;
    this.end = end;
  }
}

/** A copy: engines load an imported binding anew at each use, which the fast paths below would feel. */
const counted = checked;

/** Only this file makes handles: who has no key calls `Rc.new`. */
const ours = /* @__PURE__ */ Symbol("freehold.rc");

/** In lean builds one for all handles that were dropped, and one for those that were moved. */
const droppedBlock = /* @__PURE__ */ endedBlock(/* @__PURE__ */ droppedAt(undefined));
const movedBlock = /* @__PURE__ */ endedBlock({ kind: "moved", place: undefined });

/** What every `Weak.new()` points to. */
const dangling = /* @__PURE__ */ new Shared<never>(undefined, 0, 0, undefined);

/**
 * One of several owners of a value. `clone` makes another owner; the value is dropped when the last one is.
 *
 * Danger: owners in a cycle keep each other for ever; let one direction be `Weak`. An owner that is never dropped keeps the
 * value for ever. The value itself is shared: put what changes into a `Cell` or a `RefCell`.
 *
 * Cost: 32 bytes an owner, 56 the value; `clone`, `get` and drop are each a few nanoseconds. Using an owner after its drop throws
 * `DroppedError`, after `Rc.intoInner`, `Rc.tryUnwrap` or `Rc.unwrapOrClone` `MovedError`. Disposing it again does nothing.
 *
 * Source: `std::rc::Rc`.
 *
 * @example
 * ```ts
 * import { Rc } from "freehold";
 * using recipe = Rc.new("Secret Sauce");
 * using kitchen = Rc.clone(recipe);
 * using chef = Rc.clone(recipe);
 * assert.equal(Rc.strongCount(chef), 3);
 * assert.equal(kitchen.get(), "Secret Sauce");
 * ```
 */
export class Rc<T> implements Owner, Disposable {
  #shared: Shared<T>;

  /** @internal */
  constructor(shared: Shared<T>, key: symbol) {
    if (key !== ours) throw new MisuseError("an `Rc` is not made with `new`: call `Rc.new(value)`");
    this.#shared = shared;
    if (counted) born(this, "Rc");
  }

  /** The first owner of `value`. */
  static new<T>(value: T): Rc<T> {
    return new Rc(new Shared<T>(value, 1, 0, undefined), ours);
  }

  /**
   * Makes a value that knows itself: `make` is given a `Weak` that cannot be upgraded yet, and keeps a clone of it.
   * When `make` throws, nothing was made.
   */
  static newCyclic<T>(make: (weak: Weak<T>) => T): Rc<T> {
    expectFunction("Rc.newCyclic", make);
    const shared = new Shared<T>(undefined, 0, 1, undefined);
    const weak = new Weak(shared, ours);
    try {
      shared.value = make(weak);
      shared.strong = 1;
      return new Rc(shared, ours);
    } finally {
      weak[Symbol.dispose]();
    }
  }

  /** Another owner of the same value: `rc.clone()`. */
  static clone<T>(rc: Rc<T>): Rc<T> {
    return new Rc(Rc.#add("clone", rc), ours);
  }

  /** Whether both own the same value, not merely equal ones. */
  static ptrEq<T>(first: Rc<T>, second: Rc<T>): boolean {
    return Rc.#live("ptrEq", first) === Rc.#live("ptrEq", second);
  }

  /** How many owners there are. */
  static strongCount(rc: Rc<unknown>): number {
    return Rc.#live("strongCount", rc).strong;
  }

  /** How many `Weak` handles there are. */
  static weakCount(rc: Rc<unknown>): number {
    return Rc.#live("weakCount", rc).weak;
  }

  /** A handle that does not keep the value alive. */
  static downgrade<T>(rc: Rc<T>): Weak<T> {
    const shared = Rc.#live("downgrade", rc);
    shared.weak += 1;
    return new Weak(shared, ours);
  }

  /** Moves the value out if this is its only owner; else gives `undefined`, and `rc` stays as it was. */
  static tryUnwrap<T>(rc: Rc<T>): T | undefined {
    const shared = Rc.#live("tryUnwrap", rc);
    return shared.strong === 1 ? Rc.#release(rc, movedNow()) : undefined;
  }

  /** Gives up this owner; moves the value out if it was the last one, else gives `undefined`. */
  static intoInner<T>(rc: Rc<T>): T | undefined {
    Rc.#live("intoInner", rc);
    return Rc.#release(rc, movedNow());
  }

  /** Gives up this owner; moves the value out if it was the last one, else gives a clone. */
  static unwrapOrClone<T>(rc: Rc<T>): T {
    const shared = Rc.#live("unwrapOrClone", rc);
    if (shared.strong === 1) return Rc.#release(rc, movedNow()) as T;
    const clone = Rc.#cloneOf("unwrapOrClone", rc, shared);
    dropValue(Rc.#release(rc, movedNow()));
    return clone;
  }

  /** The value's place, if there is neither another owner nor a `Weak`. Assigning to it does not drop what was there. */
  static getMut<T>(rc: Rc<T>): MutRef<T> | undefined {
    const shared = Rc.#live("getMut", rc);
    return shared.strong === 1 && shared.weak === 0 ? (shared as MutRef<T>) : undefined;
  }

  /**
   * The value's place, for this owner alone: with other owners the value is cloned for this one, with only `Weak` handles left it is
   * moved away from them.
   */
  static makeMut<T>(rc: Rc<T>): MutRef<T> {
    const shared = Rc.#live("makeMut", rc);
    if (shared.strong > 1) {
      rc.#shared = new Shared<T>(Rc.#cloneOf("makeMut", rc, shared), 1, 0, undefined);
      dropValue(Rc.#countDown(shared));
    } else if (shared.weak > 0) {
      rc.#shared = new Shared<T>(shared.value, 1, 0, undefined);
      shared.strong = 0;
      shared.value = undefined;
    }
    return rc.#shared as MutRef<T>;
  }

  /** Borrows the value: `&*rc`. */
  get(): T {
    return Rc.#live("get", this).value as T;
  }

  /** Another owner of the same value. */
  clone(): Rc<T> {
    return new Rc(Rc.#add("clone", this), ours);
  }

  /** Gives up this owner; the last one drops the value. Throws what the value's destructors throw. */
  [Symbol.dispose](): void {
    if (Rc.#sharedOf("[Symbol.dispose]", this).strong === 0) return;
    const value = Rc.#release(this, counted ? endedBlock(droppedHere()) : droppedBlock);
    if (value !== undefined) dropValue(value);
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#shared.strong === 0) return;
    dropNext(walk, Rc.#release(this, counted ? endedBlock(droppedAt(walk.place)) : droppedBlock));
  }

  /** @internal */
  [disarm](): void {
    if (this.#shared.strong === 0) return;
    this.#shared = movedNow();
    if (counted) died(this);
  }

  /** Counts this owner no more. Gives the value if it was the last. */
  static #release<T>(rc: Rc<T>, ended: Shared<never>): T | undefined {
    const shared = rc.#shared;
    rc.#shared = ended;
    if (counted) died(rc);
    return Rc.#countDown(shared);
  }

  static #countDown<T>(shared: Shared<T>): T | undefined {
    shared.strong -= 1;
    if (shared.strong > 0) return undefined;
    const { value } = shared;
    shared.value = undefined;
    return value;
  }

  /** The value's own `clone()` may end this owner, and then nobody is there to get the clone; or all the others. */
  static #cloneOf<T>(method: string, rc: Rc<T>, shared: Shared<T>): T {
    const clone = cloneValue(shared.value as T);
    if (rc.#shared === shared) return clone;
    dropValue(clone);
    throw afterEnd("Rc", Rc.#sharedOf(method, rc).end!);
  }

  static #live<T>(method: string, rc: Rc<T>): Shared<T> {
    const shared = Rc.#sharedOf(method, rc);
    if (shared.strong === 0) throw afterEnd("Rc", shared.end!);
    return shared;
  }

  static #add<T>(method: string, rc: Rc<T>): Shared<T> {
    const shared = Rc.#live(method, rc);
    shared.strong += 1;
    return shared;
  }

  static #sharedOf<T>(method: string, received: Rc<T>): Shared<T> {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#shared;
    } catch {
      throw wrongReceiver(`Rc.${method}`, "Rc", received);
    }
  }
}

/**
 * Knows a value without keeping it alive: `upgrade` gives an owner as long as there is one.
 *
 * Danger: what `upgrade` gives is an owner, to be dropped as any other.
 *
 * Cost: 32 bytes. Using it after its drop throws `DroppedError`. A `Weak` that is never dropped costs its own memory only.
 *
 * Source: `std::rc::Weak`.
 *
 * @example
 * ```ts
 * import { Rc, Weak, drop } from "freehold";
 * const parent = Rc.new("parent");
 * using child: Weak<string> = Rc.downgrade(parent);
 * {
 *   using strong = child.upgrade();
 *   assert.equal(strong?.get(), "parent");
 * }
 * drop(parent);
 * assert.equal(child.upgrade(), undefined);
 * ```
 */
export class Weak<T> implements Owner, Disposable {
  #shared: Shared<T>;

  /** @internal */
  constructor(shared: Shared<T>, key: symbol) {
    if (key !== ours) throw new MisuseError("a `Weak` is not made with `new`: call `Rc.downgrade(rc)` or `Weak.new()`");
    this.#shared = shared;
    if (counted) born(this, "Weak");
  }

  /** Knows no value: `upgrade` always gives `undefined`. */
  static new<T = never>(): Weak<T> {
    dangling.weak += 1;
    return new Weak<T>(dangling, ours);
  }

  /** An owner of the value, or `undefined` when it is dropped or not made yet. */
  upgrade(): Rc<T> | undefined {
    const shared = Weak.#live("upgrade", this);
    if (shared.strong === 0) return undefined;
    shared.strong += 1;
    return new Rc(shared, ours);
  }

  /** Another `Weak` of the same value. */
  clone(): Weak<T> {
    const shared = Weak.#live("clone", this);
    shared.weak += 1;
    return new Weak(shared, ours);
  }

  /** Whether both know the same value. All that `Weak.new` made know none, and count as the same. */
  ptrEq(other: Weak<T>): boolean {
    return Weak.#live("ptrEq", this) === Weak.#live("ptrEq", other);
  }

  /** How many owners there are; 0 when the value is dropped. */
  strongCount(): number {
    return Weak.#live("strongCount", this).strong;
  }

  /** How many `Weak` handles there are; 0 when the value is dropped. */
  weakCount(): number {
    const shared = Weak.#live("weakCount", this);
    return shared.strong === 0 ? 0 : shared.weak;
  }

  /** Gives up this handle. */
  [Symbol.dispose](): void {
    if (Weak.#sharedOf("[Symbol.dispose]", this).weak >= 0) Weak.#release(this, counted ? endedBlock(droppedHere()) : droppedBlock);
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#shared.weak >= 0) Weak.#release(this, counted ? endedBlock(droppedAt(walk.place)) : droppedBlock);
  }

  /** @internal */
  [disarm](): void {
    if (this.#shared.weak < 0) return;
    this.#shared = movedNow();
    if (counted) died(this);
  }

  static #release(weak: Weak<unknown>, ended: Shared<never>): void {
    weak.#shared.weak -= 1;
    weak.#shared = ended;
    if (counted) died(weak);
  }

  static #live<T>(method: string, weak: Weak<T>): Shared<T> {
    const shared = Weak.#sharedOf(method, weak);
    if (shared.weak < 0) throw afterEnd("Weak", shared.end!);
    return shared;
  }

  static #sharedOf<T>(method: string, received: Weak<T>): Shared<T> {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#shared;
    } catch {
      throw wrongReceiver(`Weak.${method}`, "Weak", received, "call `Rc.downgrade`");
    }
  }
}

function movedNow(): Shared<never> {
  return counted ? endedBlock(movedHere()) : movedBlock;
}

function endedBlock(end: End): Shared<never> {
  return new Shared<never>(undefined, 0, -1, end);
}
