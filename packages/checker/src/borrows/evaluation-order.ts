/**
 * When an operand is evaluated: MIR reads places where they are used, but `f(x, g(x))` takes its first argument before `g` runs.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { BlockId, Body, Point } from "@freehold/mir/body";
import { dominators, type Dominators } from "@freehold/mir/cfg/dominators";
import { reversePostorder } from "@freehold/mir/cfg/reverse-postorder";
import { remembering } from "@freehold/mir/remembering";

export const dominatorsOf = remembering(dominators);
export const blockOrder = remembering((body: Body): readonly BlockId[] => reversePostorder(body));

/**
 * The first point on the way to `point` that already belongs to one of the later operands, which are given by what they span;
 * `point` itself where nothing runs in between.
 */
export function evaluatedBefore(body: Body, point: Point, later: Span | undefined): Point {
  if (later === undefined) return point;
  let found = point;
  for (let at = pointBefore(body, point); at !== undefined && isInside(spanAt(body, at), later); at = pointBefore(body, at)) found = at;
  return found;
}

/** What spans all of these. */
export function hull(spans: readonly Span[]): Span | undefined {
  const [first] = spans;
  if (first === undefined) return undefined;
  return { file: first.file, start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}

/** The nearest point that every way to this one runs through. */
function pointBefore(body: Body, { block, index }: Point): Point | undefined {
  if (index > 0) return { block, index: index - 1 };
  const tree: Dominators = dominatorsOf(body);
  const above = tree.immediate[block];
  return above === undefined ? undefined : { block: above, index: body.blocks[above]!.statements.length };
}

function spanAt(body: Body, { block, index }: Point): Span {
  const { statements, terminator } = body.blocks[block]!;
  return (statements[index] ?? terminator).span;
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
