/** Holds an algorithm to its proofs and contracts. */

import { operationsOf } from "../src/directly.ts";
import { explore, type Exploration, type Limits } from "../src/explore.ts";
import type { Contract, Proof } from "./proof.ts";

/** `limits` go before those of the proof. */
export function search(proof: Proof, limits: Limits = {}): Exploration {
  return explore(proof.program, { ...proof.limits, ...limits });
}

/** What is wrong; absent if it holds. */
export function checkContract(contract: Contract): string | undefined {
  const { code, memory = {}, operations } = contract;
  const words = new Map(Object.entries(memory).map(([address, value]) => [Number(address), value]));
  let given: unknown;
  const done = operationsOf(() => (given = code()), new Map([[0, "word"]]), words);
  if (done.join("; ") !== operations.join("; ")) return `does ${done.join("; ")}`;
  return "gives" in contract && !Object.is(given, contract.gives) ? `gives ${String(given)}` : undefined;
}
