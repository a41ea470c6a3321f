/** `switch`: a chain of strict comparisons, then the clauses one after the other, each falling into the next. */

import type { BlockId, Operand } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { inScope, lowerStatements } from "./block.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { branch, compute, goTo, newBlock } from "./emit.ts";
import { popFrame, pushFrame } from "./exits.ts";
import { blockDeclarations } from "./hoist.ts";
import { operandOf } from "./visit.ts";

export function lowerSwitch(body: BodyLowering, node: Node, labels: readonly string[]): void {
  const operand = operandOf(body, node.expression);
  const after = newBlock(body);
  const frame = pushFrame(body, { kind: "break", labels, target: after });
  const clauses = [...(node.caseBlock?.clauses ?? [])].map((clause): Clause => ({ clause, block: newBlock(body) }));
  const declarations = clauses.flatMap(({ clause }) => blockDeclarations(body, clause.statements ?? []));
  inScope(body, declarations, spanOf(body, node), () => {
    const end = newBlock(body);
    compareAll(body, operand, clauses, end);
    for (const { clause, block } of clauses) {
      goTo(body, block, spanOf(body, clause));
      body.build.switchTo(block);
      lowerStatements(body, clause.statements ?? []);
    }
    goTo(body, end, spanOf(body, node));
    body.build.switchTo(end);
  });
  popFrame(body, frame);
  goTo(body, after, spanOf(body, node));
  body.build.switchTo(after);
}

interface Clause {
  readonly clause: Node;
  readonly block: BlockId;
}

/** In source order; `default` is taken last, wherever it stands. */
function compareAll(body: BodyLowering, operand: Operand, clauses: readonly Clause[], end: BlockId): void {
  const fallback = clauses.find(({ clause }) => kindOf(body, clause) === "DefaultClause");
  const last = fallback === undefined && clauses.length > 1 ? clauses.at(-1) : undefined;
  for (const each of clauses) {
    if (each === fallback) continue;
    const right = operandOf(body, each.clause.expression);
    const test = compute(body, { kind: "binary", operator: "===", left: operand, right }, right.span);
    const next = newBlock(body);
    branch(body, each === last ? "last-case" : "truthy", test, { yes: each.block, no: next });
    body.build.switchTo(next);
  }
  goTo(body, fallback?.block ?? end, operand.span);
}
