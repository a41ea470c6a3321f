/** An order of the blocks in which, loops aside, every block comes after all that lead to it. */

import type { Block, BlockId } from "../body.ts";
import { successors } from "../walk.ts";

/** A body, or blocks that are about to become one. */
export interface ControlFlow {
  readonly blocks: readonly Pick<Block, "terminator">[];
}

/** Starts with the entry; blocks that cannot be reached are left out. Always the same for the same body. */
export function reversePostorder(body: ControlFlow): readonly BlockId[] {
  const postorder: BlockId[] = [];
  const entry = 0 as BlockId;
  const seen = new Set<BlockId>([entry]);
  const open = [{ block: entry, pending: pendingSuccessors(body, entry) }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = top.pending.pop();
    if (next === undefined) {
      postorder.push(top.block);
      open.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      open.push({ block: next, pending: pendingSuccessors(body, next) });
    }
  }
  return postorder.toReversed();
}

/** The last is taken first, so unwinding is walked before the normal way, which then stands nearer in the reversed order. */
function pendingSuccessors(body: ControlFlow, block: BlockId): BlockId[] {
  return successors(body.blocks[block]!.terminator).map((edge) => edge.target);
}
