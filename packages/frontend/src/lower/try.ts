/** `try`: exceptions go to the handler, and everything that leaves goes through `finally`. */

import type { BlockId } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { inScope } from "./block.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { goTo, newBlock, placeOperand, wholeLocal } from "./emit.ts";
import { popFrame, pushFrame } from "./exits.ts";
import { boundNames } from "./hoist.ts";
import { destructure } from "./pattern.ts";
import { blockOf } from "./visit.ts";

export function lowerTry(body: BodyLowering, node: Node): void {
  const done = newBlock(body);
  const { finallyBlock } = node;
  const frame = finallyBlock === undefined ? undefined : pushFrame(body, { kind: "finally", block: finallyBlock, copies: new Map() });
  const completes = lowerGuarded(body, node, done);
  if (frame !== undefined) popFrame(body, frame);
  body.build.switchTo(completes ? done : undefined);
  if (completes) blockOf(body, finallyBlock);
}

/** The block and its handler. True when at least one of them may run to its end. */
function lowerGuarded(body: BodyLowering, node: Node, done: BlockId): boolean {
  const clause = node.catchClause;
  if (clause === undefined) {
    blockOf(body, node.tryBlock);
    return jumpTo(body, done, node);
  }
  const handler = newBlock(body);
  const frame = pushFrame(body, { kind: "catch", handler });
  blockOf(body, node.tryBlock);
  popFrame(body, frame);
  const tryCompletes = jumpTo(body, done, node);
  body.build.switchTo(handler);
  lowerCatch(body, clause);
  return jumpTo(body, done, node) || tryCompletes;
}

/** The caught value is in the binding as soon as it is live. */
function lowerCatch(body: BodyLowering, clause: Node): void {
  const name = clause.variableDeclaration?.name;
  const isPattern = name !== undefined && kindOf(body, name) !== "Identifier";
  const declarations = boundNames(body, name).map((each) => ({ name: each, declared: isPattern ? ("let" as const) : ("catch" as const) }));
  inScope(body, declarations, spanOf(body, clause), () => {
    if (isPattern) takeApart(body, name);
    blockOf(body, clause.block);
  });
}

function takeApart(body: BodyLowering, pattern: Node): void {
  const span = spanOf(body, pattern);
  const local = body.build.addLocal("", { kind: "binding", declared: "catch" }, span);
  body.build.push({ kind: "storage-live", local, span });
  destructure(body, pattern, placeOperand(wholeLocal(local), span));
}

function jumpTo(body: BodyLowering, done: BlockId, node: Node): boolean {
  if (body.build.current() === undefined) return false;
  goTo(body, done, spanOf(body, node));
  return true;
}
