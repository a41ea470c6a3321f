/** One thing that must hold for one size of program. */

import type { Limits } from "../src/explore.ts";
import type { Describe, Plan } from "../src/program.ts";

export interface Proof {
  /** A sentence. */
  readonly title: string;
  readonly program: Describe;
  readonly limits?: Limits;
}

/** As many threads with the same code, called `a`, `b`, `c`…; each is told its number, from 1. */
export function threads({ thread }: Plan, count: number, code: (self: number) => void): void {
  for (let self = 1; self <= count; self++) thread(String.fromCodePoint("a".codePointAt(0)! + self - 1), () => code(self));
}
