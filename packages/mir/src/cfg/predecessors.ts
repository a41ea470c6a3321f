/** The control flow graph read backwards: who may run just before a block. */

import type { BlockId, Body } from "../body.ts";
import { successors, type EdgeKind } from "../walk.ts";

export interface IncomingEdge {
  readonly kind: EdgeKind;
  readonly source: BlockId;
}

/** Indexed by block, in the order of the sources; one entry per edge, so a source may be named twice. */
export function predecessors(body: Body): readonly (readonly IncomingEdge[])[] {
  const incoming: IncomingEdge[][] = body.blocks.map(() => []);
  for (const block of body.blocks) {
    for (const edge of successors(block.terminator)) incoming[edge.target]!.push({ kind: edge.kind, source: block.id });
  }
  return incoming;
}
