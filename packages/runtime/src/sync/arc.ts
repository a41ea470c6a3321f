/** Several owners of one value, in any threads, by counting them: `std::sync::Arc`. */

import { load } from "#atomics";
import { born, checked, died } from "#checks";
import { disarm, dropNext, dropValue, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, droppedHere, movedHere, type End } from "../internal/end.ts";
import { MisuseError } from "../internal/errors.ts";
import { cell } from "../internal/memory-map.ts";
import { wrongReceiver } from "../internal/misuse.ts";
import { placeOf } from "../internal/place-of.ts";
import { registerShareable } from "../internal/shareable.ts";
import type { MutRef } from "../mut-ref.ts";
import {
  arcFromWire,
  arcToWire,
  copyContent,
  dropArc,
  keepArc,
  leaveArc,
  leaveCounted,
  makeArc,
  takeContent,
  valueOf,
  writeContent,
  type ArcCore,
} from "./arc-content.ts";
import { countDown, countDownIfLast, countUp, countUpIfAlive } from "./count-word.ts";

/** A copy: engines load an imported binding anew at each use, which the fast paths below would feel. */
const counted = checked;

/** Only this file makes handles: who has no key calls `Arc.new`. */
const ours = /* @__PURE__ */ Symbol("freehold.arc");

/**
 * One of several owners of a value. `clone` makes another owner, and so does sending one to another thread, which keeps its own; the value
 * is dropped when the last one is.
 *
 * What can be shared as itself, a `Mutex` say, is the same in every thread. Anything else is a constant: it lies in shared memory once, and each
 * thread reads a copy of its own.
 *
 * Danger: an owner that is never dropped keeps the value for ever, and so does a thread that dies with one. Owners in a cycle keep each
 * other; let one direction be `ArcWeak`.
 *
 * Cost: 128 bytes of shared memory and what the value takes; 32 bytes an owner; `clone` and drop two atomic operations each. Using an
 * owner after its drop throws `DroppedError`, after `tryUnwrap` or `intoInner` `MovedError`; a value that cannot be shared `NotSendError`.
 *
 * Source: `std::sync::Arc`.
 *
 * @example
 * ```ts
 * import { Arc, Mutex } from "freehold";
 * using counter = Arc.new(Mutex.new(0));
 * using other = counter.clone();
 * other.get().with((count) => { count.value += 1; });
 * assert.equal(Arc.strongCount(counter), 2);
 * assert.equal(counter.get().with((count) => count.value), 1);
 * ```
 */
export class Arc<T> implements Owner, Disposable {
  #core: ArcCore;
  #ended: End | undefined;

  static {
    registerShareable<Arc<unknown>>({
      tag: "Arc",
      type: Arc,
      toWire: (arc) => {
        const core = Arc.#live("send", arc);
        countUp(core.strong);
        return arcToWire(core, "strong");
      },
      fromWire: (data) => new Arc(arcFromWire(data, "strong"), ours),
    });
  }

  /** @internal */
  constructor(core: ArcCore, key: symbol) {
    if (key !== ours) throw new MisuseError("an `Arc` is not made with `new`: call `Arc.new(value)`");
    this.#core = core;
    this.#ended = undefined;
    if (counted) born(this, "Arc");
  }

  /** The first owner of `value`. A handle is moved in: it is dropped with its last owner in this thread. */
  static new<T>(value: T): Arc<T> {
    return new Arc<T>(makeArc(value), ours);
  }

  /** Another owner of the same value: `arc.clone()`. */
  static clone<T>(arc: Arc<T>): Arc<T> {
    return Arc.#share(Arc.#live("clone", arc));
  }

  /** Whether both own the same value, not merely equal ones. */
  static ptrEq<T>(first: Arc<T>, second: Arc<T>): boolean {
    return Arc.#live("ptrEq", first).address === Arc.#live("ptrEq", second).address;
  }

