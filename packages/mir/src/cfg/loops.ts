/** The loops of a body: which edges go back, and what they enclose. */

import type { BlockId, Body } from "../body.ts";
import { successors } from "../walk.ts";
import { dominates, dominators, type Dominators } from "./dominators.ts";
import { remembering } from "../remembering.ts";
import { predecessors } from "./predecessors.ts";

export interface BackEdge {
  readonly source: BlockId;
  /** The loop's header, which dominates the source. */
  readonly header: BlockId;
}

export interface Loop {
  readonly header: BlockId;
  readonly backEdges: readonly BackEdge[];
  /** The header, and every reachable block that can go on to a back edge without passing the header. */
  readonly blocks: ReadonlySet<BlockId>;
}

/** In block order of the sources. A cycle with two entries has none; JavaScript has no way to write one. */
export function backEdges(body: Body, tree: Dominators = dominators(body)): readonly BackEdge[] {
  return body.blocks.flatMap((block) => {
    const headers = new Set(successors(block.terminator).map((edge) => edge.target));
    return [...headers].filter((header) => dominates(tree, header, block.id)).map((header) => ({ source: block.id, header }));
  });
}

/** By header, ascending; back edges to one header make one loop. */
export const loops: (body: Body) => readonly Loop[] = remembering(findLoops);

function findLoops(body: Body): readonly Loop[] {
  const tree = dominators(body);
  const byHeader = new Map<BlockId, BackEdge[]>();
  for (const edge of backEdges(body, tree)) byHeader.set(edge.header, [...(byHeader.get(edge.header) ?? []), edge]);
  const incoming = predecessors(body).map((edges) => edges.map((edge) => edge.source).filter((source) => tree.order[source] !== undefined));
  return [...byHeader]
    .map(([header, edges]) => ({ header, backEdges: edges, blocks: enclosed(header, edges, incoming) }))
    .toSorted((a, b) => a.header - b.header);
}

function enclosed(header: BlockId, edges: readonly BackEdge[], incoming: readonly (readonly BlockId[])[]): ReadonlySet<BlockId> {
  const blocks = new Set<BlockId>([header]);
  const pending = edges.map((edge) => edge.source);
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    if (blocks.has(block)) continue;
    blocks.add(block);
    pending.push(...incoming[block]!);
  }
  return blocks;
}
