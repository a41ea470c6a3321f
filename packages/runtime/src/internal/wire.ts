/** How values cross to another thread: by copy, by move, or as another handle of what is shared. */

import { isCloneable, isMovedOnly, whyStuck } from "./cloneable.ts";
import { dropValue } from "./drop.ts";
import { NotSendError } from "./errors.ts";
import { nameOf } from "./misuse.ts";
import { movableByTag, movableOf } from "./movable.ts";
import { handleFromWire, knownFromWire, knownTagOf, neverImported, shareableOf } from "./shareable.ts";
import { pathTo } from "./value-path.ts";
import { errorFromWire, errorToWire, type ErrorOnWire } from "./wire-error.ts";

/** What `postMessage` is given: everything in it can be cloned. */
export interface Message {
  /** The value stands in its only slot, so that it has a place as everything inside of it has. */
  readonly slots: [unknown];
  /** What is made anew on the other side. Later ones may be inside of earlier ones. */
  readonly specials: readonly Special[];
  /** Places of what stands elsewhere too. */
  readonly repeats: readonly Repeat[];
  /** Maps and sets, filled when their contents are there. */
  readonly fills: readonly Fill[];
}

export interface Encoded {
  /** What errors call the value. */
  readonly name: string;
  readonly message: Message;
  readonly transfer: readonly object[];
  /** What is used up here once the message leaves; those inside of others first. */
  readonly moved: readonly object[];
}

/** A place in the message. Cloning keeps identities, so a place on one side is that place on the other. */
interface Place {
  readonly holder: object;
  readonly key: PropertyKey;
}

interface Special extends Place {
  readonly kind: "shareable" | "moved" | "known" | "error";
  readonly tag: string;
  data: unknown;
}

interface Repeat extends Place {
  readonly first: Special;
}

interface Fill {
  readonly kind: "map" | "set";
  readonly target: object;
  readonly contents: unknown[];
}

/** From the root to a container: made for each container, read only by an error. */
interface Path {
  readonly parent: Path | undefined;
  readonly name: string;
}

/** What a special stands for. */
interface Origin {
  readonly value: object;
  readonly path: Path;
}

interface Walk {
  readonly seen: Map<object, Special | { readonly copy: object }>;
  readonly specials: Special[];
  readonly origins: Origin[];
  readonly repeats: Repeat[];
  readonly fills: Fill[];
  readonly transfer: object[];
}

/**
 * Throws `NotSendError` with the path of what cannot cross, `${name}.handlers[0].click`; then everything is as before. What comes out of it is either
 * sent, and `depart` says so, or taken back.
 */
export function encode(value: unknown, name: string): Encoded {
  const walk: Walk = { seen: new Map(), specials: [], origins: [], repeats: [], fills: [], transfer: [] };
  const slots: [unknown] = [undefined];
  place(walk, { holder: slots, key: 0 }, value, { parent: undefined, name });
  const { specials, origins, repeats, fills, transfer } = walk;
  try {
    // What a handle gives may hold other handles, which are appended and have their turn.
    for (let index = 0; index < specials.length; index++) takeLeave(walk, specials[index]!, origins[index]!);
  } catch (error) {
    takeBack(specials);
    throw error;
  }
  // Those inside of others come later, and leave first.
  const moved = origins.filter((_, index) => specials[index]!.kind === "moved").map((origin) => origin.value);
  return { name, message: { slots, specials, repeats, fills }, transfer, moved: moved.reverse() };
}

/** It leaves: what it moves is used up here. */
export function depart({ moved }: Encoded): void {
  for (const handle of moved) movableOf(handle)!.leave(handle);
}

/** The engine does not send it, for this reason: takes its handles back, and gives the error that says so. */
export function refused({ name, message, transfer }: Encoded, cause: unknown): NotSendError {
  takeBack(message.specials);
  const places = transfer.map((moving) => `\`${pathTo(moving, message.slots[0], name)}\``);
  const error = new NotSendError(
    places.length === 0
      ? `\`${name}\` cannot cross to another thread: ${cause instanceof Error ? cause.message : "the engine refuses it"}`
      : `${places.length === 1 ? "" : "one of "}${places.join(", ")} cannot move to another thread: it was transferred before, or is closed. Send it once, from the thread that has it`,
  );
  Object.defineProperty(error, "cause", { value: cause, writable: true, configurable: true });
  return error;
}

/** Makes of a message what was encoded. Throws when it holds a handle of a class that this thread does not know. */
export function decode(message: Message): unknown {
  for (let index = message.specials.length - 1; index >= 0; index--) {
    const special = message.specials[index]!;
    put(special, arrive(special));
  }
  for (const repeat of message.repeats) put(repeat, (repeat.first.holder as Record<PropertyKey, unknown>)[repeat.first.key]);
  for (const { kind, target, contents } of message.fills) {
    if (kind === "map") for (const [key, value] of contents as [unknown, unknown][]) (target as Map<unknown, unknown>).set(key, value);
    else for (const value of contents) (target as Set<unknown>).add(value);
  }
  return message.slots[0];
}

/** Instead of decoding it: drops the handles in it. */
export function discard(message: Message): void {
  dropValue(decode(message));
}

function takeLeave(walk: Walk, special: Special, { value, path }: Origin): void {
  const at: Place = { holder: special, key: "data" };
  if (special.kind === "error") {
    place(walk, at, errorToWire(value as Error), path);
  } else if (special.kind === "shareable") {
    place(walk, at, shareableOf(value)!.toWire(value, walk.transfer), path);
  } else if (special.kind === "moved") {
    const content = movableOf(value)!.contentOf(value);
    place(walk, at, content, path);
    transferBuffer(walk, content);
  }
}

