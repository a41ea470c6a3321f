/** Functions of every kind: a body of their own, and a closure value in the body around them. */

import type { Span } from "@freehold/diagnostics/span";
import type { BodyId, BodyKind, LocalId } from "@freehold/mir/body";
import { bodyBuilder } from "@freehold/mir/build";
import type { KindName, Node } from "../syntax.ts";
import { lowerStatements, inScope } from "./block.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering, Closure, FileLowering } from "./context.ts";
import { assign, returnPlace, undefinedAt, use, wholeLocal } from "./emit.ts";
import { leave } from "./exits.ts";
import { blockDeclarations, hasModifier, varNames } from "./hoist.ts";
import { bodyName, scopeNames } from "./names.ts";
import { lowerParameters, storeParameterProperties } from "./parameter.ts";
import { declare, innerScope } from "./scope.ts";
import { tagsOf } from "./tags.ts";
import { into } from "./visit.ts";

/** Straight code has fewer blocks than characters. Bodies with this many more, by nested `finally`, are not worth an answer. */
const spareBlocks = 20_000;

export function lowerFunction(parent: BodyLowering, node: Node): Closure {
  const kind = kindOf(parent, node);
  const body = openBody(parent.file, parent, {
    node,
    kind: bodyKind(kind),
    async: hasModifier(parent, node, "AsyncKeyword"),
    names: scopeNames(parent, node),
  });
  if (kind === "FunctionExpression" && node.name !== undefined) declare(body, node.name, "function");
  body.scope = innerScope(body.scope, body);
  lowerParameters(body, node.parameters ?? []);
  if (kind === "Constructor" && !isDerived(parent, node)) storeParameterProperties(body);
  lowerCode(body, codeOf(parent, node));
  return closeBody(body, { node, name: bodyName(parent, node), generator: node.asteriskToken !== undefined });
}

export interface Opening {
  readonly node: Node;
  readonly kind: BodyKind;
  readonly async: boolean;
  readonly names: readonly string[];
}

/** A body inside another one, whose scope it sees. */
export function openBody(file: FileLowering, parent: BodyLowering | undefined, { node, kind, async, names }: Opening): BodyLowering {
  const id = (file.firstBody + file.bodies.length) as BodyId;
  file.bodies.push(undefined);
  const span = { file: file.path, start: node.getStart(), end: node.end };
  const body: BodyLowering = {
    file,
    id,
    kind,
    async,
    parent,
    names,
    params: [],
    build: bodyBuilder(span),
    callNodes: [],
    nameNodes: new Map(),
    declared: new Map(),
    captured: new Map(),
    outside: new Map(),
    parameterProperties: [],
    thisLocal: undefined,
    resume: undefined,
    scope: innerScope(parent?.scope, undefined),
    frame: undefined,
    mode: "normal",
  };
  // The scope and the body know each other.
  body.scope = innerScope(parent?.scope, body);
  return body;
}

export interface Closing {
  readonly node: Node;
  readonly name: string;
  readonly generator: boolean;
}

/** Returns at the end of the code, and keeps the body. */
export function closeBody(body: BodyLowering, { node, name, generator }: Closing): Closure {
  const { file, build } = body;
  const span = spanOf(body, node);
  leave(body, { kind: "return" }, lastOf(span));
  if (isOverBudget(body)) giveUp(body, node);
  const { id, kind, async, names: scope, params, parent } = body;
  const tags = kind === "module" ? [] : tagsOf(body, node);
  const header = { id, file: file.path, name, scope, kind, async, generator, params, tags, span };
  const finished = build.finish(parent === undefined ? header : { ...header, parent: parent.id });
  const calls = finished.calls.map((call) => body.callNodes[call] ?? node);
  file.bodies[id - file.firstBody] = { body: finished.body, calls, locals: body.nameNodes };
  return { bodies: [id], captures: [...body.captured.keys()] };
}

/** The statements of a function or module: their bindings end with the body. */
export function lowerTopLevel(body: BodyLowering, statements: readonly Node[], node: Node): void {
  lowerVarScope(body, statements, node, () => leave(body, { kind: "return" }, lastOf(spanOf(body, node))));
}

/** Statements that `var` does not leave: those of a function, a module or a static block. */
export function lowerVarScope(body: BodyLowering, statements: readonly Node[], node: Node, atEnd: () => void): void {
  const hoisted = varNames(body, statements).filter((name) => !body.scope.names.has(name.text ?? ""));
  inScope(body, blockDeclarations(body, statements), spanOf(body, node), () => {
    for (const name of hoisted) hoistVar(body, name);
    lowerStatements(body, statements);
    atEnd();
  });
}

/** Budget checks stand at statements, where `finally` multiplies. */
export function isOverBudget(body: BodyLowering): boolean {
  const { start, end } = body.build.spanOf(returnPlace);
  return body.build.blockCount() > spareBlocks + end - start;
}

function lowerCode(body: BodyLowering, code: Node | undefined): void {
  if (code === undefined) return;
  if (kindOf(body, code) === "Block") return lowerTopLevel(body, code.statements ?? [], code);
  into(body, code, returnPlace);
  leave(body, { kind: "return" }, spanOf(body, code));
}

/**
 * Where JSDoc gives a function its whole type, `@type {F}`, TypeScript 7.1 has one child more than it counts, and `body` is the
 * child before. The code is always the last one.
 */
function codeOf(body: BodyLowering, node: Node): Node | undefined {
  if (node.body === undefined) return undefined;
  const kind = kindOf(body, node.body);
  const isCode = kind === "Block" || (kindOf(body, node) === "ArrowFunction" && kind !== "EqualsGreaterThanToken");
  if (isCode) return node.body;
  const children: Node[] = [];
  node.forEachChild((child) => void children.push(child));
  return children.at(-1);
}

/** A `var` is `undefined` from the start; one that repeats a parameter is the parameter. */
function hoistVar(body: BodyLowering, name: Node): void {
  if (body.scope.names.has(name.text ?? "")) return;
  const local: LocalId = declare(body, name, "var");
  const span = spanOf(body, name);
  use(body, wholeLocal(local), undefinedAt(span), span);
}

/** The whole body becomes one value that nobody can say anything about. */
function giveUp(body: BodyLowering, node: Node): void {
  const span = spanOf(body, node);
  const reason = "too many ways through the body";
  body.build.restart();
  body.file.unknowns.push({ reason, span });
  const mentioned = [...body.params, ...body.captured.values(), ...body.nameNodes.keys()];
  const operands = [...new Set(mentioned)].map((local) => ({ kind: "place", place: wholeLocal(local), span }) as const);
  assign(body, wholeLocal(returnPlace), { kind: "unknown", reason, operands }, span);
  body.build.terminate({ kind: "return", span });
}

/** The closing bracket, where the code runs out. */
function lastOf(span: Span): Span {
  return { ...span, start: Math.max(span.start, span.end - 1) };
}

function isDerived(body: BodyLowering, constructor: Node): boolean {
  return [...(constructor.parent.heritageClauses ?? [])].some(
    (clause) => clause.token !== undefined && body.file.syntax.kindName(clause.token) === "ExtendsKeyword",
  );
}

function bodyKind(kind: KindName): BodyKind {
  switch (kind) {
    case "ArrowFunction":
      return "arrow";
    case "MethodDeclaration":
      return "method";
    case "Constructor":
      return "constructor";
    case "GetAccessor":
      return "getter";
    case "SetAccessor":
      return "setter";
    default:
      return "function";
  }
}
