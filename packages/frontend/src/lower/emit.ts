/** Small hands of the lowering: locals, places, operands, and the statements and jumps that every construct needs. */

import type { Span } from "@freehold/diagnostics/span";
import type { BlockId, Constant, LocalId, Operand, Place, Rvalue, Terminator } from "@freehold/mir/body";
import type { Position } from "@freehold/mir/build";
import type { Node } from "../syntax.ts";
import { spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";

/** Local 0 of every body. */
export const returnPlace = 0 as LocalId;

export function wholeLocal(local: LocalId): Place {
  return { local, path: [] };
}

export function temporary(body: BodyLowering, span: Span): LocalId {
  return body.build.addLocal("", { kind: "temporary" }, span);
}

export function placeOperand(place: Place, span: Span): Operand {
  return { kind: "place", place, span };
}

export function constant(value: Constant, span: Span): Operand {
  return { kind: "constant", value, span };
}

export function undefinedAt(span: Span): Operand {
  return constant({ kind: "undefined" }, span);
}

export function assign(body: BodyLowering, target: Place, value: Rvalue, span: Span): void {
  body.build.push({ kind: "assign", target, value, span });
}

/** Writes the value, unless it is there already. */
export function use(body: BodyLowering, target: Place, operand: Operand, span: Span): void {
  if (operand.kind === "place" && target.path.length === 0 && operand.place.path.length === 0 && operand.place.local === target.local)
    return;
  assign(body, target, { kind: "use", operand }, span);
}

/** The value in a temporary of its own. */
export function compute(body: BodyLowering, value: Rvalue, span: Span): Operand {
  const place = wholeLocal(temporary(body, span));
  assign(body, place, value, span);
  return placeOperand(place, span);
}

/** Constants have no place until they are given one. */
export function asPlace(body: BodyLowering, operand: Operand): Place {
  if (operand.kind === "place") return operand.place;
  const place = wholeLocal(temporary(body, operand.span));
  assign(body, place, { kind: "use", operand }, operand.span);
  return place;
}

export function read(body: BodyLowering, operand: Operand): void {
  if (operand.kind === "place") body.build.push({ kind: "read", operand, span: operand.span });
}

export function newBlock(body: BodyLowering): BlockId {
  return body.build.addBlock(body.mode);
}

export function goTo(body: BodyLowering, target: BlockId, span: Span): void {
  body.build.terminate({ kind: "goto", target, span });
}

export function branch(
  body: BodyLowering,
  test: Extract<Terminator, { kind: "branch" }>["test"],
  operand: Operand,
  ways: { readonly yes: BlockId; readonly no: BlockId },
): void {
  body.build.terminate({ kind: "branch", test, operand, yes: ways.yes, no: ways.no, span: operand.span });
}

/** Goes on in a block that both ways reach. */
export function joinAt(body: BodyLowering, join: BlockId, node: Node): void {
  goTo(body, join, spanOf(body, node));
  body.build.switchTo(join);
}

/** An operand that was evaluated, and when. */
export interface Kept {
  readonly operand: Operand;
  readonly position: Position | undefined;
  readonly writes: number;
}

export function keep(body: BodyLowering, operand: Operand): Kept {
  const writes = operand.kind === "place" ? body.build.writes(operand.place.local) : 0;
  return { operand, position: body.build.position(), writes };
}

/**
 * The operands as they were when they were evaluated. `f(i, i++)` reads `i` before it changes: where a later operand wrote to
 * the local, the earlier value is copied at its own time; everywhere else the place itself serves.
 */
export function settle(body: BodyLowering, kept: readonly Kept[]): readonly Operand[] {
  return kept
    .toReversed()
    .map((each) => settled(body, each))
    .reverse();
}

function settled(body: BodyLowering, kept: Kept): Operand {
  const { operand, position } = kept;
  if (operand.kind === "constant" || position === undefined || body.build.writes(operand.place.local) === kept.writes) return operand;
  const place = wholeLocal(temporary(body, operand.span));
  body.build.insert(position, { kind: "assign", target: place, value: { kind: "use", operand }, span: operand.span });
  return placeOperand(place, operand.span);
}
