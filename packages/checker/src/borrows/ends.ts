/** Whose scope end is an event: owned classes, and whatever holds one. */

import { instantiate, inside } from "./instantiate.ts";
import { regionsOf, type ClassType, type Type } from "./type.ts";

export function endsWithScope(type: Type): boolean {
  return reaches(type, ({ of }) => of.owned, new Set());
}

/** A destructor runs that can look at what the value borrows. */
export function seenByDestructor(type: Type): boolean {
  return regionsOf(type).length > 0 && reaches(type, (each) => each.of.disposable && regionsOf(each).length > 0, new Set());
}

function reaches(type: Type, test: (type: ClassType) => boolean, seen: Set<unknown>): boolean {
  switch (type.kind) {
    case "class": {
      if (test(type)) return true;
      if (seen.has(type.of)) return false;
      seen.add(type.of);
      const context = inside(type);
      return [...type.of.fields.values()].some((field) => reaches(instantiate(context, field), test, seen));
    }
    case "collection":
      return type.elements.some((element) => reaches(element, test, seen));
    case "record":
      return [...type.fields.values()].some((field) => reaches(field, test, seen));
    case "union":
      return type.parts.some((part) => reaches(part, test, seen));
    case "closure":
      return type.captures.some(({ how, type: captured }) => how === "moved" && reaches(captured, test, seen));
    case "own":
      return reaches(type.of, test, seen);
    default:
      return false;
  }
}
