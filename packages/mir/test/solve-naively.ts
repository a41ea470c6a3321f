/** The solution by its definition: every block again and again, in no clever order, until nothing changes. */

import type { Body } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import type { Analysis, Solution } from "@freehold/mir/dataflow/analysis";
import { successors } from "@freehold/mir/walk";

export function solveNaively<State>(analysis: Analysis<State>, body: Body): Solution<State> {
  const { lattice } = analysis;
  const reachable = reachableFrom(body, [body.blocks[0]!.id]);
  let solution: Solution<State> = { atStart: body.blocks.map(() => lattice.bottom), atEnd: body.blocks.map(() => lattice.bottom) };
  for (;;) {
    const before = solution;
    const next = body.blocks.map(({ id }) => {
      if (!reachable.has(id)) return { start: lattice.bottom, end: lattice.bottom };
      return analysis.direction === "forward" ? forward(analysis, body, before, id, reachable) : backward(analysis, body, before, id);
    });
    solution = { atStart: next.map(({ start }) => start), atEnd: next.map(({ end }) => end) };
    const isSame = next.every(
      ({ start, end }, block) => lattice.equals(start, before.atStart[block]!) && lattice.equals(end, before.atEnd[block]!),
    );
    if (isSame) return solution;
  }
}

interface Ends<State> {
  readonly start: State;
  readonly end: State;
}

function forward<State>(
  analysis: Analysis<State>,
  body: Body,
  { atEnd }: Solution<State>,
  id: number,
  reachable: ReadonlySet<number>,
): Ends<State> {
  let start = id === 0 ? analysis.boundary : analysis.lattice.bottom;
  for (const source of body.blocks) {
    if (!reachable.has(source.id)) continue;
    for (const edge of successors(source.terminator)) {
      if (edge.target !== id) continue;
      const point = { block: source.id, index: source.statements.length };
      start = analysis.lattice.join(start, analysis.edge(atEnd[source.id]!, edge, source.terminator, point));
    }
  }
  const block = body.blocks[id]!;
  const inner = block.statements.reduce(
    (state, statement, index) => analysis.statement(state, statement, { block: block.id, index }),
    start,
  );
  return { start, end: analysis.terminator(inner, block.terminator, { block: block.id, index: block.statements.length }) };
}

function backward<State>(analysis: Analysis<State>, body: Body, { atStart }: Solution<State>, id: number): Ends<State> {
  const { id: block, statements, terminator } = body.blocks[id]!;
  const point = { block, index: statements.length };
  const edges = successors(terminator);
  let end = edges.length === 0 ? analysis.boundary : analysis.lattice.bottom;
  for (const edge of edges) end = analysis.lattice.join(end, analysis.edge(atStart[edge.target]!, edge, terminator, point));
  let start = analysis.terminator(end, terminator, point);
  for (let index = statements.length - 1; index >= 0; index--) start = analysis.statement(start, statements[index]!, { block, index });
  return { start, end };
}
