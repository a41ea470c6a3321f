/** An algorithm, right or wrong in a way that is known, and what the explorer must say of it. */

import type { Limits } from "../../src/explore.ts";
import type { Describe, Plan } from "../../src/program.ts";

export interface Textbook {
  /** A sentence. */
  readonly title: string;
  readonly program: Describe;
  readonly limits?: Limits;
  /** How the report begins; absent where everything holds. */
  readonly broken?: string;
}

/** As many threads with the same code, called `a`, `b`, `c`…; each is told its number, from 0. */
export function threads({ thread }: Plan, count: number, code: (index: number) => void): void {
  for (let index = 0; index < count; index++) thread(String.fromCodePoint("a".codePointAt(0)! + index), () => code(index));
}

/** Each thread adds 1 to a cell in each of its rounds, between what should let one in only and what should let it out. */
export function counting(
  plan: Plan,
  size: { readonly threads: number; readonly rounds: number },
  enter: (index: number) => void,
  leave: (index: number) => void,
): void {
  const count = plan.cell("count");
  threads(plan, size.threads, (index) => {
    for (let round = 0; round < size.rounds; round++) {
      enter(index);
      count.write(count.read() + 1);
      leave(index);
    }
  });
  const expected = size.threads * size.rounds;
  plan.atEnd(({ word }) => (word(count.address) === expected ? undefined : `counted ${word(count.address)} instead of ${expected}`));
}
