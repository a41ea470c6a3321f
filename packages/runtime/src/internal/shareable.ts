/** What crosses to another thread as itself, not as a copy: each such class says how, and how to make a handle of it there. */

import { MisuseError } from "./errors.ts";

/** One class of handles. `Data` is plain and may be cloned: numbers mostly. */
export interface Shareable<Handle extends object> {
  /** The name of the class, the same in every thread. */
  readonly tag: string;
  /** The class: its constructor may be private. */
  readonly type: { readonly prototype: Handle };
  /**
   * What to send. It owns what a handle owns, so it is given to `fromWire` exactly once. Throws when the handle has ended. What it
   * pushes to `transfer` moves, and is dead here afterwards; there is none where bytes are sent, which move nothing.
   */
  readonly toWire: (handle: Handle, transfer?: object[]) => unknown;
  /** A handle of the receiving thread. Throws `MisuseError` for data that `toWire` cannot have given. */
  readonly fromWire: (data: unknown) => Handle;
}

/** Of this thread. Threads that import the same classes have the same. */
const byPrototype = new Map<object, Shareable<object>>();
const byTag = new Map<string, Shareable<object>>();

/** What is the same in every thread by itself: the classes, and the library's objects that are no handles. */
const tagOfKnown = new Map<object, string>();
const knownOfTag = new Map<string, object>();

/** Called in the static block of the class, so that whoever has the class has this too. */
export function registerShareable<Handle extends object>(shareable: Shareable<Handle>): void {
  const known = shareable as unknown as Shareable<object>;
  byPrototype.set(shareable.type.prototype, known);
  byTag.set(shareable.tag, known);
  registerKnown(shareable.tag, shareable.type);
}

/** Lets an object of the library cross as itself: a function that takes nothing along may be given it as an argument. */
export function registerKnown(tag: string, known: object): void {
  tagOfKnown.set(known, tag);
  knownOfTag.set(tag, known);
}

/** `undefined` for what is no class or object of the library. */
export function knownTagOf(value: object): string | undefined {
  return tagOfKnown.get(value);
}

/** The same object of this thread. */
export function knownFromWire(tag: string): object {
  const known = knownOfTag.get(tag);
  if (known === undefined) throw neverImported(tag);
  return known;
}

/** How this object crosses as itself; `undefined` if it does not. */
export function shareableOf(value: object): Shareable<object> | undefined {
  return byPrototype.get(Object.getPrototypeOf(value) as object);
}

/** A handle of this thread for what another one sent. */
export function handleFromWire(tag: string, data: unknown): object {
  const shareable = byTag.get(tag);
  if (shareable === undefined) throw neverImported(tag);
  return shareable.fromWire(data);
}

export function neverImported(tag: string): MisuseError {
  return new MisuseError(`a \`${tag}\` has arrived, and this thread cannot know one: import it from \`freehold\` here`);
}
