/** Where a body stands still: `await` and `yield`. */

import type { LocalId, Operand } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { asPlace, goTo, newBlock, placeOperand, temporary, undefinedAt, use, wholeLocal } from "./emit.ts";
import { closedTarget, popFrame, pushFrame, unwindTarget } from "./exits.ts";
import { operandOf } from "./visit.ts";

export function awaitInto(body: BodyLowering, node: Node, target: LocalId): void {
  const operand = operandOf(body, node.expression);
  const next = newBlock(body);
  const unwind = unwindTarget(body, body.frame);
  body.build.terminate({ kind: "await", operand, destination: wholeLocal(target), target: next, unwind, span: spanOf(body, node) });
  body.build.switchTo(next);
}

export function yieldInto(body: BodyLowering, node: Node, target: LocalId): void {
  if (node.asteriskToken !== undefined) return delegateInto(body, node, target);
  const operand = node.expression === undefined ? undefinedAt(spanOf(body, node)) : operandOf(body, node.expression);
  emitYield(body, node, operand, target);
}

/**
 * `yield* inner`: a loop that passes on each element; the inner iterator is closed when the outer one is. What the last `next`
 * brings is what `inner` returned, the value of the expression.
 */
function delegateInto(body: BodyLowering, node: Node, target: LocalId): void {
  const span = spanOf(body, node);
  const place = asPlace(body, operandOf(body, node.expression));
  const element = wholeLocal(temporary(body, span));
  const [head, more, done] = [newBlock(body), newBlock(body), newBlock(body)];
  goTo(body, head, span);
  body.build.switchTo(head);
  const unwind = unwindTarget(body, body.frame);
  body.build.terminate({
    kind: "next",
    iterated: placeOperand(place, span),
    position: undefined,
    async: body.async,
    destination: element,
    more,
    done,
    unwind,
    span,
  });
  body.build.switchTo(more);
  const frame = pushFrame(body, { kind: "iterator", place, span });
  emitYield(body, node, placeOperand(element, span), temporary(body, span));
  popFrame(body, frame);
  goTo(body, head, span);
  body.build.switchTo(done);
  use(body, wholeLocal(target), placeOperand(element, span), span);
}

function emitYield(body: BodyLowering, node: Node, operand: Operand, target: LocalId): void {
  const span = spanOf(body, node);
  const next = newBlock(body);
  const unwind = unwindTarget(body, body.frame);
  const closed = closedTarget(body, span);
  body.build.terminate({ kind: "yield", operand, destination: wholeLocal(target), target: next, unwind, closed, span });
  body.build.switchTo(next);
}
