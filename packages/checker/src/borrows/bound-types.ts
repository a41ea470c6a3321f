/** What the type parameters of a callee stand for, found by laying its written arguments over the types that are given. */

import type { DeclaredType, TypeParameter } from "@freehold/mir/declared";
import type { Type } from "./type.ts";

export function boundTypes(
  parameters: readonly TypeParameter[],
  written: readonly DeclaredType[],
  given: readonly Type[],
): ReadonlyMap<string, Type> {
  const bound = new Map<string, Type>();
  const open = new Set(parameters.filter(({ kind }) => kind === "type").map(({ name }) => name));
  if (open.size > 0) written.forEach((type, index) => bind(open, bound, type, given[index]));
  return bound;
}

function bind(open: ReadonlySet<string>, bound: Map<string, Type>, written: DeclaredType, given: Type | undefined): void {
  if (given === undefined) return;
  switch (written.kind) {
    case "named":
      if (open.has(written.name)) {
        if (!bound.has(written.name)) bound.set(written.name, given);
      } else if (given.kind === "collection") written.arguments.forEach((each, index) => bind(open, bound, each, given.elements[index]));
      else if (given.kind === "class") {
        written.arguments.forEach((each, index) => {
          const name = given.of.parameters[index]?.name ?? "";
          bind(open, bound, each, given.environment.types.get(name));
        });
      }
      return;
    case "borrow":
      return bind(open, bound, written.of, given.kind === "borrow" ? given.of : given);
    case "own":
      return bind(open, bound, written.of, given);
    case "array":
      return given.kind === "collection" ? bind(open, bound, written.element, given.elements[0]) : undefined;
    case "union":
      for (const part of written.parts) bind(open, bound, part, given);
      return;
    default:
      return;
  }
}
