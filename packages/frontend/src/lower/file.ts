/** Lowers one file: the entry of the lowering, where the parts that recurse into each other are put together. */

import type { FilePath, Span } from "@freehold/diagnostics/span";
import { invariant } from "@freehold/mir/assert";
import type { Body, BodyId, LocalId } from "@freehold/mir/body";
import type { Comment } from "@freehold/mir/program";
import type { Node, SourceFileSyntax } from "../syntax.ts";
import { lowerBlock } from "./block.ts";
import { classClosure } from "./class.ts";
import { freeholdComments, isStrict } from "./comments.ts";
import { lowerCondition } from "./condition.ts";
import type { FileLowering } from "./context.ts";
import { lowerEffect, lowerInto, lowerOperand } from "./expression.ts";
import { closeBody, lowerFunction, lowerTopLevel, openBody } from "./function.ts";
import { bindImports } from "./imports.ts";
import { lowerStatement } from "./statement.ts";
import type { Visitor } from "./visit.ts";

export interface LoweredFile {
  /** The module's body first; ids are `firstBody` and up. */
  readonly bodies: readonly Body[];
  /** The node of each call, by its `CallId`. */
  readonly calls: ReadonlyMap<BodyId, readonly Node[]>;
  /** The name's node of each named parameter and binding. */
  readonly locals: ReadonlyMap<BodyId, ReadonlyMap<LocalId, Node>>;
  readonly comments: readonly Comment[];
  /** `"use freehold"` is the first directive. */
  readonly strict: boolean;
  /** What could not be lowered. */
  readonly unknowns: readonly { readonly reason: string; readonly span: Span }[];
}

/** Purely syntactic, and total: what it does not understand becomes `unknown` with a reason. */
export function lowerFile(syntax: SourceFileSyntax, path: FilePath, firstBody: number): LoweredFile {
  const file: FileLowering = { syntax, path, visitor, firstBody, bodies: [], closures: new Map(), unknowns: [], depth: 0 };
  lowerModule(file);
  const lowered = file.bodies.map((each) => {
    invariant(each !== undefined, "every opened body is closed");
    return each;
  });
  return {
    bodies: lowered.map((each) => each.body),
    calls: new Map(lowered.map((each) => [each.body.id, each.calls])),
    locals: new Map(lowered.map((each) => [each.body.id, each.locals])),
    comments: freeholdComments(syntax, path),
    strict: isStrict(syntax),
    unknowns: file.unknowns,
  };
}

function lowerModule(file: FileLowering): void {
  const { root } = file.syntax;
  const statements = root.statements ?? [];
  const body = openBody(file, undefined, { node: root, kind: "module", async: false, names: [] });
  bindImports(body, statements);
  lowerTopLevel(body, statements, root);
  closeBody(body, { node: root, name: "<module>", generator: false });
}

const visitor: Visitor = {
  operand: lowerOperand,
  into: lowerInto,
  effect: lowerEffect,
  condition: lowerCondition,
  statement: lowerStatement,
  block: lowerBlock,
  closure: (body, node) => (node.members === undefined ? lowerFunction(body, node) : classClosure(body, node)),
};
