/**
 * Classes: the value is a closure over all bodies of the class. Instance fields run in one `initializer` body named
 * `<fields>`, static fields and static blocks in another named `<static>`, each in source order; in both, `this` is what the
 * language says. Names in brackets, decorators and the base class run where the class stands.
 */

import type { BodyId, LocalId } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering, Closure } from "./context.ts";
import { assign, read, use, wholeLocal } from "./emit.ts";
import { closeBody, lowerVarScope, openBody } from "./function.ts";
import { hasModifier } from "./hoist.ts";
import { memberName } from "./member.ts";
import { className } from "./names.ts";
import { declare, innerScope, thisOf } from "./scope.ts";
import { closureOf, effectOf, operandOf } from "./visit.ts";

export function lowerClass(body: BodyLowering, node: Node, target: LocalId): void {
  const { scope } = body;
  evaluateDecorators(body, node);
  for (const base of baseClasses(body, node)) read(body, operandOf(body, base.expression));
  const ownName = kindOf(body, node) === "ClassExpression" ? node.name : undefined;
  body.scope = innerScope(scope, body);
  const named = ownName === undefined ? undefined : declare(body, ownName, "class");
  for (const member of node.members ?? []) evaluateAround(body, member);
  const value = { kind: "closure", what: "class", ...closureOf(body, node) } as const;
  assign(body, wholeLocal(target), value, spanOf(body, node));
  if (named !== undefined && named !== target) {
    use(body, wholeLocal(named), { kind: "place", place: wholeLocal(target), span: spanOf(body, node) }, spanOf(body, node));
  }
  body.scope = scope;
}

/** Bodies in source order, the initializers last. */
export function classClosure(body: BodyLowering, node: Node): Closure {
  const members = [...(node.members ?? [])];
  const functions = members.filter((member) => isFunction(body, member)).map((member) => closureOf(body, member));
  const fields = initializer(
    body,
    node,
    "<fields>",
    members.filter((member) => isField(body, member) && !isStatic(body, member)),
  );
  const statics = initializer(
    body,
    node,
    "<static>",
    members.filter((member) => isStaticCode(body, member)),
  );
  const closures = [...functions, ...fields, ...statics];
  const bodies: readonly BodyId[] = closures.flatMap((closure) => closure.bodies);
  return { bodies, captures: [...new Set(closures.flatMap((closure) => closure.captures))] };
}

function initializer(parent: BodyLowering, node: Node, name: "<fields>" | "<static>", members: readonly Node[]): readonly Closure[] {
  if (members.length === 0) return [];
  const owner = className(parent, node);
  const names = [...parent.names, owner, name];
  const body = openBody(parent.file, parent, { node, kind: "initializer", async: false, names });
  for (const member of members) {
    if (member.body === undefined) initializeField(body, member);
    else lowerVarScope(body, member.body.statements ?? [], member.body, () => undefined);
  }
  return [closeBody(body, { node, name: `${owner}.${name}`, generator: false })];
}

function initializeField(body: BodyLowering, field: Node): void {
  if (field.initializer === undefined || field.name === undefined) return;
  const span = spanOf(body, field);
  const key = memberName(body, field.name);
  const value = operandOf(body, field.initializer);
  const path = [key.kind === "name" ? ({ kind: "field", name: key.name } as const) : ({ kind: "index" } as const)];
  use(body, { local: thisOf(body, span), path }, value, span);
}

/** What of a member runs while the class is made. */
function evaluateAround(body: BodyLowering, member: Node): void {
  evaluateDecorators(body, member);
  for (const parameter of member.parameters ?? []) evaluateDecorators(body, parameter);
  const key = member.name === undefined || hasModifier(body, member, "DeclareKeyword") ? undefined : memberName(body, member.name);
  if (key?.kind === "computed") read(body, operandOf(body, key.expression));
}

function evaluateDecorators(body: BodyLowering, node: Node): void {
  for (const modifier of node.modifiers ?? []) {
    if (kindOf(body, modifier) === "Decorator") effectOf(body, modifier.expression);
  }
}

function baseClasses(body: BodyLowering, node: Node): readonly Node[] {
  const clauses = [...(node.heritageClauses ?? [])];
  const extending = clauses.filter((clause) => clause.token !== undefined && body.file.syntax.kindName(clause.token) === "ExtendsKeyword");
  return extending.flatMap((clause) => [...(clause.types ?? [])]);
}

function isFunction(body: BodyLowering, member: Node): boolean {
  return member.body !== undefined && kindOf(body, member) !== "ClassStaticBlockDeclaration";
}

function isField(body: BodyLowering, member: Node): boolean {
  return kindOf(body, member) === "PropertyDeclaration" && member.initializer !== undefined;
}

function isStatic(body: BodyLowering, member: Node): boolean {
  return hasModifier(body, member, "StaticKeyword");
}

function isStaticCode(body: BodyLowering, member: Node): boolean {
  return kindOf(body, member) === "ClassStaticBlockDeclaration" || (isField(body, member) && isStatic(body, member));
}
