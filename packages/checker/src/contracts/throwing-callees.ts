/**
 * Question: does the code of a function hold a `throw` that leaves it? Direction and lattice: from each `throw`, and from each call
 * of such a function, along the edges an exception takes; one bit, least fixed point over the call graph. What merely could throw,
 * as any call can, does not count. Example: `function check(row) { if (row.id < 0) throw new RangeError(); }` does,
 * `function soft(row) { try { check(row); } catch { return undefined; } }` does not.
 */

import type { BlockId, Body, BodyId, LocalId, Terminator } from "@freehold/mir/body";
import { successors } from "@freehold/mir/walk";
import { calleeBody, type CalleeIndex } from "./callee-body.ts";

/** By function; a question that comes back to itself adds no throw of its own. */
export type ThrowIndex = Map<BodyId, boolean>;

export function throwsByCode(callees: CalleeIndex, known: ThrowIndex, id: BodyId): boolean {
  const before = known.get(id);
  if (before !== undefined) return before;
  known.set(id, false);
  const body = callees.program.bodies[id];
  const found = body !== undefined && !body.generator && throwsIn(callees, known, body);
  known.set(id, found);
  return found;
}

function throwsIn(callees: CalleeIndex, known: ThrowIndex, body: Body): boolean {
  const awaited = new Set(body.blocks.flatMap(({ terminator }) => awaitedLocal(terminator) ?? []));
  return body.blocks.some(({ terminator }) => {
    if (terminator.kind === "throw") return escapes(body, terminator.target);
    if (terminator.kind !== "call") return false;
    const callee = calleeBody(callees, body, terminator);
    if (callee === undefined || !escapes(body, terminator.unwind)) return false;
    const settles = callees.program.bodies[callee]?.async !== true || awaited.has(terminator.destination.local);
    return settles && throwsByCode(callees, known, callee);
  });
}

function awaitedLocal(terminator: Terminator): LocalId | undefined {
  return terminator.kind === "await" && terminator.operand.kind === "place" ? terminator.operand.place.local : undefined;
}

/** No `catch` stands in the way; a `finally` does not. */
export function escapes({ blocks }: Body, from: BlockId): boolean {
  const seen = new Set<BlockId>();
  const pending = [from];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const block = blocks[id];
    if (block === undefined || seen.has(id)) continue;
    seen.add(id);
    const { terminator } = block;
    if (terminator.kind === "resume") return true;
    if (!block.cleanup) continue;
    for (const { kind, target } of successors(terminator)) if (kind !== "unwind") pending.push(target);
  }
  return false;
}
