/** Enums and namespaces: objects that are made where they stand. */

import type { Member, Operand, Place } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { lowerStatements } from "./block.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { assign, constant, keep, placeOperand, undefinedAt, use } from "./emit.ts";
import { blockDeclarations, hasModifier, isAmbient, isInstantiated, listNames, varNames } from "./hoist.ts";
import { bindImports } from "./imports.ts";
import { settledMembers } from "./literal.ts";
import { memberName } from "./member.ts";
import { declare, innerScope, resolveName } from "./scope.ts";
import { nested, operandOf } from "./visit.ts";

export function lowerEnum(body: BodyLowering, node: Node): void {
  if (isAmbient(body, node) || node.name === undefined) return;
  const span = spanOf(body, node);
  const target = resolveName(body, node.name.text ?? "", span);
  const { scope } = body;
  body.scope = innerScope(scope, body);
  for (const { name } of node.members ?? []) {
    if (name?.text !== undefined) body.scope.names.set(name.text, { kind: "member", of: target.local, name: name.text });
  }
  const drafts = [...(node.members ?? [])].map((member) => {
    const key = member.name === undefined ? undefined : memberName(body, member.name);
    const value =
      member.initializer === undefined
        ? constant({ kind: "opaque", what: "enum member" }, spanOf(body, member))
        : operandOf(body, member.initializer);
    return { ...(key?.kind === "name" ? { name: key.name } : {}), kept: keep(body, value), spread: false };
  });
  body.scope = scope;
  assign(body, target, { kind: "object", members: settledMembers(body, drafts) }, span);
}

/**
 * The statements run in place; what they export is then in the namespace's object, or added to it where the name has a value
 * already. Their bindings live on in closures.
 */
export function lowerNamespace(body: BodyLowering, node: Node): void {
  if (!isInstantiated(body, node) || node.name === undefined) return;
  const span = spanOf(body, node);
  const target = resolveName(body, node.name.text ?? "", span);
  const members = namespaceMembers(body, node);
  if (body.build.writes(target.local) === 0) return assign(body, target, { kind: "object", members }, span);
  for (const { name, value } of members) {
    if (name !== undefined) use(body, { local: target.local, path: [{ kind: "field", name }] }, value, value.span);
  }
}

function namespaceMembers(body: BodyLowering, node: Node): readonly Member[] {
  const { scope } = body;
  body.scope = innerScope(scope, body);
  const inner = node.body;
  const members =
    inner !== undefined && kindOf(body, inner) === "ModuleDeclaration" ? innerNamespace(body, inner) : block(body, inner?.statements ?? []);
  body.scope = scope;
  return members;
}

/** `namespace A.B { … }`. */
function innerNamespace(body: BodyLowering, inner: Node): readonly Member[] {
  if (inner.name === undefined) return [];
  const local = declare(body, inner.name, "const");
  const place: Place = { local, path: [] };
  body.build.push({ kind: "storage-live", local, span: body.build.spanOf(local) });
  nested(body, inner, () => lowerNamespace(body, inner));
  return [{ name: inner.name.text ?? "", value: placeOperand(place, spanOf(body, inner.name)), spread: false }];
}

function block(body: BodyLowering, statements: readonly Node[]): readonly Member[] {
  bindImports(body, statements);
  const bindings = blockDeclarations(body, statements).map(({ name, declared }) => declare(body, name, declared));
  for (const local of new Set(bindings)) body.build.push({ kind: "storage-live", local, span: body.build.spanOf(local) });
  for (const name of varNames(body, statements)) {
    const span = spanOf(body, name);
    use(body, { local: declare(body, name, "var"), path: [] }, undefinedAt(span), span);
  }
  lowerStatements(body, statements);
  return [...statements].filter((statement) => isExported(body, statement)).flatMap((statement) => exportedMembers(body, statement));
}

function isExported(body: BodyLowering, statement: Node): boolean {
  return hasModifier(body, statement, "ExportKeyword") && !isAmbient(body, statement);
}

function exportedMembers(body: BodyLowering, statement: Node): readonly Member[] {
  const names = statement.declarationList === undefined ? declaredName(body, statement) : listNames(body, statement.declarationList);
  return names.map((name): Member => {
    const span = spanOf(body, name);
    const value: Operand = placeOperand(resolveName(body, name.text ?? "", span), span);
    return { name: name.text ?? "", value, spread: false };
  });
}

function declaredName(body: BodyLowering, statement: Node): readonly Node[] {
  return blockDeclarations(body, [statement]).map(({ name }) => name);
}
