/** Holds an algorithm to its proofs and contracts. */

import { operationsOf } from "../src/directly.ts";
import { explore } from "../src/explore.ts";
import { printExploration } from "../src/print.ts";
import type { Contract, Proof } from "./proof.ts";

/** What is wrong, as a report; absent if everything holds. */
export function checkProof({ program, limits }: Proof): string | undefined {
  const found = explore(program, limits);
  return found.kind === "held" ? undefined : printExploration(found);
}

/** What is wrong within so many states, the nearest to the start; absent if nothing was found there. */
export function refute({ program, limits }: Proof, mostStates: number): string | undefined {
  const found = explore(program, { ...limits, mostStates });
  return found.kind === "broken" ? printExploration(found) : undefined;
}

export function checkContract({ code, memory = {}, operations }: Contract): string | undefined {
  const words = new Map(Object.entries(memory).map(([address, value]) => [Number(address), value]));
  const done = operationsOf(code, new Map([[0, "word"]]), words);
  return done.join("; ") === operations.join("; ") ? undefined : `does ${done.join("; ")}`;
}
