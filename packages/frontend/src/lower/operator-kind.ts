/** What sort of operator a binary expression has. */

import type { KindName, Node } from "../syntax.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";

export function operatorOf(body: BodyLowering, node: Node): KindName {
  return node.operatorToken === undefined ? "Unknown" : kindOf(body, node.operatorToken);
}

/** As written: `+`, `instanceof`, `!==`. */
export function operatorText(body: BodyLowering, node: Node): string {
  if (node.operatorToken === undefined) return "";
  const span = spanOf(body, node.operatorToken);
  return body.file.syntax.text.slice(span.start, span.end);
}

export function isComma(body: BodyLowering, node: Node): boolean {
  return operatorOf(body, node) === "CommaToken";
}

export function isLogical(body: BodyLowering, node: Node): boolean {
  switch (operatorOf(body, node)) {
    case "AmpersandAmpersandToken":
    case "BarBarToken":
    case "QuestionQuestionToken":
      return true;
    default:
      return false;
  }
}

export function isLogicalAssignment(operator: KindName): boolean {
  switch (operator) {
    case "AmpersandAmpersandEqualsToken":
    case "BarBarEqualsToken":
    case "QuestionQuestionEqualsToken":
      return true;
    default:
      return false;
  }
}

export function isAssignment(body: BodyLowering, node: Node): boolean {
  const operator = operatorOf(body, node);
  switch (operator) {
    case "EqualsToken":
    case "PlusEqualsToken":
    case "MinusEqualsToken":
    case "AsteriskEqualsToken":
    case "AsteriskAsteriskEqualsToken":
    case "SlashEqualsToken":
    case "PercentEqualsToken":
    case "LessThanLessThanEqualsToken":
    case "GreaterThanGreaterThanEqualsToken":
    case "GreaterThanGreaterThanGreaterThanEqualsToken":
    case "AmpersandEqualsToken":
    case "BarEqualsToken":
    case "CaretEqualsToken":
      return true;
    default:
      return isLogicalAssignment(operator);
  }
}
