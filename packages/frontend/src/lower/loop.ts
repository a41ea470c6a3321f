/** Loops. Each turn has its own bindings; leaving a `for…of` early closes its iterator. */

import type { BlockId, Operand } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import { inScope } from "./block.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { asPlace, assign, branch, goTo, newBlock, placeOperand, temporary, wholeLocal } from "./emit.ts";
import { popFrame, pushFrame, unwindTarget } from "./exits.ts";
import { listDeclarations } from "./hoist.ts";
import type { Declaration } from "./hoist.ts";
import { bindTarget, destructure } from "./pattern.ts";
import { lowerDeclarations, startUsing } from "./variable.ts";
import { conditionOf, effectOf, operandOf, statementOf } from "./visit.ts";

/** The names that `break` and `continue` may call the loop by; the empty one is always among them. */
type Labels = readonly string[];

export function lowerWhile(body: BodyLowering, node: Node, labels: Labels): void {
  const [head, turn, after] = [newBlock(body), newBlock(body), newBlock(body)];
  goTo(body, head, spanOf(body, node));
  body.build.switchTo(head);
  conditionOf(body, node.expression, turn, after);
  body.build.switchTo(turn);
  inLoop(body, labels, { after, next: head }, () => statementOf(body, node.statement));
  goTo(body, head, spanOf(body, node));
  body.build.switchTo(after);
}

export function lowerDo(body: BodyLowering, node: Node, labels: Labels): void {
  const [turn, test, after] = [newBlock(body), newBlock(body), newBlock(body)];
  goTo(body, turn, spanOf(body, node));
  body.build.switchTo(turn);
  inLoop(body, labels, { after, next: test }, () => statementOf(body, node.statement));
  goTo(body, test, spanOf(body, node));
  body.build.switchTo(test);
  conditionOf(body, node.expression, turn, after);
  body.build.switchTo(after);
}

/** The bindings of the head live as long as the loop; each turn works on a copy that behaves alike. */
export function lowerFor(body: BodyLowering, node: Node, labels: Labels): void {
  inScope(body, headDeclarations(body, node.initializer), spanOf(body, node), () => {
    const [head, turn, step, after] = [newBlock(body), newBlock(body), newBlock(body), newBlock(body)];
    if (node.initializer?.declarations === undefined) effectOf(body, node.initializer);
    else lowerDeclarations(body, node.initializer);
    goTo(body, head, spanOf(body, node));
    body.build.switchTo(head);
    if (node.condition === undefined) goTo(body, turn, spanOf(body, node));
    else conditionOf(body, node.condition, turn, after);
    body.build.switchTo(turn);
    inLoop(body, labels, { after, next: step }, () => statementOf(body, node.statement));
    goTo(body, step, spanOf(body, node));
    body.build.switchTo(step);
    effectOf(body, node.incrementor);
    goTo(body, head, spanOf(body, node));
    body.build.switchTo(after);
  });
}

export function lowerForOf(body: BodyLowering, node: Node, labels: Labels): void {
  const span = spanOf(body, node);
  const place = asPlace(body, operandOf(body, node.expression));
  const iteratedSpan = spanOf(body, node.expression ?? node);
  const [head, more, after] = [newBlock(body), newBlock(body), newBlock(body)];
  goTo(body, head, span);
  body.build.switchTo(head);
  const element = wholeLocal(temporary(body, spanOf(body, node.initializer ?? node)));
  const unwind = unwindTarget(body, body.frame);
  const isAsync = node.awaitModifier !== undefined;
  const iterated = placeOperand(place, iteratedSpan);
  body.build.terminate({
    kind: "next",
    iterated,
    position: undefined,
    async: isAsync,
    destination: element,
    more,
    done: after,
    unwind,
    span: iteratedSpan,
  });
  body.build.switchTo(more);
  inLoop(body, labels, { after, next: head, iterator: { kind: "iterator", place, span: iteratedSpan } }, () => {
    turn(body, node, placeOperand(element, spanOf(body, node.initializer ?? node)));
  });
  goTo(body, head, span);
  body.build.switchTo(after);
}

/** The keys are strings, and asking for them does not throw. */
export function lowerForIn(body: BodyLowering, node: Node, labels: Labels): void {
  const span = spanOf(body, node);
  const operand = operandOf(body, node.expression);
  const [head, more, after] = [newBlock(body), newBlock(body), newBlock(body)];
  goTo(body, head, span);
  body.build.switchTo(head);
  const key = placeOperand(wholeLocal(temporary(body, span)), spanOf(body, node.initializer ?? node));
  assign(body, asPlace(body, key), { kind: "unary", operator: "keys", operand }, span);
  branch(body, "nullish", key, { yes: after, no: more });
  body.build.switchTo(more);
  inLoop(body, labels, { after, next: head }, () => turn(body, node, key));
  goTo(body, head, span);
  body.build.switchTo(after);
}

/** One turn of `for…of` or `for…in`: bindings that live for the turn, the element, the statement. */
function turn(body: BodyLowering, node: Node, element: Operand): void {
  const head = node.initializer;
  inScope(body, headDeclarations(body, head), spanOf(body, node), () => {
    bindHead(body, head, element);
    statementOf(body, node.statement);
  });
}

function bindHead(body: BodyLowering, head: Node | undefined, element: Operand): void {
  if (head === undefined) return;
  const name = head.declarations?.[0]?.name;
  if (head.declarations === undefined) return bindTarget(body, { node: head, fallback: undefined }, element);
  if (name === undefined) return;
  if (kindOf(body, name) === "Identifier") bindTarget(body, { node: name, fallback: undefined }, element);
  else destructure(body, name, element);
  startUsing(body, head, name);
}

function headDeclarations(body: BodyLowering, head: Node | undefined): readonly Declaration[] {
  return head?.declarations === undefined ? [] : listDeclarations(body, head);
}

interface Jumps {
  readonly after: BlockId;
  readonly next: BlockId;
  /** Closed by whatever leaves the loop early, but not by going on with the next turn. */
  readonly iterator?: Parameters<typeof pushFrame>[1];
}

function inLoop(body: BodyLowering, labels: Labels, { after, next, iterator }: Jumps, lower: () => void): void {
  const outermost = pushFrame(body, { kind: "break", labels, target: after });
  if (iterator !== undefined) pushFrame(body, iterator);
  pushFrame(body, { kind: "continue", labels, target: next });
  lower();
  popFrame(body, outermost);
}
