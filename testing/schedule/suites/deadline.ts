/** The deadlines of `sync/deadline.ts`. */

import { wait } from "../src/atomics.ts";
import { deadlineAfter, timeUntil } from "../../../packages/runtime/src/sync/deadline.ts";
import type { Suite } from "./proof.ts";

export const deadline: Suite = {
  files: ["sync/deadline.ts"],
  proofs: [],
  contracts: [
    { title: "there is as much time as was given", code: () => timeUntil(deadlineAfter(5)), operations: [], gives: 5 },
    { title: "without end it stays so", code: () => timeUntil(deadlineAfter(Infinity)), operations: [], gives: Infinity },
    { title: "time passes", code: () => after(2, 5), operations: ["wait(word, 0, 2 ms)"], gives: 3 },
    { title: "and passes by", code: () => after(5, 2), operations: ["wait(word, 0, 5 ms)"], gives: -3 },
  ],
};

function after(passed: number, given: number): number {
  const end = deadlineAfter(given);
  wait(0, 0, passed);
  return timeUntil(end);
}