  /** How many owners there are, in all threads and on their way to one. */
  static strongCount(arc: Arc<unknown>): number {
    return load(Arc.#live("strongCount", arc).strong);
  }

  /** How many `ArcWeak` handles there are. */
  static weakCount(arc: Arc<unknown>): number {
    const core = Arc.#live("weakCount", arc);
    return load(core.first + cell.handles) - load(core.strong);
  }

  /** A handle that does not keep the value alive. */
  static downgrade<T>(arc: Arc<T>): ArcWeak<T> {
    const core = Arc.#live("downgrade", arc);
    keepArc(core);
    return new ArcWeak<T>(core, ours);
  }

  /** Moves the value out if this is its only owner; else gives `undefined`, and `arc` stays as it was. */
  static tryUnwrap<T>(arc: Arc<T>): T | undefined {
    const core = Arc.#live("tryUnwrap", arc);
    return countDownIfLast(core.strong) ? Arc.#takeOut<T>(arc, core) : undefined;
  }

  /** Gives up this owner; moves the value out if it was the last one, else gives `undefined`. */
  static intoInner<T>(arc: Arc<T>): T | undefined {
    const core = Arc.#live("intoInner", arc);
    if (countDown(core.strong)) return Arc.#takeOut<T>(arc, core);
    Arc.#end(arc, movedHere());
    dropValue(leaveCounted(core));
    return undefined;
  }

  /** Gives up this owner; moves the value out if it was the last one, else gives a copy of it. */
  static unwrapOrClone<T>(arc: Arc<T>): T {
    const core = Arc.#live("unwrapOrClone", arc);
    if (countDownIfLast(core.strong)) return Arc.#takeOut<T>(arc, core);
    const copy = copyContent(core) as T;
    dropValue(Arc.#release(arc, movedHere()));
    return copy;
  }

  /** The value's place, if there is neither another owner nor an `ArcWeak`. */
  static getMut<T>(arc: Arc<T>): MutRef<T> | undefined {
    const core = Arc.#live("getMut", arc);
    return load(core.strong) === 1 && load(core.first + cell.handles) === 1 ? Arc.#place(arc) : undefined;
  }

  /** The value's place, for this owner alone: with others, it gets a copy of the value. */
  static makeMut<T>(arc: Arc<T>): MutRef<T> {
    const mutable = Arc.getMut(arc);
    if (mutable !== undefined) return mutable;
    const shared = Arc.#live("makeMut", arc);
    arc.#core = makeArc(copyContent(shared));
    dropValue(leaveArc(shared));
    return Arc.#place(arc);
  }

  /** The value: `&*arc`. The same at each call in this thread. */
  get(): T {
    return valueOf(Arc.#live("get", this)) as T;
  }

  /** Another owner of the same value. */
  clone(): Arc<T> {
    return Arc.#share(Arc.#live("clone", this));
  }

  /** Gives up this owner; the last one drops the value. Throws what the value's destructors throw. */
  [Symbol.dispose](): void {
    if (Arc.#endOf("[Symbol.dispose]", this) === undefined) dropValue(Arc.#release(this, droppedHere()));
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#ended === undefined) dropNext(walk, Arc.#release(this, droppedAt(walk.place)));
  }

  /** @internal */
  [disarm](): void {
    if (this.#ended !== undefined) return;
    this.#ended = movedHere();
    if (counted) died(this);
  }

  /** @internal For `ArcWeak.upgrade`, which has counted the owner and kept the cell. */
  static fromWeak<T>(core: ArcCore, key: symbol): Arc<T> {
    return new Arc<T>(core, key);
  }

  static #share<T>(core: ArcCore): Arc<T> {
    countUp(core.strong);
    keepArc(core);
    core.owners += 1;
    return new Arc<T>(core, ours);
  }

  /** The caller has counted the last owner down. */
  static #takeOut<T>(arc: Arc<T>, core: ArcCore): T {
    const value = takeContent(core) as T;
    dropArc(core);
    Arc.#end(arc, movedHere());
    return value;
  }

  static #release(arc: Arc<unknown>, end: End): unknown {
    Arc.#end(arc, end);
    return leaveArc(arc.#core);
  }

  static #end(arc: Arc<unknown>, end: End): void {
    arc.#ended = end;
    if (counted) died(arc);
  }

  static #place<T>(arc: Arc<T>): MutRef<T> {
    return placeOf(
      () => arc.get(),
      (value) => writeContent(Arc.#live("getMut", arc), value),
    );
  }

  static #live(method: string, arc: Arc<unknown>): ArcCore {
    const end = Arc.#endOf(method, arc);
    if (end !== undefined) throw afterEnd("Arc", end);
    return arc.#core;
  }

  static #endOf(method: string, received: Arc<unknown>): End | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#ended;
    } catch {
      throw wrongReceiver(`Arc.${method}`, "Arc", received);
    }
  }
}

