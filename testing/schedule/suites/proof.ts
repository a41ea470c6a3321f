/** What must hold of an algorithm: for a small program in every interleaving, and of the operations that it needs when nobody is in its way. */

import type { Limits } from "../src/explore.ts";
import type { Cell, Describe, Plan } from "../src/program.ts";

export interface Suite {
  /** Those of the algorithm, from the runtime's sources. */
  readonly files: readonly string[];
  readonly proofs: readonly Proof[];
  readonly contracts: readonly Contract[];
}

export interface Proof {
  /** A sentence. */
  readonly title: string;
  readonly program: Describe;
  readonly limits?: Limits;
}

/** What code does alone on this memory, where word 0 is called `word`; and what it gives, if that is said. */
export interface Contract {
  readonly title: string;
  readonly code: () => unknown;
  readonly memory?: Readonly<Record<number, number>>;
  readonly operations: readonly string[];
  readonly gives?: unknown;
}

/** As many threads with the same code, called `a`, `b`, `c`…; each is told its number, from 1. */
export function threads({ thread }: Plan, count: number, code: (self: number) => void): void {
  for (let self = 1; self <= count; self++) thread(String.fromCodePoint("a".codePointAt(0)! + self - 1), () => code(self));
}

/** Something that is wrong in the end unless it is so. */
export function mustEnd(plan: Plan, isSo: (value: (address: number | Cell) => number) => boolean, otherwise: string): void {
  plan.atEnd(({ word }) => (isSo((address) => word(typeof address === "number" ? address : address.address)) ? undefined : otherwise));
}
