/** Literals: constants, templates, arrays and objects. */

import type { Constant, LocalId, Member, Operand } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { assign, compute, constant, keep, read, settle, wholeLocal } from "./emit.ts";
import type { Kept } from "./emit.ts";
import { memberName } from "./member.ts";
import { closureOf, operandOf } from "./visit.ts";

/** Also of a negated number, which the language writes as an operator. */
export function literalConstant(body: BodyLowering, node: Node): Operand | undefined {
  const value = constantValue(body, node);
  return value === undefined ? undefined : constant(value, spanOf(body, node));
}

export function templateInto(body: BodyLowering, node: Node, target: LocalId): void {
  const kept = [...(node.templateSpans ?? [])].map((each) => keep(body, operandOf(body, each.expression)));
  assign(body, wholeLocal(target), { kind: "template", holes: settle(body, kept) }, spanOf(body, node));
}

export function arrayInto(body: BodyLowering, node: Node, target: LocalId): void {
  const drafts = [...(node.elements ?? [])].map((element): DraftMember => {
    const spread = kindOf(body, element) === "SpreadElement";
    return { kept: keep(body, operandOf(body, spread ? element.expression : element)), spread };
  });
  assign(body, wholeLocal(target), { kind: "array", members: settledMembers(body, drafts) }, spanOf(body, node));
}

export function objectInto(body: BodyLowering, node: Node, target: LocalId): void {
  const drafts = [...(node.properties ?? [])].map((property) => objectMember(body, property));
  assign(body, wholeLocal(target), { kind: "object", members: settledMembers(body, drafts) }, spanOf(body, node));
}

export interface DraftMember {
  readonly name?: string;
  readonly kept: Kept;
  readonly spread: boolean;
}

export function settledMembers(body: BodyLowering, drafts: readonly DraftMember[]): readonly Member[] {
  const operands = settle(
    body,
    drafts.map((draft) => draft.kept),
  );
  return drafts.flatMap((draft, index) => {
    const value = operands[index];
    if (value === undefined) return [];
    return [draft.name === undefined ? { value, spread: draft.spread } : { name: draft.name, value, spread: draft.spread }];
  });
}

function objectMember(body: BodyLowering, property: Node): DraftMember {
  if (kindOf(body, property) === "SpreadAssignment") return { kept: keep(body, operandOf(body, property.expression)), spread: true };
  const key = property.name === undefined ? undefined : memberName(body, property.name);
  if (key?.kind === "computed") read(body, operandOf(body, key.expression));
  const kept = keep(body, propertyValue(body, property));
  return key?.kind === "name" ? { name: key.name, kept, spread: false } : { kept, spread: false };
}

function propertyValue(body: BodyLowering, property: Node): Operand {
  switch (kindOf(body, property)) {
    case "MethodDeclaration":
    case "GetAccessor":
    case "SetAccessor":
      return compute(body, { kind: "closure", what: "function", ...closureOf(body, property) }, spanOf(body, property));
    case "ShorthandPropertyAssignment":
      return operandOf(body, property.name);
    default:
      return operandOf(body, property.initializer);
  }
}

function constantValue(body: BodyLowering, node: Node): Constant | undefined {
  switch (kindOf(body, node)) {
    case "NumericLiteral":
      return { kind: "number", value: Number(node.text) };
    case "StringLiteral":
    case "NoSubstitutionTemplateLiteral":
      return { kind: "string", value: node.text ?? "" };
    case "TrueKeyword":
      return { kind: "boolean", value: true };
    case "FalseKeyword":
      return { kind: "boolean", value: false };
    case "NullKeyword":
      return { kind: "null" };
    case "BigIntLiteral":
    case "RegularExpressionLiteral":
      return { kind: "opaque", what: node.text ?? "" };
    case "PrefixUnaryExpression":
      return negatedNumber(body, node);
    default:
      return undefined;
  }
}

function negatedNumber(body: BodyLowering, node: Node): Constant | undefined {
  const { operand, operator } = node;
  if (operand === undefined || operator === undefined || body.file.syntax.kindName(operator) !== "MinusToken") return undefined;
  return kindOf(body, operand) === "NumericLiteral" ? { kind: "number", value: -Number(operand.text) } : undefined;
}
