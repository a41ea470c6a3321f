/** One thread's handle of a lock around a value: what `Mutex` and `RwLock` have in common. */

import { born, checked, died } from "#checks";
import { cellFromWire, cellToWire, dropCell, makeCell, type CellKind, type CellWire } from "../internal/cells.ts";
import { disarm, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, droppedHere, movedHere, type End } from "../internal/end.ts";
import type { Address } from "../internal/memory-map.ts";
import { wrongReceiver } from "../internal/misuse.ts";
import type { LockCore } from "./exclusive-guard.ts";
import { clearPoison, isPoisoned } from "./lock-word.ts";
import { clearValue, initialize, layoutFromWire, layoutToWire, type Layout, type LayoutWire } from "./storage.ts";

/** What a message says of a lock. */
export interface LockWire extends CellWire {
  readonly layout: LayoutWire;
}

/** A copy: engines load an imported binding anew at each use, which the fast paths below would feel. */
const counted = checked;

export abstract class LockHandle<Core extends LockCore> implements Owner, Disposable {
  readonly #core: Core;
  /** Called before the handle ends. Throws when it must not. */
  readonly #close: (core: Core) => void;
  /** Its type's name as long as it lives: then one look tells both. */
  #alive: string | undefined;
  #ended: End | undefined;

  /** @internal */
  constructor(core: Core, close: (core: Core) => void) {
    this.#core = core;
    this.#close = close;
    this.#alive = core.type;
    this.#ended = undefined;
    if (counted) born(this, core.type);
  }

  /** @internal What is behind a live handle of this type. `method` is as the docs write it, without the type. */
  static coreOf<Core extends LockCore>(type: string, method: string, received: LockHandle<Core>): Core {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      if (received.#alive === type) return received.#core;
    } catch {
      // What is thrown below says more.
    }
    throw LockHandle.#useless(type, method, received);
  }

  /** @internal */
  static send<Core extends LockCore>(type: string, lock: LockHandle<Core>): LockWire {
    const { address, layout } = LockHandle.coreOf(type, "send", lock);
    return { ...cellToWire(address), layout: layoutToWire(layout) };
  }

  /** @internal The value was moved out: the handle is used up. */
  static moved<Core extends LockCore>(lock: LockHandle<Core>): void {
    LockHandle.#finish(lock, movedHere());
  }

  /** Whether the last who could change the value failed. */
  isPoisoned(): boolean {
    return isPoisoned(LockHandle.#live("isPoisoned", this).word);
  }

  /** Declares the value whole again: for whoever has looked at it. */
  clearPoison(): void {
    clearPoison(LockHandle.#live("clearPoison", this).word);
  }

  /** Gives up this handle; the last one, in whatever thread, drops the value. */
  [Symbol.dispose](): void {
    if (LockHandle.#endOf("[Symbol.dispose]", this) === undefined) LockHandle.#finish(this, droppedHere());
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#ended === undefined) LockHandle.#finish(this, droppedAt(walk.place));
  }

  /** @internal */
  [disarm](): void {
    if (this.#ended === undefined) LockHandle.#end(this, movedHere());
  }

  static #finish<Core extends LockCore>(lock: LockHandle<Core>, end: End): void {
    lock.#close(lock.#core);
    LockHandle.#end(lock, end);
    dropCell(lock.#core.address, clearValue);
  }

  static #end<Core extends LockCore>(lock: LockHandle<Core>, end: End): void {
    lock.#alive = undefined;
    lock.#ended = end;
    if (counted) died(lock);
  }

  static #live<Core extends LockCore>(method: string, received: LockHandle<Core>): Core {
    const end = LockHandle.#endOf(method, received);
    if (end !== undefined) throw afterEnd(received.#core.type, end);
    return received.#core;
  }

  static #useless<Core extends LockCore>(type: string, method: string, received: LockHandle<Core>): Error {
    const end = LockHandle.#endOf(method, received, type);
    return end === undefined ? wrongReceiver(`${type}.${method}`, type, received) : afterEnd(type, end);
  }

  static #endOf<Core extends LockCore>(method: string, received: LockHandle<Core>, type = "Mutex"): End | undefined {
    try {
      return received.#ended;
    } catch {
      throw wrongReceiver(`${type}.${method}`, type, received);
    }
  }
}

/** Puts `value` into a cell of its own. Throws `NotSendError` when it cannot be shared. */
export function makeLock(kind: CellKind, value: unknown): { readonly address: Address; readonly layout: Layout } {
  const address = makeCell(kind);
  try {
    return { address, layout: initialize(address >> 2, value) };
  } catch (error) {
    dropCell(address, clearValue);
    throw error;
  }
}

/** The lock that a message names. Throws `MisuseError` when nothing of this kind lives there. */
export function receiveLock(kind: CellKind, wire: unknown): { readonly address: Address; readonly layout: Layout } {
  const address = cellFromWire(kind, wire);
  return { address, layout: layoutFromWire(address >> 2, (wire as LockWire).layout) };
}
