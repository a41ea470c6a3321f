/** JSX: a component is called with its properties; any other element is the object of its properties. */

import type { LocalId, Operand } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { emitCall } from "./call.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { assign, constant, keep, placeOperand, temporary, wholeLocal } from "./emit.ts";
import { settledMembers } from "./literal.ts";
import type { DraftMember } from "./literal.ts";
import { operandOf } from "./visit.ts";

export function jsxInto(body: BodyLowering, node: Node, target: LocalId): void {
  const opening = node.openingElement ?? node;
  const component = isComponent(body, opening) ? operandOf(body, opening.tagName) : undefined;
  const drafts = [...attributes(body, opening), ...children(body, node)];
  const span = spanOf(body, node);
  const properties = component === undefined ? target : temporary(body, span);
  assign(body, wholeLocal(properties), { kind: "object", members: settledMembers(body, drafts) }, span);
  if (component === undefined) return;
  const args = [{ value: placeOperand(wholeLocal(properties), span), spread: false }];
  emitCall(body, node, { form: "call", callee: { kind: "value", operand: component }, args, target });
}

/** By the rule of every JSX compiler: lower-case names are built in. */
function isComponent(body: BodyLowering, opening: Node): boolean {
  const tag = opening.tagName;
  if (tag === undefined || kindOf(body, tag) === "JsxNamespacedName") return false;
  return kindOf(body, tag) !== "Identifier" || !/^[\p{Ll}]/u.test(tag.text ?? "");
}

function attributes(body: BodyLowering, opening: Node): readonly DraftMember[] {
  return [...(opening.attributes?.properties ?? [])].map((attribute) => {
    if (kindOf(body, attribute) === "JsxSpreadAttribute") return { kept: keep(body, operandOf(body, attribute.expression)), spread: true };
    const kept = keep(body, attributeValue(body, attribute));
    const name = attribute.name?.text;
    return name === undefined ? { kept, spread: false } : { name, kept, spread: false };
  });
}

/** `<input disabled />` means `true`. */
function attributeValue(body: BodyLowering, attribute: Node): Operand {
  const value = attribute.initializer;
  if (value === undefined) return constant({ kind: "boolean", value: true }, spanOf(body, attribute));
  return operandOf(body, kindOf(body, value) === "JsxExpression" ? value.expression : value);
}

function children(body: BodyLowering, node: Node): readonly DraftMember[] {
  const drafts = [...(node.children ?? [])].flatMap((child) => childMember(body, child));
  if (drafts.length === 0) return [];
  const span = spanOf(body, node);
  const array = wholeLocal(temporary(body, span));
  assign(body, array, { kind: "array", members: settledMembers(body, drafts) }, span);
  return [{ name: "children", kept: keep(body, placeOperand(array, span)), spread: false }];
}

function childMember(body: BodyLowering, child: Node): readonly DraftMember[] {
  const kind = kindOf(body, child);
  if (kind === "JsxText") return [];
  if (kind !== "JsxExpression") return [{ kept: keep(body, operandOf(body, child)), spread: false }];
  if (child.expression === undefined) return [];
  return [{ kept: keep(body, operandOf(body, child.expression)), spread: child.dotDotDotToken !== undefined }];
}
