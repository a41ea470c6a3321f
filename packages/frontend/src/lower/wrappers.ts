/** Syntax that does nothing at run time: parentheses, `as`, `satisfies`, `!`, type assertions and arguments. */

import type { Node } from "../syntax.ts";
import { kindOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";

export function isWrapper(body: BodyLowering, node: Node): boolean {
  switch (kindOf(body, node)) {
    case "ParenthesizedExpression":
    case "AsExpression":
    case "SatisfiesExpression":
    case "NonNullExpression":
    case "TypeAssertionExpression":
    case "ExpressionWithTypeArguments":
    case "PartiallyEmittedExpression":
      return true;
    default:
      return false;
  }
}

/** The expression inside all wrappers; thousands of brackets are no nesting. */
export function unwrap(body: BodyLowering, node: Node): Node {
  let inner = node;
  while (isWrapper(body, inner) && inner.expression !== undefined) inner = inner.expression;
  return inner;
}
