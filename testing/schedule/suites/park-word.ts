/** Parking by `thread/park-word.ts`: a token that is left before anybody parks is not lost. */

import { load, store } from "../src/atomics.ts";
import { checkpoint } from "../src/plain.ts";
import type { Describe, Plan } from "../src/program.ts";
import { parkOn, unparkOn } from "../../../packages/runtime/src/thread/park-word.ts";
import { mustEnd, type Suite } from "./proof.ts";

export const parkWord: Suite = {
  files: ["thread/park-word.ts"],
  proofs: [
    { title: "one parks until another has come", program: meeting(1, 1) },
    { title: "one parks until two others have come", program: meeting(2, 1) },
    { title: "until two others have come twice", program: meeting(2, 2) },
    { title: "until three others have come", program: meeting(3, 1) },
    { title: "under spurious wakes", program: meeting(2, 1), limits: { spurious: 2 } },
    { title: "for a moment", program: forAMoment, limits: { timeouts: 1 } },
  ],
  contracts: [
    { title: "a token is taken in one operation", code: () => parkOn(0, 5), memory: { 0: 1 }, operations: ["exchange(word, 0)"] },
    {
      title: "without one it sleeps, and takes what has come",
      code: () => parkOn(0, 5),
      operations: ["exchange(word, 0)", "wait(word, 0, 5 ms)", "exchange(word, 0)"],
    },
    { title: "leaving a token wakes one", code: () => unparkOn(0), operations: ["exchange(word, 1)", "notify(word, 1)"] },
    { title: "a second token is none", code: () => unparkOn(0), memory: { 0: 1 }, operations: ["exchange(word, 1)"] },
  ],
};

function meeting(others: number, rounds: number): Describe {
  return (plan) => {
    const word = plan.word("token");
    const come = Array.from({ length: others }, (_, index) => plan.word(`rounds of ${index + 1}`));
    plan.thread("parks", () => {
      for (const each of come) {
        while (load(each) < rounds) {
          parkOn(word, Infinity);
          checkpoint("awake", each);
        }
        checkpoint("has come", each);
      }
    });
    come.forEach((each, index) => {
      plan.thread(`other ${index + 1}`, () => {
        for (let round = 1; round <= rounds; round++) {
          store(each, round);
          unparkOn(word);
        }
      });
    });
    mustEnd(plan, (value) => come.every((each) => value(each) === rounds), "it went on too early");
  };
}

function forAMoment(plan: Plan): void {
  const word = plan.word("token");
  plan.thread("parks", () => parkOn(word, 10));
  plan.thread("other", () => unparkOn(word));
  mustEnd(plan, (value) => value(word) === 0 || value(word) === 1, "the word holds no token and not none");
}
