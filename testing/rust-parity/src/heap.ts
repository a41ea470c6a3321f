/** A heap that knows who may look: objects end, values are gone once they are moved, and a borrow ends when its object is used past it. */

/** `unique` borrows end when anybody else looks; shared ones when anybody else writes. */
export interface Tag {
  readonly unique: boolean;
}

export interface HeapObject {
  alive: boolean;
  /** Told when it ends: it uses what it holds once more. */
  readonly usesAtItsEnd: boolean;
  readonly fields: Map<string, Value>;
  /** The borrows that are good, the latest last. */
  tags: readonly Tag[];
}

export type Value =
  | { readonly kind: "number" }
  | { readonly kind: "object"; readonly object: HeapObject }
  | { readonly kind: "reference"; readonly object: HeapObject; readonly tag: Tag }
  | { readonly kind: "closure"; readonly run: () => void };

export type Access = "read" | "write";

/** What a sound program never does. */
export class Violation extends Error {
  override readonly name = "Violation";
}

export function newObject(fields: readonly (readonly [string, Value])[], usesAtItsEnd: boolean): HeapObject {
  return { alive: true, usesAtItsEnd, fields: new Map(fields), tags: [] };
}

/** A use of the object and all that it owns, by its owner or by a borrow. */
export function touch(object: HeapObject, tag: Tag | undefined, access: Access): void {
  touchNumbers(object, tag, access);
  for (const owned of ownedBy(object)) touch(owned, tag, access);
}

/** A use of its numbers alone: what it owns lies beside them. */
export function touchNumbers(object: HeapObject, tag: Tag | undefined, access: Access): void {
  if (!object.alive) throw new Violation("used after its end");
  const at = tag === undefined ? -1 : object.tags.indexOf(tag);
  if (tag !== undefined && at === -1) throw new Violation("used by a borrow that has ended");
  if (access === "write" && tag?.unique === false) throw new Violation("changed by who may only look");
  object.tags = object.tags.filter((other, index) => index <= at || (access === "read" && !other.unique));
}

/** Lends the object, with all that it owns. */
export function lend(object: HeapObject, from: Tag | undefined, unique: "unique" | "shared"): Value {
  const tag: Tag = { unique: unique === "unique" };
  touch(object, from, unique === "unique" ? "write" : "read");
  for (const lent of [object, ...allOwnedBy(object)]) lent.tags = [...lent.tags, tag];
  return { kind: "reference", object, tag };
}

/** Puts a value into a field: who may use the whole may use it too. */
export function store(object: HeapObject, field: string, value: Value): void {
  object.fields.set(field, value);
  if (value.kind !== "object") return;
  for (const stored of [value.object, ...allOwnedBy(value.object)]) stored.tags = [...object.tags];
}

export function end(value: Value): void {
  if (value.kind !== "object") return;
  const { object } = value;
  touch(object, undefined, "write");
  const item = object.fields.get("item");
  if (object.usesAtItsEnd && item?.kind === "reference") touch(item.object, item.tag, item.tag.unique ? "write" : "read");
  object.alive = false;
  for (const field of object.fields.values()) end(field);
}

function ownedBy(object: HeapObject): readonly HeapObject[] {
  return [...object.fields.values()].flatMap((field) => (field.kind === "object" ? [field.object] : []));
}

function allOwnedBy(object: HeapObject): readonly HeapObject[] {
  return ownedBy(object).flatMap((owned) => [owned, ...allOwnedBy(owned)]);
}
