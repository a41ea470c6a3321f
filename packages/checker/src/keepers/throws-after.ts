/** Where a body throws on its own account after a point: by a `throw` of its own, or of a member that it calls. */

import type { Span } from "@freehold/diagnostics/span";
import type { BlockId, Body, BodyId, Point } from "@freehold/mir/body";
import { canRunAfter } from "@freehold/mir/cfg/reachability";
import type { KeeperFacts } from "./keeper-facts.ts";

export interface Throw {
  readonly point: Point;
  readonly span: Span;
  /** The member that throws; absent for a `throw` that stands in the body itself. */
  readonly member: Body | undefined;
}

/** The first in the order of the source; `throwsByCode` tells whether a function holds a `throw` that leaves it. */
export function throwAfter({ calls }: KeeperFacts, body: Body, from: Point, throwsByCode: (callee: BodyId) => boolean): Throw | undefined {
  const own = body.blocks.flatMap(({ id, statements, terminator }): readonly Throw[] =>
    terminator.kind === "throw" && escapes(body, terminator.target)
      ? [{ point: { block: id, index: statements.length }, span: terminator.span, member: undefined }]
      : [],
  );
  const called = calls.flatMap(({ body: caller, point, span, member }): readonly Throw[] =>
    caller === body &&
    member !== undefined &&
    escapes(body, unwindOf(body, point)) &&
    throwsByCode(member.id) &&
    isSettled(body, point, member)
      ? [{ point, span, member }]
      : [],
  );
  return [...own, ...called].filter(({ point }) => canRunAfter(body, from, point)).sort((a, b) => a.span.start - b.span.start)[0];
}

/** A promise that nobody awaits here rejects elsewhere. */
function isSettled({ blocks }: Body, { block }: Point, member: Body): boolean {
  const call = blocks[block]!.terminator;
  if (!member.async || call.kind !== "call") return !member.async;
  const next = blocks[call.target]?.terminator;
  return next?.kind === "await" && next.operand.kind === "place" && next.operand.place.local === call.destination.local;
}

function unwindOf({ blocks }: Body, { block }: Point): BlockId {
  const { terminator } = blocks[block]!;
  return terminator.kind === "call" ? terminator.unwind : block;
}

/** Neither a `catch` nor a `finally` stands in the way; either may see to it. */
function escapes({ blocks }: Body, from: BlockId): boolean {
  const seen = new Set<BlockId>();
  for (let id = from; !seen.has(id);) {
    seen.add(id);
    const { terminator, statements, cleanup } = blocks[id]!;
    if (terminator.kind === "resume") return true;
    if (!cleanup || statements.some(({ kind }) => kind !== "storage-dead") || terminator.kind !== "goto") return false;
    id = terminator.target;
  }
  return false;
}
