/** `Boolean(x)`, which is `!!x`: no code runs, and who asks for it asks about `x`. */

import type { LocalId } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { assign, compute, wholeLocal } from "./emit.ts";
import { lookUp } from "./scope.ts";
import { operandOf } from "./visit.ts";

/** The `x` of such a call; absent for every other one, and where the file has a `Boolean` of its own. */
export function truthAsked(body: BodyLowering, { expression, arguments: given = [] }: Node): Node | undefined {
  const [asked, ...others] = given;
  if (asked === undefined || others.length > 0 || kindOf(body, asked) === "SpreadElement") return undefined;
  const isBoolean = expression !== undefined && kindOf(body, expression) === "Identifier" && expression.text === "Boolean";
  return isBoolean && lookUp(body, "Boolean") === undefined ? asked : undefined;
}

export function truthInto(body: BodyLowering, asked: Node, target: LocalId): void {
  const span = spanOf(body, asked);
  const opposite = compute(body, { kind: "unary", operator: "!", operand: operandOf(body, asked) }, span);
  assign(body, wholeLocal(target), { kind: "unary", operator: "!", operand: opposite }, span);
}
