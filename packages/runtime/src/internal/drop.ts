/**
 * Drops values as Rust does: the owner's own body first, then what it owns in order of declaration, depth first. The walk
 * keeps its own stack, so that a list of a million nodes is dropped as safely as one of three.
 */

import { checked, here } from "#checks";
import { MisuseError } from "./errors.ts";
import { suppress } from "./suppressed-error.ts";

/** Ends an owner: called once by the walk, or again without effect. What it throws is collected, and the walk goes on. */
export const glue: unique symbol = Symbol("freehold.glue");

/** Ends an owner without dropping what it holds: `forget`. */
export const disarm: unique symbol = Symbol("freehold.disarm");

/** What the library's own handles, and classes that extend `Drop`, tell the walk. */
export interface Owner {
  [glue](walk: DropWalk): void;
  [disarm](): void;
}

/** One walk: what is still to be dropped, the last first. */
export interface DropWalk {
  readonly pending: object[];
  /** Where the drop was asked for; checked builds only. */
  readonly place: string | undefined;
  /** Arrays, maps and plain objects that were met inside of another one: they may form cycles. */
  seen: Set<object> | undefined;
  /** What the walk may meet but somebody else drops: the members of an arena, each in its turn. */
  readonly lent: ReadonlySet<unknown> | undefined;
}

/** Drops it and all that it owns. Throws what destructors threw, after everything is dropped; several errors become one `SuppressedError`. */
export function dropValue(value: unknown): void {
  if (isObject(value)) dropSlow(value, checked ? here() : undefined, undefined);
}

/** Runs `work`, then drops what it has put into `values` however it ended. Errors of both are joined as `using` joins them. */
export function dropAfter(values: readonly unknown[], work: () => void): void {
  let failed: { readonly error: unknown } | undefined;
  try {
    work();
  } catch (error) {
    failed = { error };
  }
  try {
    dropValue(values);
  } catch (error) {
    throw failed === undefined ? error : suppress(error, failed.error);
  }
  if (failed !== undefined) throw failed.error;
}

/** The same as a part of another walk, but whatever is `lent` and met on the way is left alone. */
export function dropExcept(value: unknown, lent: ReadonlySet<unknown>, walk: DropWalk): void {
  if (isObject(value)) dropSlow(value, walk.place, lent);
}

/** Whether dropping it does more than looking for something droppable inside. */
export function isDroppable(value: unknown): boolean {
  return isObject(value) && Symbol.dispose in value;
}

/** For the glue of an owner: `value` is dropped next, before what was put there earlier. */
export function dropNext(walk: DropWalk, value: unknown): void {
  if (isObject(value) && !walk.lent?.has(value)) walk.pending.push(value);
}

/** For the glue of an owner with several fields: they are dropped in the given order. */
export function dropInOrder(walk: DropWalk, values: readonly unknown[]): void {
  for (let index = values.length - 1; index >= 0; index--) dropNext(walk, values[index]);
}

/** The library's own handles and classes that extend `Drop`. */
export function isOwner(value: unknown): value is Owner {
  return isObject(value) && typeof (value as Partial<Owner>)[glue] === "function";
}

export function beginWalk(root: object, place: string | undefined, lent: ReadonlySet<unknown> | undefined): DropWalk {
  return { pending: [root], place, seen: undefined, lent };
}

/** One step of a walk: ends the value, and adds to `pending` what it owns. */
export function dropOne(value: object, walk: DropWalk): void {
  if (isOwner(value)) return value[glue](walk);
  if (Array.isArray(value)) return dropContents(value, value, walk);
  if (Symbol.dispose in value) return (value as Disposable)[Symbol.dispose]();
  if (Symbol.asyncDispose in value) throw asyncOnly(value);
  if (value instanceof Map) return dropContents(value, [...value].flat(), walk);
  if (value instanceof Set) return dropContents(value, [...value], walk);
  if (isPlain(value)) return dropContents(value, Object.values(value), walk);
}

/** A function may be a resource too: a disposer that has `[Symbol.dispose]`. */
export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** What a synchronous drop throws when it meets a value whose end is a promise. */
export function asyncOnly(value: object): MisuseError {
  const name = value.constructor?.name ?? "object";
  return new MisuseError(
    `a \`${name}\` can only be dropped asynchronously: bind it with \`await using\`, or end its owner with \`await dropAsync(owner)\``,
  );
}

function dropSlow(root: object, place: string | undefined, lent: ReadonlySet<unknown> | undefined): void {
  const walk = beginWalk(root, place, lent);
  let failed = false;
  let failure: unknown;
  for (let next = walk.pending.pop(); next !== undefined; next = walk.pending.pop()) {
    try {
      dropOne(next, walk);
    } catch (error) {
      failure = failed ? suppress(error, failure) : error;
      failed = true;
    }
  }
  if (failed) throw failure;
}

/** A cycle of containers is walked once: whatever is found inside of a container is remembered, and so is what contains it. */
function dropContents(container: object, contents: readonly unknown[], walk: DropWalk): void {
  for (let index = contents.length - 1; index >= 0; index--) {
    const content = contents[index];
    if (!isObject(content) || walk.lent?.has(content)) continue;
    if (isContainer(content)) {
      walk.seen ??= new Set();
      walk.seen.add(container);
      if (walk.seen.has(content)) continue;
      walk.seen.add(content);
    }
    walk.pending.push(content);
  }
}

function isContainer(value: object): boolean {
  return Array.isArray(value) || value instanceof Map || value instanceof Set || isPlain(value);
}

/** Of an object literal. Instances of other classes keep their own house: they extend `Drop` or have `[Symbol.dispose]`. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
