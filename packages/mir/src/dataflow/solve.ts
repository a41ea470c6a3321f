/**
 * Solves an analysis over a body.
 *
 * Question: for each block, the least states that agree with every transfer function, at its start and at its end.
 * Direction and lattice: the analysis says them.
 * Transfer: a state goes through the statements and the terminator of a block in the analysis' direction, and through `edge`
 * on each way to or from the next block; states that meet are joined.
 * Invariants: the transfer functions are monotone, and no chain of joins ascends for ever; without the first the result is
 * some sound solution, without the second there may be no end.
 * Guarantees: the result does not depend on the order of work; blocks that cannot be reached from the entry have no part in
 * it and keep `bottom`. Blocks wait in reverse postorder (backward: in postorder), so a body whose loops nest `n` deep takes
 * about `n + 2` rounds.
 * Worked example: `bb0 -> bb1`, `bb1 -> yes bb1 no bb2` and a forward analysis of what was assigned. Round one gives bb0, bb1
 * and bb2 a state; bb1 has joined its own end into its start, so round two visits bb1, and bb2 if that changed the end of bb1.
 */

import type { BlockId, Body, Point } from "../body.ts";
import { predecessors } from "../cfg/predecessors.ts";
import { reversePostorder } from "../cfg/reverse-postorder.ts";
import { successors } from "../walk.ts";
import type { Analysis, Solution } from "./analysis.ts";

export function solve<State>(analysis: Analysis<State>, body: Body): Solution<State> {
  return analysis.direction === "forward" ? solveForward(analysis, body) : solveBackward(analysis, body);
}

/**
 * The state before every statement of a block, before its terminator and after it: `states[point.index]` is the state before
 * `point`, whatever the direction.
 */
export function statesInBlock<State>(analysis: Analysis<State>, body: Body, solution: Solution<State>, block: BlockId): readonly State[] {
  if (analysis.direction === "forward") return forwardStates(analysis, body, block, solution.atStart[block]!);
  return backwardStates(analysis, body, block, solution.atEnd[block]!);
}

function solveForward<State>(analysis: Analysis<State>, body: Body): Solution<State> {
  const { lattice } = analysis;
  const atStart = body.blocks.map((block) => (block.id === 0 ? analysis.boundary : lattice.bottom));
  const atEnd = body.blocks.map(() => lattice.bottom);
  workThrough(reversePostorder(body), (block) => {
    const { terminator, statements } = body.blocks[block]!;
    const point = { block, index: statements.length };
    const end = forwardStates(analysis, body, block, atStart[block]!).at(-1)!;
    atEnd[block] = end;
    return successors(terminator).flatMap((edge) => {
      const before = atStart[edge.target]!;
      const after = lattice.join(before, analysis.edge(end, edge, terminator, point));
      if (lattice.equals(before, after)) return [];
      atStart[edge.target] = after;
      return [edge.target];
    });
  });
  return { atStart, atEnd };
}

function solveBackward<State>(analysis: Analysis<State>, body: Body): Solution<State> {
  const { lattice } = analysis;
  const atStart = body.blocks.map(() => lattice.bottom);
  const atEnd = body.blocks.map(() => lattice.bottom);
  const order = reversePostorder(body).toReversed();
  const reachable = new Set(order);
  const incoming = predecessors(body).map((edges) => edges.map((edge) => edge.source).filter((source) => reachable.has(source)));
  workThrough(order, (block) => {
    const end = lattice.join(atEnd[block]!, stateAfter(analysis, body, block, atStart));
    atEnd[block] = end;
    const start = backwardStates(analysis, body, block, end)[0]!;
    if (lattice.equals(atStart[block]!, start)) return [];
    atStart[block] = start;
    return incoming[block]!;
  });
  return { atStart, atEnd };
}

/** Visits every block of `order`, and again, in rounds, those of them that a visit returned. */
function workThrough(order: readonly BlockId[], visit: (block: BlockId) => readonly BlockId[]): void {
  const waiting = new Set(order);
  while (waiting.size > 0) {
    for (const block of order) {
      if (!waiting.delete(block)) continue;
      for (const next of visit(block)) waiting.add(next);
    }
  }
}

function forwardStates<State>(analysis: Analysis<State>, body: Body, block: BlockId, start: State): readonly State[] {
  const { statements, terminator } = body.blocks[block]!;
  const states = [start];
  let state = start;
  statements.forEach((statement, index) => states.push((state = analysis.statement(state, statement, { block, index }))));
  states.push(analysis.terminator(state, terminator, { block, index: statements.length }));
  return states;
}

function backwardStates<State>(analysis: Analysis<State>, body: Body, block: BlockId, end: State): readonly State[] {
  const { statements, terminator } = body.blocks[block]!;
  let state = analysis.terminator(end, terminator, { block, index: statements.length });
  const states = [end, state];
  for (let index = statements.length - 1; index >= 0; index--) {
    state = analysis.statement(state, statements[index]!, { block, index });
    states.push(state);
  }
  return states.toReversed();
}

/** Backward: what the ways out of a block bring to its end. */
function stateAfter<State>(analysis: Analysis<State>, body: Body, block: BlockId, atStart: readonly State[]): State {
  const { terminator, statements } = body.blocks[block]!;
  const point: Point = { block, index: statements.length };
  const edges = successors(terminator);
  if (edges.length === 0) return analysis.boundary;
  const states = edges.map((edge) => analysis.edge(atStart[edge.target]!, edge, terminator, point));
  return states.reduce((left, right) => analysis.lattice.join(left, right));
}
