/** Operators: arithmetic and comparison as values, `&&`, `||`, `??` and `?:` as branches, commas as order. */

import type { BlockId, LocalId, Operand } from "@freehold/mir/body";
import type { KindName, Node } from "../syntax.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { deleteInto } from "./chain.ts";
import { assign, branch, compute, goTo, joinAt, keep, newBlock, settle, use, wholeLocal } from "./emit.ts";
import { isAssignment, isComma, isLogical, operatorOf, operatorText } from "./operator-kind.ts";
import { conditionOf, effectOf, into, operandOf } from "./visit.ts";
import { unwrap } from "./wrappers.ts";

/** `a + b + c` leans left, however long it is: from the innermost operand outwards. */
export function binaryInto(body: BodyLowering, node: Node, target: LocalId): void {
  const chain = leftSpine(body, node, (each) => isPlainBinary(body, each));
  let left = operandOf(body, chain.at(-1)?.left);
  for (const each of chain.toReversed()) {
    const kept = [keep(body, left), keep(body, operandOf(body, each.right))];
    const [first = left, second = left] = settle(body, kept);
    const value = { kind: "binary", operator: operatorText(body, each), left: first, right: second } as const;
    if (each === node) assign(body, wholeLocal(target), value, spanOf(body, node));
    else left = compute(body, value, spanOf(body, each));
  }
}

/** The value is the left one unless the right one is needed. */
export function logicalInto(body: BodyLowering, node: Node, target: LocalId): void {
  const operator = operatorOf(body, node);
  const join = newBlock(body);
  const parts = logicalParts(body, node);
  for (const part of parts.slice(0, -1)) {
    const operand = operandOf(body, part);
    const [next, done] = [newBlock(body), newBlock(body)];
    shortCircuit(body, operator, operand, { next, done });
    body.build.switchTo(done);
    use(body, wholeLocal(target), operand, operand.span);
    goTo(body, join, operand.span);
    body.build.switchTo(next);
  }
  into(body, parts.at(-1), target);
  joinAt(body, join, node);
}

export function logicalEffect(body: BodyLowering, node: Node): void {
  const operator = operatorOf(body, node);
  const join = newBlock(body);
  const parts = logicalParts(body, node);
  for (const part of parts.slice(0, -1)) {
    const next = newBlock(body);
    if (operator === "AmpersandAmpersandToken") conditionOf(body, part, next, join);
    else if (operator === "BarBarToken") conditionOf(body, part, join, next);
    else branch(body, "nullish", operandOf(body, part), { yes: next, no: join });
    body.build.switchTo(next);
  }
  effectOf(body, parts.at(-1));
  joinAt(body, join, node);
}

/** The operands of a chain of one logical operator, left to right. */
export function logicalParts(body: BodyLowering, node: Node): readonly Node[] {
  const operator = operatorOf(body, node);
  const chain = leftSpine(body, node, (each) => operatorOf(body, each) === operator);
  const first = chain.at(-1)?.left;
  const rest = chain.toReversed().flatMap((each) => (each.right === undefined ? [] : [each.right]));
  return first === undefined ? rest : [first, ...rest];
}

/** `a ? b : c ? d : e` leans right: one turn for each test. */
export function conditionalInto(body: BodyLowering, node: Node, target: LocalId): void {
  conditional(body, node, (part) => into(body, part, target));
}

export function conditionalEffect(body: BodyLowering, node: Node): void {
  conditional(body, node, (part) => effectOf(body, part));
}

/** Evaluates all parts but the last, and returns that. */
export function commaEffects(body: BodyLowering, node: Node): Node | undefined {
  const chain = leftSpine(body, node, (each) => isComma(body, each));
  effectOf(body, chain.at(-1)?.left);
  for (const each of chain.slice(1).reverse()) effectOf(body, each.right);
  return node.right;
}

export function unaryInto(body: BodyLowering, node: Node, target: LocalId): void {
  const kind = kindOf(body, node);
  if (kind === "DeleteExpression") return deleteInto(body, node, target);
  if (kind === "PrefixUnaryExpression" && unaryText(body, node) === "!") return notInto(body, node, target);
  const operand = operandOf(body, kind === "TypeOfExpression" ? node.expression : node.operand);
  const operator = kind === "TypeOfExpression" ? "typeof" : unaryText(body, node);
  assign(body, wholeLocal(target), { kind: "unary", operator, operand }, spanOf(body, node));
}

function unaryText(body: BodyLowering, node: Node): string {
  return body.file.syntax.text.charAt(spanOf(body, node).start);
}

/** `!(a && b)` as a value still is one operator on one value. */
function notInto(body: BodyLowering, node: Node, target: LocalId): void {
  assign(body, wholeLocal(target), { kind: "unary", operator: "!", operand: operandOf(body, node.operand) }, spanOf(body, node));
}

function shortCircuit(
  body: BodyLowering,
  operator: KindName,
  operand: Operand,
  ways: { readonly next: BlockId; readonly done: BlockId },
): void {
  if (operator === "QuestionQuestionToken") branch(body, "nullish", operand, { yes: ways.next, no: ways.done });
  else if (operator === "AmpersandAmpersandToken") branch(body, "truthy", operand, { yes: ways.next, no: ways.done });
  else branch(body, "truthy", operand, { yes: ways.done, no: ways.next });
}

function conditional(body: BodyLowering, node: Node, lowerPart: (part: Node | undefined) => void): void {
  const join = newBlock(body);
  let rest: Node | undefined = node;
  while (rest !== undefined && kindOf(body, rest) === "ConditionalExpression") {
    const [yes, no] = [newBlock(body), newBlock(body)];
    conditionOf(body, rest.condition, yes, no);
    body.build.switchTo(yes);
    lowerPart(rest.whenTrue);
    goTo(body, join, spanOf(body, rest));
    body.build.switchTo(no);
    rest = rest.whenFalse === undefined ? undefined : unwrap(body, rest.whenFalse);
  }
  lowerPart(rest);
  joinAt(body, join, node);
}

function isPlainBinary(body: BodyLowering, node: Node): boolean {
  return !isLogical(body, node) && !isAssignment(body, node) && !isComma(body, node);
}

/** The node and its left operands as long as they belong, outermost first. */
function leftSpine(body: BodyLowering, node: Node, belongs: (node: Node) => boolean): readonly Node[] {
  const spine = [node];
  for (let left = node.left; left !== undefined; left = left.left) {
    left = unwrap(body, left);
    if (kindOf(body, left) !== "BinaryExpression" || !belongs(left)) break;
    spine.push(left);
  }
  return spine;
}
