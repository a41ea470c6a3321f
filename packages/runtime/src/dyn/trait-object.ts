/** What a trait object is made of: the value, which implementation is its own, and whether it owns the value. */

import { born, checked, died } from "#checks";
import { disarm, type DropWalk, dropNext, dropValue, glue, type Owner } from "../internal/drop.ts";
import { afterEnd, droppedAt, type End, movedHere } from "../internal/end.ts";
import type { FreeholdError } from "../internal/errors.ts";

/** The value; once the object has ended, how it ended. */
export const data: unique symbol = Symbol("freehold.data");

/** Index of the implementation in its trait, or `ended`. Methods switch on it anyway, so that the end needs no test of its own. */
export const tag: unique symbol = Symbol("freehold.tag");

const ended = -1;

export type Ownership = "owned" | "borrowed";

/** The base of each trait's own class of objects, so that every call site of one trait sees one shape. */
export class TraitObject implements Owner, Disposable {
  [data]: unknown;
  [tag]: number;
  readonly #ownership: Ownership;

  constructor(value: unknown, index: number, ownership: Ownership) {
    this[data] = value;
    this[tag] = index;
    this.#ownership = ownership;
    if (checked && ownership === "owned") born(this, "Dyn");
  }

  [Symbol.dispose](): void {
    if (this[tag] !== ended) dropValue(this);
  }

  /** @internal */
  [glue](walk: DropWalk): void {
    if (this[tag] === ended) return;
    const value = TraitObject.#finish(this, droppedAt(walk.place));
    if (this.#ownership === "owned") dropNext(walk, value);
  }

  /** @internal */
  [disarm](): void {
    if (this[tag] !== ended) TraitObject.#finish(this, movedHere());
  }

  /** The value, still the object's. Throws when the object has ended. */
  static valueOf(object: TraitObject): unknown {
    if (object[tag] === ended) throw afterEndOf(object);
    return object[data];
  }

  /** Takes the value out; the object is dead afterwards. Throws when it is already. */
  static takeOut(object: TraitObject): unknown {
    if (object[tag] === ended) throw afterEndOf(object);
    return TraitObject.#finish(object, movedHere());
  }

  static ownershipOf(object: TraitObject): Ownership {
    return object.#ownership;
  }

  static #finish(object: TraitObject, end: End): unknown {
    const value = object[data];
    object[tag] = ended;
    object[data] = end;
    if (checked && object.#ownership === "owned") died(object);
    return value;
  }
}

/** What a trait's methods throw when they find no implementation: then the object has ended. */
export function afterEndOf(object: TraitObject): FreeholdError {
  return afterEnd("Dyn", object[data] as End);
}
