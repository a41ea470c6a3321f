/** Solves small questions over the steps of a body: sets of ids, joined by union, until nothing changes. */

import { emptyBits, sameBits, unionBits, type BitSet } from "@freehold/mir/dataflow/bit-set";
import type { Step, StepId } from "./step.ts";

/** What holds before each step, given what holds before the first. */
export function flowForward(steps: readonly Step[], start: BitSet, transfer: (before: BitSet, step: StepId) => BitSet): readonly BitSet[] {
  const nothing: BitSet = { words: new Uint32Array(start.words.length) };
  const before = steps.map((_, id) => (id === 0 ? start : nothing));
  const reached = new Set<StepId>([0 as StepId]);
  inRounds(steps, "forward", (id) => {
    if (!reached.has(id)) return [];
    const after = transfer(before[id]!, id);
    return steps[id]!.successors.filter((next) => {
      const joined = unionBits(before[next]!, after);
      if (reached.has(next) && sameBits(joined, before[next]!)) return false;
      reached.add(next);
      before[next] = joined;
      return true;
    });
  });
  return before;
}

/** What holds before each step, given what holds after it. */
export function flowBackward(steps: readonly Step[], size: number, transfer: (after: BitSet, step: StepId) => BitSet): readonly BitSet[] {
  const nothing = emptyBits(size);
  const before = steps.map(() => nothing);
  const incoming = predecessorsOf(steps);
  inRounds(steps, "backward", (id) => {
    const after = steps[id]!.successors.reduce((joined, next) => unionBits(joined, before[next]!), nothing);
    const here = transfer(after, id);
    if (sameBits(here, before[id]!)) return [];
    before[id] = here;
    return incoming[id]!;
  });
  return before;
}

export function predecessorsOf(steps: readonly Step[]): readonly (readonly StepId[])[] {
  const incoming: StepId[][] = steps.map(() => []);
  steps.forEach(({ successors }, id) => {
    for (const next of successors) incoming[next]!.push(id as StepId);
  });
  return incoming;
}

/** Steps are numbered in reverse postorder of their blocks, so going through them by number converges fast. */
export function inRounds(steps: readonly Step[], direction: "forward" | "backward", visit: (step: StepId) => readonly StepId[]): void {
  const isWaiting = new Uint8Array(steps.length).fill(1);
  let waiting = steps.length;
  while (waiting > 0) {
    for (let count = 0; count < steps.length; count++) {
      const id = direction === "forward" ? count : steps.length - 1 - count;
      if (isWaiting[id] === 0) continue;
      isWaiting[id] = 0;
      waiting -= 1;
      for (const next of visit(id as StepId)) {
        if (isWaiting[next] === 1) continue;
        isWaiting[next] = 1;
        waiting += 1;
      }
    }
  }
}