/**
 * Knows a value that threads share without keeping it alive: `std::sync::Weak`. `upgrade` gives an owner as long as there is one.
 *
 * Danger: what `upgrade` gives is an owner, to be dropped as any other.
 *
 * Cost: 32 bytes; as long as there is one, the 128 bytes that counted the owners stay. Using it after its drop throws `DroppedError`.
 *
 * Source: `std::sync::Weak`.
 *
 * @example
 * ```ts
 * import { Arc, drop } from "freehold";
 * const parent = Arc.new("parent");
 * using child = Arc.downgrade(parent);
 * {
 *   using strong = child.upgrade();
 *   assert.equal(strong?.get(), "parent");
 * }
 * drop(parent);
 * assert.equal(child.upgrade(), undefined);
 * ```
 */
export class ArcWeak<T> implements Owner, Disposable {
  readonly #core: ArcCore;
  #ended: End | undefined;

  static {
    registerShareable<ArcWeak<unknown>>({
      tag: "ArcWeak",
      type: ArcWeak,
      toWire: (weak) => arcToWire(ArcWeak.#live("send", weak), "weak"),
      fromWire: (data) => new ArcWeak(arcFromWire(data, "weak"), ours),
    });
  }

  /** @internal */
  constructor(core: ArcCore, key: symbol) {
    if (key !== ours) throw new MisuseError("an `ArcWeak` is not made with `new`: call `Arc.downgrade(arc)`");
    this.#core = core;
    this.#ended = undefined;
    if (counted) born(this, "ArcWeak");
  }

  /** An owner of the value, or `undefined` when it is dropped. */
  upgrade(): Arc<T> | undefined {
    const core = ArcWeak.#live("upgrade", this);
    if (!countUpIfAlive(core.strong)) return undefined;
    keepArc(core);
    return Arc.fromWeak({ ...core, seen: undefined, owners: 1 }, ours);
  }

  /** Another `ArcWeak` of the same value. */
  clone(): ArcWeak<T> {
    const core = ArcWeak.#live("clone", this);
    keepArc(core);
    return new ArcWeak<T>(core, ours);
  }

  /** Whether both know the same value. */
  ptrEq(other: ArcWeak<T>): boolean {
    return ArcWeak.#live("ptrEq", this).address === ArcWeak.#live("ptrEq", other).address;
  }

  /** How many owners there are; 0 when the value is dropped. */
  strongCount(): number {
    return load(ArcWeak.#live("strongCount", this).strong);
  }

  /** How many `ArcWeak` handles there are; 0 when the value is dropped. */
  weakCount(): number {
    const core = ArcWeak.#live("weakCount", this);
    const strong = load(core.strong);
    return strong === 0 ? 0 : load(core.first + cell.handles) - strong;
  }

  /** Gives up this handle. */
  [Symbol.dispose](): void {
    if (ArcWeak.#endOf("[Symbol.dispose]", this) === undefined) ArcWeak.#release(this, droppedHere());
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#ended === undefined) ArcWeak.#release(this, droppedAt(walk.place));
  }

  /** @internal */
  [disarm](): void {
    if (this.#ended !== undefined) return;
    this.#ended = movedHere();
    if (counted) died(this);
  }

  static #release(weak: ArcWeak<unknown>, end: End): void {
    weak.#ended = end;
    if (counted) died(weak);
    dropArc(weak.#core);
  }

  static #live(method: string, weak: ArcWeak<unknown>): ArcCore {
    const end = ArcWeak.#endOf(method, weak);
    if (end !== undefined) throw afterEnd("ArcWeak", end);
    return weak.#core;
  }

  static #endOf(method: string, received: ArcWeak<unknown>): End | undefined {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      return received.#ended;
    } catch {
      throw wrongReceiver(`ArcWeak.${method}`, "ArcWeak", received, "call `Arc.downgrade`");
    }
  }
}
