/** What an iterator gives, one element after the other: of a list, a tuple, a map, or a borrow of one of these. */

import type { Operand, Terminator } from "@freehold/mir/body";
import { record } from "./instantiate.ts";
import { untracked } from "./place.ts";
import type { BodyTypes } from "./typing.ts";
import { copyType, isMoved, type Type } from "./type.ts";

type Next = Extract<Terminator, { kind: "next" }>;

/** Of one turn, or of one position of a pattern. A borrowed list lends what it holds. */
export function elementOf(type: Type): Type {
  switch (type.kind) {
    case "borrow": {
      const lent = (each: Type): Type => (isMoved(each) ? { ...type, of: each } : each);
      const element = elementOf(type.of);
      const isEntry = element.kind === "record" && isMap(type.of);
      return isEntry ? record(new Map([...element.fields].map(([name, field]) => [name, lent(field)]))) : lent(element);
    }
    case "own":
      return elementOf(type.of);
    case "running":
      return type.of;
    case "collection":
      return isMap(type) ? record(new Map(type.elements.map((each, index) => [String(index), each]))) : (type.elements.at(-1) ?? copyType);
    case "copy":
      return type.of === undefined ? copyType : untracked(elementOf(type.of));
    default:
      return copyType;
  }
}

/** `const [a, b] = pair` takes fields of a tuple, as `{ 0: a, 1: b }` would. */
export function positionOf(types: BodyTypes, { iterated, position }: Next): Operand | undefined {
  if (position === undefined || iterated.kind === "constant") return undefined;
  const type = types.typeOf(iterated);
  const of = type.kind === "borrow" ? type.of : type;
  if ((of.kind === "own" ? of.of : of).kind !== "record") return undefined;
  const { place, span } = iterated;
  return { kind: "place", place: { local: place.local, path: [...place.path, { kind: "field", name: String(position) }] }, span };
}

function isMap(type: Type): boolean {
  return type.kind === "collection" && type.elements.length === 2;
}
