/** Conditions as control flow: `if (a && !b)` is two branches, not a value. */

import type { BlockId } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { chainCondition } from "./chain.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { branch, goTo, newBlock } from "./emit.ts";
import { isComma, isLogical, operatorOf } from "./operator-kind.ts";
import { commaEffects, logicalParts } from "./operator.ts";
import { conditionOf, operandOf } from "./visit.ts";
import { unwrap } from "./wrappers.ts";

export function lowerCondition(body: BodyLowering, wrapped: Node, yes: BlockId, no: BlockId): void {
  const node = unwrap(body, wrapped);
  switch (kindOf(body, node)) {
    case "TrueKeyword":
      return goTo(body, yes, spanOf(body, node));
    case "FalseKeyword":
      return goTo(body, no, spanOf(body, node));
    case "PrefixUnaryExpression":
      if (isNot(body, node)) return conditionOf(body, node.operand, no, yes);
      break;
    case "BinaryExpression":
      if (isLogical(body, node) && operatorOf(body, node) !== "QuestionQuestionToken") return logicalCondition(body, node, yes, no);
      if (isComma(body, node)) return conditionOf(body, commaEffects(body, node), yes, no);
      break;
    case "CallExpression":
    case "PropertyAccessExpression":
    case "ElementAccessExpression":
      return chainCondition(body, node, yes, no);
    default:
      break;
  }
  branch(body, "truthy", operandOf(body, node), { yes, no });
}

/** Each part but the last decides, or hands over to the next. */
function logicalCondition(body: BodyLowering, node: Node, yes: BlockId, no: BlockId): void {
  const isAnd = operatorOf(body, node) === "AmpersandAmpersandToken";
  const parts = logicalParts(body, node);
  for (const part of parts.slice(0, -1)) {
    const next = newBlock(body);
    if (isAnd) conditionOf(body, part, next, no);
    else conditionOf(body, part, yes, next);
    body.build.switchTo(next);
  }
  conditionOf(body, parts.at(-1), yes, no);
}

function isNot(body: BodyLowering, node: Node): boolean {
  return node.operator !== undefined && body.file.syntax.kindName(node.operator) === "ExclamationToken";
}
