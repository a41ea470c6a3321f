/** `any` and `unknown` in what is written: where they stand in a type, and what lies at a place of one. */

import type { Projection } from "@freehold/mir/body";
import type { DeclaredType, UnknownType } from "@freehold/mir/declared";
import { assertNever } from "@freehold/mir/assert";

export type TopType = UnknownType & { readonly text: "any" | "unknown" };

/** All that stand in it. What a function takes or gives is nobody's until it is called. */
export function topTypes(type: DeclaredType): readonly TopType[] {
  switch (type.kind) {
    case "unknown":
      return isTop(type) ? [type] : [];
    case "borrow":
    case "own":
      return topTypes(type.of);
    case "named":
      return type.arguments.flatMap(topTypes);
    case "array":
      return topTypes(type.element);
    case "record":
      return [...type.fields.values()].flatMap(topTypes);
    case "union":
      return type.parts.flatMap(topTypes);
    case "copy":
    case "nothing":
    case "this":
    case "function":
    case "unwritten":
      return [];
    default:
      return assertNever(type);
  }
}

/** Absent where the place has another type. Whatever is read off an `any` is one too; an `unknown` is only read once it is known. */
export function topTypeAt(type: DeclaredType, path: readonly Projection[]): TopType | undefined {
  switch (type.kind) {
    case "unknown":
      return isTop(type) && (path.length === 0 || type.text === "any") ? type : undefined;
    case "borrow":
    case "own":
      return topTypeAt(type.of, path);
    case "union":
      return type.parts.map((part) => topTypeAt(part, path)).find((found) => found !== undefined);
    case "array":
      return isElement(path[0]) ? topTypeAt(type.element, path.slice(1)) : undefined;
    case "record": {
      const field = path[0]?.kind === "field" ? type.fields.get(path[0].name) : undefined;
      return field === undefined ? undefined : topTypeAt(field, path.slice(1));
    }
    case "named":
    case "copy":
    case "nothing":
    case "this":
    case "function":
    case "unwritten":
      return undefined;
    default:
      return assertNever(type);
  }
}

/** What a turn of a loop over it gets. */
export function elementOfTop(type: DeclaredType): DeclaredType | undefined {
  return type.kind === "array" ? type.element : type.kind === "borrow" || type.kind === "own" ? elementOfTop(type.of) : topTypeAt(type, []);
}

function isTop(type: UnknownType): type is TopType {
  return type.text === "any" || type.text === "unknown";
}

function isElement(step: Projection | undefined): boolean {
  return step !== undefined && (step.kind === "index" || /^\d+$/.test(step.name));
}
