/**
 * The recursion of the lowering: every construct reaches its parts through these functions, so that the files of one construct
 * need not import each other. Here too is the guard against nesting that would exhaust the stack.
 */

import type { BlockId, LocalId, Operand } from "@freehold/mir/body";
import type { Node } from "../syntax.ts";
import type { BodyLowering, Closure } from "./context.ts";
import { branch, returnPlace, wholeLocal } from "./emit.ts";
import { missing, unknown, unknownOperand } from "./unknown.ts";

/** How each sort of node is lowered; put together in `file.ts`. */
export interface Visitor {
  readonly operand: (body: BodyLowering, node: Node) => Operand;
  readonly into: (body: BodyLowering, node: Node, target: LocalId) => void;
  readonly effect: (body: BodyLowering, node: Node) => void;
  readonly condition: (body: BodyLowering, node: Node, yes: BlockId, no: BlockId) => void;
  readonly statement: (body: BodyLowering, node: Node) => void;
  readonly block: (body: BodyLowering, node: Node) => void;
  readonly closure: (body: BodyLowering, node: Node) => Closure;
}

/** Deeper nesting than any person writes; the stack holds twice as much of the worst kind. */
const deepest = 250;
const tooDeep = "nested too deeply";

/** Evaluates to a place or a constant; a place is not copied, it is read where it is used. */
export function operandOf(body: BodyLowering, node: Node | undefined): Operand {
  if (node === undefined) return missing(body, body.build.spanOf(returnPlace));
  return deeper(
    body,
    () => body.file.visitor.operand(body, node),
    () => unknownOperand(body, node, tooDeep),
  );
}

/** Evaluates straight into a local, which is written once, after everything was read. */
export function into(body: BodyLowering, node: Node | undefined, target: LocalId): void {
  if (node === undefined) return;
  deeper(
    body,
    () => body.file.visitor.into(body, node, target),
    () => unknown(body, node, tooDeep, wholeLocal(target)),
  );
}

/** Evaluates and forgets the value. */
export function effectOf(body: BodyLowering, node: Node | undefined): void {
  if (node === undefined) return;
  deeper(
    body,
    () => body.file.visitor.effect(body, node),
    () => void unknownOperand(body, node, tooDeep),
  );
}

/** Evaluates for its truth alone and goes one of two ways. */
export function conditionOf(body: BodyLowering, node: Node | undefined, yes: BlockId, no: BlockId): void {
  if (node === undefined) return;
  deeper(
    body,
    () => body.file.visitor.condition(body, node, yes, no),
    () => branch(body, "truthy", unknownOperand(body, node, tooDeep), { yes, no }),
  );
}

export function statementOf(body: BodyLowering, node: Node | undefined): void {
  if (node === undefined || body.build.current() === undefined) return;
  deeper(
    body,
    () => body.file.visitor.statement(body, node),
    () => void unknownOperand(body, node, tooDeep),
  );
}

/** The statements of a block, in a scope of their own. */
export function blockOf(body: BodyLowering, node: Node | undefined): void {
  if (node !== undefined) body.file.visitor.block(body, node);
}

/** The bodies of a function or class; lowered at its first visit. */
export function closureOf(body: BodyLowering, node: Node): Closure {
  const known = body.file.closures.get(node);
  if (known !== undefined) return known;
  const closure = deeper(
    body,
    () => body.file.visitor.closure(body, node),
    () => tooDeepClosure(body, node),
  );
  body.file.closures.set(node, closure);
  return closure;
}

/** Something of the caller's own that nests. */
export function nested(body: BodyLowering, node: Node, lower: () => void): void {
  deeper(body, lower, () => void unknownOperand(body, node, tooDeep));
}

function tooDeepClosure(body: BodyLowering, node: Node): Closure {
  unknownOperand(body, node, tooDeep);
  return { bodies: [], captures: [] };
}

function deeper<T>(body: BodyLowering, lower: () => T, giveUp: () => T): T {
  if (body.file.depth >= deepest) return giveUp();
  body.file.depth += 1;
  const result = lower();
  body.file.depth -= 1;
  return result;
}
