/** What crosses to another thread by a move: its content leaves, and it is used up here. */

import { registerKnown } from "./shareable.ts";

/** One class of owners. */
export interface Movable<Handle extends object> {
  /** The name of the class, the same in every thread. */
  readonly tag: string;
  readonly type: { readonly prototype: Handle };
  /** Throws when the handle has ended. */
  readonly contentOf: (handle: Handle) => unknown;
  /** The content is on its way: the handle is moved out of, and what it shares with the content that leaves is dropped here. */
  readonly leave: (handle: Handle) => void;
  /** A handle of the receiving thread. */
  readonly arrive: (content: unknown) => Handle;
}

const byPrototype = new Map<object, Movable<object>>();
const byTag = new Map<string, Movable<object>>();

/** Called in the static block of the class, so that whoever has the class has this too. */
export function registerMovable<Handle extends object>(movable: Movable<Handle>): void {
  const known = movable as unknown as Movable<object>;
  byPrototype.set(movable.type.prototype, known);
  byTag.set(movable.tag, known);
  registerKnown(movable.tag, movable.type);
}

/** `undefined` for what does not move so. */
export function movableOf(value: object): Movable<object> | undefined {
  return byPrototype.get(Object.getPrototypeOf(value) as object);
}

/** `undefined` for a class that this thread has never imported. */
export function movableByTag(tag: string): Movable<object> | undefined {
  return byTag.get(tag);
}
