/**
 * Which blocks stand on every way from the entry to a block, by the algorithm of Cooper, Harvey and Kennedy
 * ("A Simple, Fast Dominance Algorithm"): nearly linear for graphs of the size of a function.
 */

import { invariant } from "../assert.ts";
import type { BlockId, Body } from "../body.ts";
import { predecessors } from "./predecessors.ts";
import { reversePostorder } from "./reverse-postorder.ts";

export interface Dominators {
  /** The nearest other block that dominates this one; absent for the entry and for what cannot be reached. */
  readonly immediate: readonly (BlockId | undefined)[];
  /** Position in the reverse postorder; absent for what cannot be reached. */
  readonly order: readonly (number | undefined)[];
}

export function dominators(body: Body): Dominators {
  const blocks = reversePostorder(body);
  const order: (number | undefined)[] = body.blocks.map(() => undefined);
  blocks.forEach((block, position) => (order[block] = position));
  const incoming = predecessors(body).map((edges) => edges.map((edge) => edge.source).filter((source) => order[source] !== undefined));
  const immediate: (BlockId | undefined)[] = body.blocks.map(() => undefined);
  for (let changed = true; changed;) {
    changed = false;
    for (const block of blocks.slice(1)) {
      const known = incoming[block]!.filter((source) => source === 0 || immediate[source] !== undefined);
      // Deepest first: the many calls that unwind to one block then climb one step each instead of all the way.
      const nearest = known.reduceRight((a, b) => meet(immediate, order, a, b));
      if (immediate[block] === nearest) continue;
      immediate[block] = nearest;
      changed = true;
    }
  }
  return { immediate, order };
}

/** Every reachable block dominates itself; nothing unreachable dominates or is dominated. */
export function dominates({ immediate, order }: Dominators, above: BlockId, below: BlockId): boolean {
  const height = order[above];
  if (height === undefined || order[below] === undefined) return false;
  let block: BlockId | undefined = below;
  while (block !== undefined && order[block]! > height) block = immediate[block];
  return block === above;
}

/** The nearest block that dominates both, found by climbing from the lower one in turn. */
function meet(immediate: readonly (BlockId | undefined)[], order: readonly (number | undefined)[], a: BlockId, b: BlockId): BlockId {
  let [left, right] = [a, b];
  while (left !== right) {
    if (order[left]! > order[right]!) left = parent(immediate, left);
    else right = parent(immediate, right);
  }
  return left;
}

function parent(immediate: readonly (BlockId | undefined)[], block: BlockId): BlockId {
  const above = immediate[block];
  invariant(above !== undefined, `bb${block} has no dominator yet`);
  return above;
}
