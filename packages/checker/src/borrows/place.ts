/** Places as Rust knows them: the steps through references are written out, and every step knows its type. */

import type { LocalId, Place, Projection } from "@freehold/mir/body";
import type { BorrowKind } from "@freehold/mir/declared";
import { assertNever } from "@freehold/mir/assert";
import { accessorType, fieldType } from "./instantiate.ts";
import { copyType, type RegionId, type Type } from "./type.ts";

export interface TypedPlace {
  readonly local: LocalId;
  readonly path: readonly PathStep[];
  readonly type: Type;
}

export type PathStep =
  | { readonly kind: "deref"; readonly how: BorrowKind; readonly region: RegionId }
  | { readonly kind: "field"; readonly name: string; readonly of: Type }
  /** A getter: its code looks at everything that it is asked of, and `lends` some of that. */
  | { readonly kind: "accessor"; readonly name: string; readonly of: Type; readonly gives: "a value" | "a borrow" }
  | { readonly kind: "index"; readonly of: Type };

export function typedPlace(localType: Type, place: Place): TypedPlace {
  let at: TypedPlace = { local: place.local, path: [], type: localType };
  for (const projection of place.path) at = project(dereferenced(at), projection);
  return at;
}

/** What the reference points to; the place itself where it is none. */
export function dereferenced({ local, path, type }: TypedPlace): TypedPlace {
  const steps = [...path];
  let of = type;
  for (; of.kind === "borrow"; of = of.of) steps.push({ kind: "deref", how: of.how, region: of.region });
  return { local, path: steps, type: of };
}

/** What the first getter on the way is asked of; absent where there is none. */
export function asked({ local, path }: TypedPlace): TypedPlace | undefined {
  const index = path.findIndex(({ kind }) => kind === "accessor");
  const step = path[index];
  return step?.kind === "accessor" ? { local, path: path.slice(0, index), type: step.of } : undefined;
}

/** What is put into it: a setter takes the value that its getter lends. */
export function assignedPlace(localType: Type, place: Place): TypedPlace {
  const to = typedPlace(localType, place);
  return to.path.at(-1)?.kind === "accessor" ? dereferenced(to) : to;
}

/** One path is the beginning of the other. */
export function overlaps(left: TypedPlace, right: TypedPlace): boolean {
  if (left.local !== right.local) return false;
  const common = Math.min(left.path.length, right.path.length);
  return left.path.slice(0, common).every((step, index) => sameStep(step, right.path[index]!));
}

export function isPrefix(short: TypedPlace, long: TypedPlace): boolean {
  return short.path.length <= long.path.length && overlaps(short, long);
}

export function memberType(of: Type, name: string): Type {
  switch (of.kind) {
    case "class":
      return fieldType(of, name) ?? copyType;
    case "record":
      return of.fields.get(name) ?? copyType;
    case "union":
      return of.parts.map((part) => memberType(part, name)).find((type) => type.kind !== "copy") ?? copyType;
    case "unknown":
      return of;
    case "copy":
      return of.of === undefined ? copyType : untracked(memberType(of.of, name));
    case "borrow":
    case "collection":
    case "running":
    case "closure":
    case "function":
    case "constructor":
    case "parameter":
    case "own":
      return copyType;
    default:
      return assertNever(of);
  }
}

/** What the collector owns owns nothing itself, and a function in it has captured nothing that ends. */
export function untracked(type: Type): Type {
  return type.kind === "copy" || type.kind === "function" ? type : copyType;
}

/** Elements that are not told apart may be the same one. */
function sameStep(left: PathStep, right: PathStep): boolean {
  if (left.kind !== "deref" && left.kind === right.kind && left.kind !== "index") return left.name === (right as typeof left).name;
  return left.kind === "deref" ? right.kind === "deref" : right.kind !== "deref";
}

function project(at: TypedPlace, projection: Projection): TypedPlace {
  const of = at.type.kind === "own" ? at.type.of : at.type;
  if (projection.kind === "index") return { ...at, path: [...at.path, { kind: "index", of }], type: elementType(of) };
  const isElement = isList(of) && /^\d+$/.test(projection.name);
  if (isElement) return { ...at, path: [...at.path, { kind: "index", of }], type: elementType(of) };
  const { name } = projection;
  const given = of.kind === "class" ? accessorType(of, name) : undefined;
  if (given === undefined) return { ...at, path: [...at.path, { kind: "field", name, of }], type: memberType(of, name) };
  return { ...at, path: [...at.path, { kind: "accessor", name, of, gives: given.gives }], type: given.type };
}

function isList(of: Type): boolean {
  return of.kind === "collection" || (of.kind === "copy" && of.of?.kind === "collection");
}

function elementType(of: Type): Type {
  if (of.kind === "collection") return of.elements.at(-1) ?? copyType;
  if (of.kind === "copy" && of.of !== undefined) return untracked(elementType(of.of));
  return of.kind === "unknown" ? of : copyType;
}