/** Handles that have left arrive here again, and are dropped: to drop one that is inside of another twice does nothing. */
function takeBack(specials: readonly Special[]): void {
  const arrived: unknown[] = [];
  for (let index = specials.length - 1; index >= 0; index--) {
    const special = specials[index]!;
    if (special.kind !== "shareable" || special.data === undefined) continue;
    put(special, arrive(special));
    arrived.push((special.holder as Record<PropertyKey, unknown>)[special.key]);
  }
  dropValue(arrived);
}

/** What has one owner need not be copied, however large it is. */
function transferBuffer({ transfer }: Walk, content: unknown): void {
  const buffer = ArrayBuffer.isView(content) ? content.buffer : content;
  if (buffer instanceof ArrayBuffer && !transfer.includes(buffer)) transfer.push(buffer);
}

function arrive(special: Special): unknown {
  if (special.kind === "error") return errorFromWire(special.data as ErrorOnWire);
  if (special.kind === "moved") {
    const movable = movableByTag(special.tag);
    if (movable === undefined) throw neverImported(special.tag);
    return movable.arrive(special.data);
  }
  return special.kind === "known" ? knownFromWire(special.tag) : handleFromWire(special.tag, special.data);
}

/** Puts into the message's place what stands for the value. */
function place(walk: Walk, at: Place, value: unknown, path: Path): void {
  if (typeof value === "symbol") throw notSend(path, "a symbol, which no other thread has");
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return put(at, value);
  const seen = walk.seen.get(value);
  if (seen === undefined) return placeObject(walk, at, value, path);
  if ("copy" in seen) return put(at, seen.copy);
  walk.repeats.push({ ...at, first: seen });
}

function placeObject(walk: Walk, at: Place, value: object, path: Path): void {
  const known = knownTagOf(value);
  if (known !== undefined) return placeSpecial(walk, at, "known", known, { value, path });
  if (typeof value === "function") throw notSend(path, "a function, which would lose what it captures");
  const shareable = shareableOf(value);
  if (shareable !== undefined) return placeSpecial(walk, at, "shareable", shareable.tag, { value, path });
  const movable = movableOf(value);
  if (movable !== undefined) return placeSpecial(walk, at, "moved", movable.tag, { value, path });
  if (value instanceof Error) return placeSpecial(walk, at, "error", value.name, { value, path });
  if (isMovedOnly(value) && !walk.transfer.includes(value)) walk.transfer.push(value);
  const copy = copyOf(value, path);
  walk.seen.set(value, { copy });
  put(at, copy);
  if (value === copy) return;
  if (value instanceof Map)
    return fill(
      walk,
      "map",
      copy,
      [...value].map((pair) => [...pair]),
      path,
    );
  if (value instanceof Set) return fill(walk, "set", copy, [...value], path);
  for (const key of Object.keys(value)) {
    const part: unknown = (value as Record<string, unknown>)[key];
    // Most are numbers and texts, of which nothing has to be known.
    if (typeof part === "number" || typeof part === "string") put({ holder: copy, key }, part);
    else place(walk, { holder: copy, key }, part, { parent: path, name: stepOf(value, key) });
  }
}

function placeSpecial(walk: Walk, at: Place, kind: Special["kind"], tag: string, origin: Origin): void {
  const special: Special = { ...at, kind, tag, data: undefined };
  walk.seen.set(origin.value, special);
  walk.specials.push(special);
  walk.origins.push(origin);
}

function fill(walk: Walk, kind: Fill["kind"], target: object, given: readonly unknown[], path: Path): void {
  const contents: unknown[] = [];
  walk.fills.push({ kind, target, contents });
  for (const [index, content] of given.entries()) {
    place(walk, { holder: contents, key: index }, content, { parent: path, name: `.${kind === "map" ? "entries" : "values"}[${index}]` });
  }
}

/** An empty container of the same kind; itself for what the engine clones whole. */
function copyOf(value: object, path: Path): object {
  if (Array.isArray(value) && isDirect(value)) return emptyArray(value.length);
  if (value instanceof Map && isDirect(value)) return new Map();
  if (value instanceof Set && isDirect(value)) return new Set();
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return {};
  if (!isCloneable(value)) throw notSend(path, `${nameOf(value)}, which would lose its class`);
  const stuck = whyStuck(value);
  if (stuck !== undefined) throw new NotSendError(`\`${textOf(path)}\` is ${stuck}`);
  return value;
}

/** With holes, which stay holes. */
function emptyArray(length: number): unknown[] {
  const array: unknown[] = [];
  array.length = length;
  return array;
}

/** Of the class itself, whichever realm it is from, and not of one that extends it. */
function isDirect(value: object): boolean {
  return chainOf(value) === 2;
}

function chainOf(value: object): number {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null ? 0 : 1 + chainOf(prototype);
}

/** An own property even when its name is that of an accessor of `Object.prototype`. */
function put(at: Place, value: unknown): void {
  if (at.key === "__proto__") Object.defineProperty(at.holder, at.key, { value, writable: true, enumerable: true, configurable: true });
  else (at.holder as Record<PropertyKey, unknown>)[at.key] = value;
}

function notSend(path: Path, what: string): NotSendError {
  return new NotSendError(`\`${textOf(path)}\` is ${what}: it cannot cross to another thread`);
}

function textOf(path: Path): string {
  let text = "";
  for (let step: Path | undefined = path; step !== undefined; step = step.parent) text = step.name + text;
  return text;
}

function stepOf(container: object, key: string): string {
  if (Array.isArray(container)) return `[${key}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
