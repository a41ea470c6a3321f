/** `=` and its relatives, `++` and `--`: a place is found, a value made, and the one written to the other. */

import type { Operand, Place } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { placeOfTarget } from "./chain.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { assign, branch, compute, constant, goTo, keep, newBlock, placeOperand, settle, use } from "./emit.ts";
import { isLogicalAssignment, operatorOf, operatorText } from "./operator-kind.ts";
import { destructure } from "./pattern.ts";
import { into, operandOf } from "./visit.ts";
import { unwrap } from "./wrappers.ts";

/** The value of the assignment is the place that now has it. */
export function assignment(body: BodyLowering, node: Node): Operand {
  const operator = operatorOf(body, node);
  const left = node.left === undefined ? undefined : unwrap(body, node.left);
  if (left === undefined) return operandOf(body, node.right);
  if (operator === "EqualsToken" && isPattern(body, left)) return destructuringAssignment(body, left, node);
  const target = placeOfTarget(body, left);
  if (operator === "EqualsToken") plainAssignment(body, target, node);
  else if (isLogicalAssignment(operator)) logicalAssignment(body, target, node);
  else compoundAssignment(body, target, node);
  return placeOperand(target, spanOf(body, left));
}

/** `++` and `--`. */
export function update(body: BodyLowering, node: Node, wanted: "old value" | "new value"): Operand {
  const span = spanOf(body, node);
  const target = placeOfTarget(body, node.operand === undefined ? node : unwrap(body, node.operand));
  const current = placeOperand(target, spanOf(body, node.operand ?? node));
  const old = wanted === "old value" ? compute(body, { kind: "use", operand: current }, span) : current;
  const operator = isIncrement(body, node) ? "+" : "-";
  assign(body, target, { kind: "binary", operator, left: current, right: constant({ kind: "number", value: 1 }, span) }, span);
  return old;
}

function plainAssignment(body: BodyLowering, target: Place, node: Node): void {
  if (target.path.length === 0) return into(body, node.right, target.local);
  use(body, target, operandOf(body, node.right), spanOf(body, node));
}

function compoundAssignment(body: BodyLowering, target: Place, node: Node): void {
  const left = placeOperand(target, spanOf(body, node.left ?? node));
  const kept = [keep(body, left), keep(body, operandOf(body, node.right))];
  const [first = left, second = left] = settle(body, kept);
  const operator = operatorText(body, node).slice(0, -1);
  assign(body, target, { kind: "binary", operator, left: first, right: second }, spanOf(body, node));
}

/** Writes only when the test asks for it. */
function logicalAssignment(body: BodyLowering, target: Place, node: Node): void {
  const current = placeOperand(target, spanOf(body, node.left ?? node));
  const [write, join] = [newBlock(body), newBlock(body)];
  const operator = operatorOf(body, node);
  if (operator === "QuestionQuestionEqualsToken") branch(body, "nullish", current, { yes: write, no: join });
  else if (operator === "AmpersandAmpersandEqualsToken") branch(body, "truthy", current, { yes: write, no: join });
  else branch(body, "truthy", current, { yes: join, no: write });
  body.build.switchTo(write);
  plainAssignment(body, target, node);
  goTo(body, join, spanOf(body, node));
  body.build.switchTo(join);
}

function destructuringAssignment(body: BodyLowering, pattern: Node, node: Node): Operand {
  const source = operandOf(body, node.right);
  destructure(body, pattern, source);
  return source;
}

function isPattern(body: BodyLowering, node: Node): boolean {
  const kind = kindOf(body, node);
  return kind === "ObjectLiteralExpression" || kind === "ArrayLiteralExpression";
}

function isIncrement(body: BodyLowering, node: Node): boolean {
  return node.operator !== undefined && body.file.syntax.kindName(node.operator) === "PlusPlusToken";
}
