/** What functions and classes are called in messages: by their own name, or by what they are first bound to. */

import type { KindName, Node } from "../syntax.ts";
import { kindOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { memberName } from "./member.ts";
import { isWrapper } from "./wrappers.ts";

export function functionName(body: BodyLowering, node: Node): string {
  const kind = kindOf(body, node);
  if (kind === "Constructor") return "constructor";
  if (node.name !== undefined) return memberText(body, node.name);
  return bindingName(body, node) ?? unnamed(kind);
}

export function className(body: BodyLowering, node: Node): string {
  return node.name?.text ?? bindingName(body, node) ?? unnamed(kindOf(body, node));
}

/** Names of the declarations around a function, and its own. */
export function scopeNames(parent: BodyLowering, node: Node): readonly string[] {
  const outer = parent.kind === "initializer" ? parent.names.slice(0, -1) : parent.names;
  const holder = node.parent.members === undefined ? [] : [className(parent, node.parent)];
  return [...outer, ...holder, functionName(parent, node)];
}

/** Members are called after their class, `Store.add`, nested functions by their own name. */
export function bodyName(body: BodyLowering, node: Node): string {
  const name = functionName(body, node);
  const holder = node.parent;
  const inClass = holder.members !== undefined;
  return inClass ? `${className(body, holder)}.${name}` : fieldOwner(body, node, name);
}

/** `const add = () => …`, `{ add: () => … }`, `this.add = () => …`, `add = () => …` in a class. */
function bindingName(body: BodyLowering, node: Node): string | undefined {
  const value = outermost(body, node);
  const { parent } = value;
  switch (kindOf(body, parent)) {
    case "VariableDeclaration":
    case "PropertyAssignment":
    case "PropertyDeclaration":
      return parent.initializer === value && parent.name !== undefined ? plainName(body, parent.name) : undefined;
    case "BinaryExpression":
      return parent.right === value && isPlainAssignment(body, parent) ? targetName(body, parent.left) : undefined;
    case "ExportAssignment":
      return "default";
    default:
      return undefined;
  }
}

/** An arrow in a class field is called after the class as well. */
function fieldOwner(body: BodyLowering, node: Node, name: string): string {
  const { parent } = outermost(body, node);
  return kindOf(body, parent) === "PropertyDeclaration" ? `${className(body, parent.parent)}.${name}` : name;
}

function outermost(body: BodyLowering, node: Node): Node {
  let value = node;
  while (isWrapper(body, value.parent)) value = value.parent;
  return value;
}

function targetName(body: BodyLowering, target: Node | undefined): string | undefined {
  if (target === undefined) return undefined;
  return kindOf(body, target) === "Identifier" ? target.text : target.name?.text;
}

function isPlainAssignment(body: BodyLowering, node: Node): boolean {
  return node.operatorToken !== undefined && kindOf(body, node.operatorToken) === "EqualsToken";
}

function plainName(body: BodyLowering, name: Node): string | undefined {
  const kind = kindOf(body, name);
  return kind === "ObjectBindingPattern" || kind === "ArrayBindingPattern" ? undefined : memberText(body, name);
}

function memberText(body: BodyLowering, name: Node): string {
  const key = memberName(body, name);
  return key.kind === "name" ? key.name : "[computed]";
}

function unnamed(kind: KindName): string {
  switch (kind) {
    case "ArrowFunction":
      return "<arrow>";
    case "ClassExpression":
    case "ClassDeclaration":
      return "<class>";
    case "FunctionDeclaration":
      return "default";
    default:
      return "<function>";
  }
}
