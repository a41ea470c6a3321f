/** What `sync/once-word.ts` runs once: one runs it, everybody sees what it wrote, and a failure is told. */

import { checkpoint } from "../src/plain.ts";
import type { Describe, Plan } from "../src/program.ts";
import { heldBy, ownerIn, POISONED } from "../../../packages/runtime/src/sync/lock-word.ts";
import * as once from "../../../packages/runtime/src/sync/once-word.ts";
import { mustEnd, threads, type Suite } from "./proof.ts";

export const onceWord: Suite = {
  files: ["sync/once-word.ts"],
  proofs: [
    { title: "3 threads call it twice", program: calling(3, 2) },
    { title: "4 threads", program: calling(4, 1) },
    { title: "under spurious wakes", program: calling(3, 1), limits: { spurious: 2 } },
    { title: "one fails, another forces it", program: failing },
    { title: "two wait until a third has done it", program: waiting },
    { title: "who waits is there before anybody has begun, and more come later", program: waitingAndCalling },
    { title: "one gives up", program: givingUp, limits: { timeouts: 1 } },
    { title: "a death at any operation", program: dying, limits: { kills: 1 } },
  ],
  contracts: [
    {
      title: "what is done costs a look",
      code: () => once.begin(0, 8, Infinity),
      memory: { 0: once.COMPLETE },
      operations: ["load(word)"],
    },
    {
      title: "beginning is a look and an exchange",
      code: () => once.begin(0, 8, Infinity),
      operations: ["load(word)", "compareExchange(word, 0, 8)"],
    },
    { title: "nobody is notified when nobody sleeps", code: () => once.complete(0), memory: { 0: 8 }, operations: ["exchange(word, 4)"] },
    {
      title: "all are notified when it is done",
      code: () => once.complete(0),
      memory: { 0: 9 },
      operations: ["exchange(word, 4)", "notify(word, all)"],
    },
    { title: "or has failed", code: () => once.fail(0), memory: { 0: 9 }, operations: ["exchange(word, 2)", "notify(word, all)"] },
    {
      title: "who sleeps announces it",
      code: () => once.begin(0, 8, 5),
      memory: { 0: 16 },
      operations: ["load(word)", "compareExchange(word, 16, 17)", "wait(word, 17, 5 ms)", "load(word)"],
      gives: "timed-out",
    },
    {
      title: "who has a moment left sleeps for it",
      code: () => once.begin(0, 8, 1),
      memory: { 0: 17 },
      operations: ["load(word)", "wait(word, 17, 1 ms)", "load(word)"],
    },
    {
      title: "who has none left does not sleep",
      code: () => once.waitUntilDone(0, 0),
      operations: ["load(word)"],
      gives: "timed-out",
    },
    {
      title: "who waits is told of a failure",
      code: () => once.waitUntilDone(0, Infinity),
      memory: { 0: POISONED },
      operations: ["load(word)"],
      gives: "poisoned",
    },
    {
      title: "nobody is notified of a failure when nobody sleeps",
      code: () => once.fail(0),
      memory: { 0: 8 },
      operations: ["exchange(word, 2)"],
    },
    { title: "who has begun knows it", code: () => once.isBegunBy(0, 8), memory: { 0: 9 }, operations: ["load(word)"], gives: true },
    { title: "and nobody else", code: () => once.isBegunBy(0, 16), memory: { 0: 9 }, operations: ["load(word)"], gives: false },
  ],
};

function calling(count: number, rounds: number): Describe {
  return (plan) => {
    const word = plan.word("once");
    const value = plan.cell("value");
    const runs = plan.ghost("runs");
    threads(plan, count, (self) => {
      for (let round = 0; round < rounds; round++) {
        const begun = once.begin(word, heldBy(self), Infinity);
        checkpoint("begun", begun);
        if (begun === "run") {
          runs.add(1);
          value.write(7);
          once.complete(word);
        } else if (begun !== "complete") {
          throw new Error(begun);
        }
        if (value.read() !== 7) throw new Error("it was not done");
      }
    });
    plan.always(({ ghost }) => (ghost(runs) > 1 ? "it ran twice" : undefined));
    mustEnd(plan, (at) => at(word) === once.COMPLETE, "the word is not complete");
  };
}

