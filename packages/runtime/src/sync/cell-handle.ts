/** One thread's handle of a cell: what `Condvar`, `Once`, `Barrier`, `Semaphore` and the atomics have in common. */

import { born, checked, died } from "#checks";
import { dropCell } from "../internal/cells.ts";
import { disarm, glue, type DropWalk, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, droppedHere, movedHere, type End } from "../internal/end.ts";
import { cell, type Address } from "../internal/memory-map.ts";
import { wrongReceiver } from "../internal/misuse.ts";

/** A copy: engines load an imported binding anew at each use, which the fast paths below would feel. */
const counted = checked;

export abstract class CellHandle implements Owner, Disposable {
  readonly #type: string;
  readonly #address: Address;
  /** The index of the cell's first word that threads wait on. */
  readonly #word: number;
  readonly #clear: (first: number) => void;
  #ended: End | undefined;

  /** @internal `clear` empties a cell whose last handle has ended. */
  constructor(type: string, address: Address, clear: (first: number) => void = nothing) {
    this.#type = type;
    this.#address = address;
    this.#word = (address >> 2) + cell.word;
    this.#clear = clear;
    this.#ended = undefined;
    if (counted) born(this, type);
  }

  /** @internal The word of a live handle of this type. `method` is as the docs write it, without the type. */
  static wordOf(type: string, method: string, received: CellHandle): number {
    // Reading a private field of anything else throws, and costs the right receiver nothing.
    try {
      if (received.#ended === undefined && received.#type === type) return received.#word;
    } catch {
      // What is thrown below says more.
    }
    throw CellHandle.#useless(type, method, received);
  }

  /** @internal The cell of a live handle of this type. */
  static addressOf(type: string, method: string, received: CellHandle): Address {
    CellHandle.wordOf(type, method, received);
    return received.#address;
  }

  /** @internal The value was moved out: the handle is used up. */
  static moved(received: CellHandle): void {
    CellHandle.#finish(received, movedHere(), nothing);
  }

  /** Gives up this handle; the last one, in whatever thread, frees what it names. */
  [Symbol.dispose](): void {
    if (CellHandle.#endOf("[Symbol.dispose]", this) === undefined) CellHandle.#finish(this, droppedHere(), this.#clear);
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this.#ended === undefined) CellHandle.#finish(this, droppedAt(walk.place), this.#clear);
  }

  /** @internal */
  [disarm](): void {
    if (this.#ended !== undefined) return;
    this.#ended = movedHere();
    if (counted) died(this);
  }

  static #finish(handle: CellHandle, end: End, clear: (first: number) => void): void {
    handle.#ended = end;
    if (counted) died(handle);
    dropCell(handle.#address, clear);
  }

  static #useless(type: string, method: string, received: CellHandle): Error {
    const end = CellHandle.#endOf(method, received, type);
    return end === undefined ? wrongReceiver(`${type}.${method}`, type, received) : afterEnd(type, end);
  }

  static #endOf(method: string, received: CellHandle, type = "CellHandle"): End | undefined {
    try {
      return received.#ended;
    } catch {
      throw wrongReceiver(`${type}.${method}`, type, received);
    }
  }
}

function nothing(): void {}
