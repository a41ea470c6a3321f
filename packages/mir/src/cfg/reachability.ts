/** What can run after what, and by which way. */

import type { BlockId, Body, Point } from "../body.ts";
import { successors, type Edge } from "../walk.ts";

/** Which edges a query may take. */
export type Follow = (edge: Edge, source: BlockId) => boolean;

/** The blocks that can run once `starts` run, these included. */
export function reachableFrom(body: Body, starts: Iterable<BlockId>, follow: Follow = always): ReadonlySet<BlockId> {
  const reached = new Set(starts);
  for (const block of reached) {
    for (const edge of successors(body.blocks[block]!.terminator)) {
      if (follow(edge, block)) reached.add(edge.target);
    }
  }
  return reached;
}

/** Whether `later` can run after `earlier` did; a point can run after itself only in a loop. */
export function canRunAfter(body: Body, earlier: Point, later: Point, follow: Follow = always): boolean {
  if (earlier.block === later.block && earlier.index < later.index) return true;
  const next = successors(body.blocks[earlier.block]!.terminator).filter((edge) => follow(edge, earlier.block));
  const targets = next.map((edge) => edge.target);
  return reachableFrom(body, targets, follow).has(later.block);
}

/** A shortest way of blocks from `start` to one that `isGoal` accepts, both included; of equals, the one without surprises. */
export function shortestWay(
  body: Body,
  start: BlockId,
  isGoal: (block: BlockId) => boolean,
  follow: Follow = always,
): readonly BlockId[] | undefined {
  const cameFrom = new Map<BlockId, BlockId | undefined>([[start, undefined]]);
  for (const [block] of cameFrom) {
    if (isGoal(block)) return wayTo(block, cameFrom);
    for (const edge of successors(body.blocks[block]!.terminator)) {
      if (follow(edge, block) && !cameFrom.has(edge.target)) cameFrom.set(edge.target, block);
    }
  }
  return undefined;
}

const always: Follow = () => true;

function wayTo(goal: BlockId, cameFrom: ReadonlyMap<BlockId, BlockId | undefined>): readonly BlockId[] {
  const way: BlockId[] = [];
  for (let block: BlockId | undefined = goal; block !== undefined; block = cameFrom.get(block)) way.push(block);
  return way.toReversed();
}