function failing(plan: Plan): void {
  const word = plan.word("once");
  const value = plan.cell("value");
  threads(plan, 3, (self) => {
    const begun = once.begin(word, heldBy(self), Infinity);
    checkpoint("begun", begun);
    if (begun === "run" && self === 1) return once.fail(word);
    const runs = begun === "run" || (begun === "poisoned" && once.beginPoisoned(word, heldBy(self)));
    checkpoint("runs", runs, begun);
    if (runs) {
      value.write(7);
      once.complete(word);
    }
    if (begun === "complete" && value.read() !== 7) throw new Error("it was not done");
  });
  mustEnd(plan, (at) => at(word) === once.COMPLETE || at(word) === POISONED, "the word is neither complete nor poisoned");
}

function waiting(plan: Plan): void {
  const word = plan.word("once");
  const value = plan.cell("value");
  threads(plan, 3, (self) => {
    if (self === 3) {
      if (once.begin(word, heldBy(self), Infinity) !== "run") throw new Error("somebody else ran it");
      value.write(7);
      return once.complete(word);
    }
    if (once.waitUntilDone(word, Infinity) !== "complete" || value.read() !== 7) throw new Error("it was not done");
  });
  mustEnd(plan, (at) => at(word) === once.COMPLETE, "the word is not complete");
}

function waitingAndCalling(plan: Plan): void {
  const word = plan.word("once");
  const value = plan.cell("value");
  threads(plan, 3, (self) => {
    const begun = self === 1 ? once.waitUntilDone(word, Infinity) : once.begin(word, heldBy(self), Infinity);
    checkpoint("begun", begun);
    if (begun === "run") {
      value.write(7);
      once.complete(word);
    } else if (begun !== "complete" || value.read() !== 7) {
      throw new Error("it was not done");
    }
  });
  mustEnd(plan, (at) => at(word) === once.COMPLETE, "the word is not complete");
}

function givingUp(plan: Plan): void {
  const word = plan.word("once");
  const value = plan.cell("value");
  threads(plan, 3, (self) => {
    const begun = self === 1 ? once.waitUntilDone(word, 10) : once.begin(word, heldBy(self), self === 2 ? 10 : Infinity);
    checkpoint("begun", begun);
    if (begun === "poisoned") throw new Error(begun);
    if (begun === "run") {
      value.write(7);
      once.complete(word);
    }
    if (begun === "complete" && value.read() !== 7) throw new Error("it was not done");
    if (begun === "timed-out" && self === 3) throw new Error("nobody told it to give up");
  });
  mustEnd(plan, (at) => at(word) === once.COMPLETE, "the word is not complete");
}

function dying(plan: Plan): void {
  const word = plan.word("once");
  const value = plan.cell("value");
  threads(plan, 3, (self) => {
    const begun = once.begin(word, heldBy(self), Infinity);
    checkpoint("begun", begun);
    if (begun === "run") {
      value.write(7);
      once.complete(word);
    }
    if (begun === "complete" && value.read() !== 7) throw new Error("it was not done");
  });
  const diedRunning = plan.ghost("died running");
  plan.atDeath((seen, dead) => (ownerIn(seen.word(word)) === dead ? diedRunning.set(1) : undefined));
  plan.supervisor((dead) => once.recoverOnce(word, dead));
  plan.atEnd((seen) => {
    const expected = seen.ghost(diedRunning) === 1 ? POISONED : once.COMPLETE;
    const dead = [1, 2, 3].some((thread) => seen.died(thread));
    return seen.word(word) === expected || (dead && seen.word(word) === 0) ? undefined : `the word holds ${seen.word(word)}`;
  });
}
