/** What the syntax of a declaration says without asking the compiler: its code, its parameters, its modifiers, its name. */

import type { BodyId } from "@freehold/mir/body";
import { SyntaxKind } from "typescript/ast";
import type { NodeHandle } from "typescript/sync";
import type { Node } from "../syntax.ts";
import type { Session } from "./session.ts";

/** Only for files whose syntax is here already; fetching another file for one declaration costs more than the answer is worth. */
export function declarationNode(session: Session, handle: NodeHandle): Node | undefined {
  if (!session.bodies.has(session.fileOf(handle.path))) return undefined;
  return handle.resolve();
}

/** The one body that a call of these declarations runs; several with code, or one that may be replaced, give none. */
export function bodyOf(session: Session, handles: readonly NodeHandle[], how: "called" | "constructed"): BodyId | undefined {
  const bodies = new Set<BodyId>();
  for (const handle of handles) {
    const node = declarationNode(session, handle);
    const code = node === undefined ? undefined : how === "called" ? functionOf(node) : constructorOf(node);
    if (code === undefined) continue;
    const body = session.bodies.find(session.fileOf(handle.path), code.getStart(), code.end);
    if (body !== undefined) bodies.add(body);
  }
  return bodies.size === 1 ? [...bodies][0] : undefined;
}

/** Names of the parameters, in order; a destructured one has none. */
export function parametersOf(declaration: Node): readonly string[] {
  const code = functionOf(declaration) ?? constructorOf(declaration) ?? signatureWithoutCode(declaration) ?? declaration;
  const parameters = code.parameters ?? code.type?.parameters ?? [];
  return parameters.map((parameter) => parameter.name?.text ?? "").filter((name, index) => index > 0 || name !== "this");
}

/** The comment before a declaration without code, and the one behind it on its line. */
export function commentOf(declaration: Node): string {
  const text = rootOf(declaration).text ?? "";
  const before = lastComment(text.slice(declaration.pos, declaration.getStart()));
  const behind = /^[ \t;,})\]]*\/\/([^\r\n]*)/.exec(text.slice(declaration.end, declaration.end + 400))?.[1] ?? "";
  return `${before}\n${behind}`;
}

/** A comment on the line above it, without what stands behind the declaration before. */
function lastComment(trivia: string): string {
  const own = /(?:^|\n)[ \t]*(\/\*\*(?:(?!\*\/)[^])*\*\/|(?:\/\/[^\n]*\n[ \t]*)+)\s*$/.exec(trivia.slice(trivia.indexOf("\n") + 1));
  return own?.[1] ?? "";
}

export function textOf(node: Node): string {
  return rootOf(node).text?.slice(node.getStart(), node.end) ?? "";
}

function rootOf(node: Node): Node {
  let root = node;
  while (root.parent !== undefined) root = root.parent;
  return root;
}

/** The signatures of what has no code: functions, methods, constructors, and properties that are functions. */
export function signatureWithoutCode(node: Node): Node | undefined {
  switch (node.kind) {
    case SyntaxKind.MethodSignature:
      return node;
    case SyntaxKind.MethodDeclaration:
    case SyntaxKind.FunctionDeclaration:
      return node.body === undefined ? node : undefined;
    case SyntaxKind.PropertySignature:
      return node.type?.kind === SyntaxKind.FunctionType ? node : undefined;
    case SyntaxKind.ClassDeclaration:
      return node.members?.find((member) => member.kind === SyntaxKind.Constructor && member.body === undefined);
    default:
      return undefined;
  }
}

export function hasModifier(declaration: Node, kind: SyntaxKind): boolean {
  return declaration.modifiers?.some((modifier) => modifier.kind === kind) === true;
}

/** Names in the `implements` clauses of a class; what a clause holds is a type in this compiler, and in JavaScript an expression. */
export function implementedNames(declaration: Node): readonly string[] {
  const clauses = declaration.heritageClauses?.filter((clause) => clause.token === SyntaxKind.ImplementsKeyword) ?? [];
  return clauses.flatMap((clause) => clause.types ?? []).map((type) => lastName(type.typeName ?? type.expression));
}

/** `const f = () => …`, `f = function () { … }` in a class or an object, and functions themselves, when they have code. */
function functionOf(node: Node): Node | undefined {
  switch (node.kind) {
    case SyntaxKind.FunctionDeclaration:
    case SyntaxKind.MethodDeclaration:
    case SyntaxKind.FunctionExpression:
    case SyntaxKind.ArrowFunction:
    case SyntaxKind.Constructor:
      return node.body === undefined ? undefined : node;
    case SyntaxKind.VariableDeclaration:
      return isConst(node) ? functionValue(node.initializer) : undefined;
    case SyntaxKind.PropertyDeclaration:
      return hasModifier(node, SyntaxKind.ReadonlyKeyword) ? functionValue(node.initializer) : undefined;
    case SyntaxKind.PropertyAssignment:
      return functionValue(node.initializer);
    case SyntaxKind.BinaryExpression:
      return functionValue(node.right);
    default:
      return undefined;
  }
}

function functionValue(expression: Node | undefined): Node | undefined {
  let value = expression;
  while (value !== undefined && transparent.has(value.kind)) value = value.expression;
  return value?.kind === SyntaxKind.ArrowFunction || value?.kind === SyntaxKind.FunctionExpression ? value : undefined;
}

const transparent: ReadonlySet<number> = new Set([
  SyntaxKind.ParenthesizedExpression,
  SyntaxKind.AsExpression,
  SyntaxKind.SatisfiesExpression,
  SyntaxKind.TypeAssertionExpression,
  SyntaxKind.NonNullExpression,
]);

/** `NodeFlags.Const`, which `using` declarations have too. */
function isConst(variable: Node): boolean {
  const constant = 2;
  return (variable.parent.flags & constant) !== 0;
}

function constructorOf(node: Node): Node | undefined {
  return node.members?.find((member) => member.kind === SyntaxKind.Constructor && member.body !== undefined);
}

function lastName(expression: Node | undefined): string {
  return expression?.right?.text ?? expression?.name?.text ?? expression?.text ?? "";
}
