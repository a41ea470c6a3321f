/** Expressions in order of evaluation: as an operand, straight into a local, or for their effect alone. */

import type { Span } from "@freehold/diagnostics/span";
import type { LocalId, Operand, Rvalue } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { assignment, update } from "./assignment.ts";
import { awaitInto, yieldInto } from "./suspend.ts";
import { binaryInto, commaEffects, conditionalEffect, conditionalInto, logicalEffect, logicalInto, unaryInto } from "./operator.ts";
import { isAssignment, isComma, isLogical } from "./operator-kind.ts";
import { chainEffect, chainInto, chainOperand } from "./chain.ts";
import { arrayInto, literalConstant, objectInto, templateInto } from "./literal.ts";
import { assign, compute, constant, placeOperand, read, temporary, undefinedAt, use, wholeLocal } from "./emit.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { jsxInto } from "./jsx.ts";
import { lowerClass } from "./class.ts";
import { newInto, taggedTemplateInto } from "./call.ts";
import { lookUp, parametersOf, resolveName, thisOf } from "./scope.ts";
import { closureOf, into, operandOf } from "./visit.ts";
import { missing, unknown } from "./unknown.ts";
import { unwrap } from "./wrappers.ts";

/** A place or a constant as it stands; everything else in a temporary. */
export function lowerOperand(body: BodyLowering, wrapped: Node): Operand {
  const node = unwrap(body, wrapped);
  const direct = directOperand(body, node);
  if (direct !== undefined) return direct;
  const span = spanOf(body, node);
  const target = temporary(body, span);
  produce(body, node, target);
  return placeOperand(wholeLocal(target), span);
}

export function lowerInto(body: BodyLowering, wrapped: Node, target: LocalId): void {
  const node = unwrap(body, wrapped);
  if (isChain(body, node)) return chainInto(body, node, target);
  if (isComma(body, node)) return into(body, commaEffects(body, node), target);
  const direct = directOperand(body, node);
  if (direct === undefined) produce(body, node, target);
  else use(body, wholeLocal(target), direct, spanOf(body, node));
}

export function lowerEffect(body: BodyLowering, wrapped: Node): void {
  const node = unwrap(body, wrapped);
  switch (kindOf(body, node)) {
    case "CallExpression":
      return chainEffect(body, node);
    case "ConditionalExpression":
      return conditionalEffect(body, node);
    case "PostfixUnaryExpression":
    case "PrefixUnaryExpression":
      if (isUpdate(body, node)) return void update(body, node, "new value");
      break;
    case "BinaryExpression":
      if (isLogical(body, node)) return logicalEffect(body, node);
      break;
    case "VoidExpression":
      return read(body, operandOf(body, node.expression));
    case "Identifier":
    case "PropertyAccessExpression":
    case "ElementAccessExpression":
      return read(body, operandOf(body, node));
    default:
      break;
  }
  operandOf(body, node);
}

/** Kinds whose value lies somewhere already, or needs a routine that says where. */
function directOperand(body: BodyLowering, node: Node): Operand | undefined {
  const span = spanOf(body, node);
  switch (kindOf(body, node)) {
    case "Identifier":
      return identifier(body, node);
    case "ThisKeyword":
    case "SuperKeyword":
      return placeOperand(wholeLocal(thisOf(body, span)), span);
    case "PrivateIdentifier": // `#key in object`
      return constant({ kind: "string", value: node.text ?? "" }, span);
    case "ImportKeyword":
    case "MetaProperty":
      return constant({ kind: "opaque", what: body.file.syntax.text.slice(span.start, span.end) }, span);
    case "OmittedExpression":
      return undefinedAt(span);
    case "VoidExpression":
      read(body, operandOf(body, node.expression));
      return undefinedAt(span);
    case "PropertyAccessExpression":
    case "ElementAccessExpression":
    case "CallExpression":
      return chainOperand(body, node);
    case "PrefixUnaryExpression":
    case "PostfixUnaryExpression":
      if (isUpdate(body, node)) return update(body, node, kindOf(body, node) === "PostfixUnaryExpression" ? "old value" : "new value");
      return literalConstant(body, node);
    case "BinaryExpression":
      if (isAssignment(body, node)) return assignment(body, node);
      return isComma(body, node) ? operandOf(body, commaEffects(body, node)) : undefined;
    default:
      return literalConstant(body, node);
  }
}

/** Kinds that compute a new value. */
function produce(body: BodyLowering, node: Node, target: LocalId): void {
  switch (kindOf(body, node)) {
    case "BinaryExpression":
      return isLogical(body, node) ? logicalInto(body, node, target) : binaryInto(body, node, target);
    case "ConditionalExpression":
      return conditionalInto(body, node, target);
    case "PrefixUnaryExpression":
    case "TypeOfExpression":
    case "DeleteExpression":
      return unaryInto(body, node, target);
    case "NewExpression":
      return newInto(body, node, target);
    case "TaggedTemplateExpression":
      return taggedTemplateInto(body, node, target);
    case "TemplateExpression":
      return templateInto(body, node, target);
    case "AwaitExpression":
      return awaitInto(body, node, target);
    case "YieldExpression":
      return yieldInto(body, node, target);
    case "ObjectLiteralExpression":
      return objectInto(body, node, target);
    case "ArrayLiteralExpression":
      return arrayInto(body, node, target);
    case "ArrowFunction":
    case "FunctionExpression":
      return assignClosure(body, node, target);
    case "ClassExpression":
      return lowerClass(body, node, target);
    case "JsxElement":
    case "JsxSelfClosingElement":
    case "JsxFragment":
      return jsxInto(body, node, target);
    case "SpreadElement":
      return use(body, wholeLocal(target), operandOf(body, node.expression), spanOf(body, node));
    default:
      return unknown(body, node, `unsupported expression ${kindOf(body, node)}`, wholeLocal(target));
  }
}

function isChain(body: BodyLowering, node: Node): boolean {
  const kind = kindOf(body, node);
  return kind === "CallExpression" || kind === "PropertyAccessExpression" || kind === "ElementAccessExpression";
}

function isUpdate(body: BodyLowering, node: Node): boolean {
  const operator = node.operator === undefined ? "Unknown" : body.file.syntax.kindName(node.operator);
  return operator === "PlusPlusToken" || operator === "MinusMinusToken";
}

function identifier(body: BodyLowering, node: Node): Operand {
  const name = node.text ?? "";
  const span = spanOf(body, node);
  if (name === "") return missing(body, span);
  if (name === "undefined" && lookUp(body, name) === undefined) return undefinedAt(span);
  if (name === "arguments" && lookUp(body, name) === undefined) return argumentsObject(body, span);
  return placeOperand(resolveName(body, name, span), span);
}

/** `arguments` holds what the parameters hold. */
function argumentsObject(body: BodyLowering, span: Span): Operand {
  const members = parametersOf(body, span).map((local) => ({ value: placeOperand(wholeLocal(local), span), spread: false }));
  return compute(body, { kind: "array", members }, span);
}

function assignClosure(body: BodyLowering, node: Node, target: LocalId): void {
  const value: Rvalue = { kind: "closure", what: "function", ...closureOf(body, node) };
  assign(body, wholeLocal(target), value, spanOf(body, node));
}
