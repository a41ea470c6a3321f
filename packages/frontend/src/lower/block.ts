/** Scopes of statements: their bindings come alive at the start, functions first get their values, and all ends at the end. */

import type { LocalId } from "@freehold/mir/body";
import type { Span } from "@freehold/diagnostics/span";
import type { Node } from "../syntax.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { assign, wholeLocal } from "./emit.ts";
import { leave, pushFrame } from "./exits.ts";
import { blockDeclarations } from "./hoist.ts";
import type { Declaration } from "./hoist.ts";
import { bindRequires } from "./imports.ts";
import { declare, defaultExport, innerScope } from "./scope.ts";
import { closureOf, statementOf } from "./visit.ts";

/** A `{ … }` block. */
export function lowerBlock(body: BodyLowering, node: Node): void {
  const statements = node.statements ?? [];
  inScope(body, blockDeclarations(body, statements), spanOf(body, node), () => lowerStatements(body, statements));
}

/** The statements in the current scope, whose names are bound already. */
export function lowerStatements(body: BodyLowering, statements: readonly Node[]): void {
  for (const statement of statements) {
    if (kindOf(body, statement) === "FunctionDeclaration") hoistFunction(body, statement);
  }
  for (const statement of statements) statementOf(body, statement);
}

/** Runs `lower` with the declarations bound, and ends their scope behind it. */
export function inScope(body: BodyLowering, declarations: readonly Declaration[], span: Span, lower: () => void): void {
  const { scope, frame } = body;
  body.scope = innerScope(scope, body);
  const locals = bindAll(body, declarations);
  if (locals.length > 0) pushFrame(body, { kind: "scope", locals });
  for (const local of locals) body.build.push({ kind: "storage-live", local, span: body.build.spanOf(local) });
  lower();
  leave(body, { kind: "scope-end", upTo: frame }, end(span));
  body.scope = scope;
  body.frame = frame;
}

/** What `require` and `import` bind has no storage; the rest does, once per local. */
function bindAll(body: BodyLowering, declarations: readonly Declaration[]): readonly LocalId[] {
  const locals = declarations
    .filter(({ name, declared }) => declared !== "const" || !bindRequires(body, name))
    .map(({ name, declared }) => declare(body, name, declared));
  return [...new Set(locals)];
}

function hoistFunction(body: BodyLowering, node: Node): void {
  if (node.body === undefined) return;
  const closure = closureOf(body, node);
  const target = node.name === undefined ? defaultExport(body, node) : declare(body, node.name, "function");
  assign(body, wholeLocal(target), { kind: "closure", what: "function", ...closure }, spanOf(body, node));
}

function end(span: Span): Span {
  return { file: span.file, start: Math.max(span.start, span.end - 1), end: span.end };
}
