/** What the methods of arrays, maps and sets take and give: the few that move, and the many that look. */

import { staticRegion } from "./instantiate.ts";
import { copyType, isMoved, type Type } from "./type.ts";

type Collection = Extract<Type, { kind: "collection" }>;

/** Of the argument at `index`; absent where it is only looked at. */
export function keptArgument(of: Collection, name: string, index: number): Type | undefined {
  switch (name) {
    case "push":
    case "unshift":
    case "add":
    case "fill":
      return of.elements[0];
    case "splice":
      return index < 2 ? undefined : of.elements[0];
    case "set":
      return of.elements[index];
    default:
      return undefined;
  }
}

/** An element is taken out by few methods, and lent by some. */
export function givenBack(of: Collection, name: string): { readonly type: Type; readonly how: "taken" | "lent" } | undefined {
  const element = of.elements.at(-1);
  if (element === undefined) return undefined;
  if (taking.has(name)) return { type: element, how: "taken" };
  if (!lending.has(name)) return undefined;
  return isMoved(element)
    ? { type: { kind: "borrow", how: "shared", region: staticRegion, of: element }, how: "lent" }
    : { type: element, how: "taken" };
}

export function resultOfCollection(of: Collection, name: string): Type {
  return givenBack(of, name)?.type ?? copyType;
}

const taking: ReadonlySet<string> = new Set(["pop", "shift"]);
const lending: ReadonlySet<string> = new Set(["at", "get", "find", "findLast"]);
