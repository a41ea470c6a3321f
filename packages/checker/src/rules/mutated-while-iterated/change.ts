/** What a call does to the array it is called on: which element goes, or that one comes in front. */

import type { Operand } from "@freehold/mir/body";
import type { MethodCall } from "../../explain/calls.ts";

export type Change =
  /** `at`: the index of the element that is taken out. */
  { readonly kind: "takes-out"; readonly at: Operand } | { readonly kind: "takes-first" } | { readonly kind: "puts-first" };

export const changing: ReadonlySet<string> = new Set(["splice", "shift", "unshift"]);
/** What else may put an element where one was taken out. */
export const refilling: ReadonlySet<string> = new Set(["splice", "unshift", "push"]);

/** `splice(i)` cuts off the rest and ends the loop; one that puts elements in replaces; a negative index counts from the end. */
export function changeOf({ callee, args }: MethodCall): Change | undefined {
  if (args.some((argument) => argument.spread)) return undefined;
  if (callee.name === "shift") return args.length === 0 ? { kind: "takes-first" } : undefined;
  if (callee.name === "unshift") return args.length > 0 ? { kind: "puts-first" } : undefined;
  const [at, count] = args;
  if (at === undefined || count === undefined || args.length > 2 || !isPositive(count.value)) return undefined;
  if (at.value.kind === "place") return { kind: "takes-out", at: at.value };
  return at.value.value.kind === "number" && at.value.value.value === 0 ? { kind: "takes-first" } : undefined;
}

function isPositive(count: Operand): boolean {
  return count.kind === "constant" && count.value.kind === "number" && count.value.value > 0;
}
