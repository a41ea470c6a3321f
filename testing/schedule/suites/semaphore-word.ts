/** The semaphore of `sync/semaphore-word.ts`: never more inside than permits, and no wake-up lost. */

import { checkpoint } from "../src/plain.ts";
import type { Describe, Plan } from "../src/program.ts";
import { load, notify } from "../src/atomics.ts";
import { acquireSlow, releasePermits, tryAcquire } from "../../../packages/runtime/src/sync/semaphore-word.ts";
import { mustEnd, threads, type Suite } from "./proof.ts";

export const semaphoreWord: Suite = {
  files: ["sync/semaphore-word.ts"],
  proofs: [
    { title: "3 threads, 2 rounds, one permit", program: sharing(3, 2, 1) },
    { title: "4 threads, one permit", program: queueing },
    { title: "3 threads, two permits", program: sharing(3, 1, 2) },
    { title: "under spurious wakes", program: sharing(3, 1, 1), limits: { spurious: 2 } },
    { title: "two wait, and two permits are given one after the other", program: giving("one by one") },
    { title: "two wait, and two permits are given at once", program: giving("at once") },
    { title: "one gives up", program: givingUp, limits: { timeouts: 1 } },
    { title: "threads that do not wait", program: trying },
    { title: "a death of who sleeps does not take a permit with it", program: dying, limits: { kills: 1 } },
  ],
  contracts: [
    {
      title: "taking a permit is a look and an exchange",
      code: () => void tryAcquire(0),
      memory: { 0: 2 },
      operations: ["load(word)", "compareExchange(word, 2, 1)"],
    },
    {
      title: "giving it back wakes nobody when nobody sleeps",
      code: () => releasePermits(0, 1),
      operations: ["add(word, 1)", "load(1)", "load(3)"],
    },
    {
      title: "giving some back wakes as many",
      code: () => releasePermits(0, 2),
      memory: { 1: 1 },
      operations: ["add(word, 2)", "load(1)", "notify(word, 2)", "load(3)"],
    },
    {
      title: "tasks that wait are all woken",
      code: () => releasePermits(0, 1),
      memory: { 3: 1 },
      operations: ["add(word, 1)", "load(1)", "load(3)", "add(2, 1)", "notify(2, all)"],
    },
    {
      title: "who has no time left is counted no more",
      code: () => acquireSlow(0, 5),
      operations: ["add(1, 1)", "load(word)", "wait(word, 0, 5 ms)", "load(word)", "sub(1, 1)"],
      gives: false,
    },
    {
      title: "who has a moment left sleeps for it",
      code: () => acquireSlow(0, 1),
      operations: ["add(1, 1)", "load(word)", "wait(word, 0, 1 ms)", "load(word)", "sub(1, 1)"],
    },
    {
      title: "who has none left does not sleep",
      code: () => acquireSlow(0, 0),
      operations: ["add(1, 1)", "load(word)", "sub(1, 1)"],
      gives: false,
    },
  ],
};

function sharing(count: number, rounds: number, permits: number): Describe {
  return (plan) => {
    const word = plan.words("permits", 4);
    const inside = plan.ghost("inside");
    const value = plan.cell("value");
    releasePermits(word, permits);
    threads(plan, count, () => {
      for (let round = 0; round < rounds; round++) {
        if (!tryAcquire(word)) acquireSlow(word, Infinity);
        checkpoint("inside");
        inside.add(1);
        if (permits === 1) value.write(1);
        else load(word);
        inside.add(-1);
        releasePermits(word, 1);
        checkpoint("outside");
      }
    });
    plan.always(({ ghost }) => (ghost(inside) > permits ? "too many are inside" : undefined));
    mustEnd(plan, (at) => at(word) === permits && at(word + 1) === 0, "the words are not clean");
  };
}

/** As short as it can be, for four. */
function queueing(plan: Plan): void {
  const word = plan.words("permits", 4);
  const inside = plan.ghost("inside");
  releasePermits(word, 1);
  threads(plan, 4, () => {
    acquireSlow(word, Infinity);
    inside.add(1);
    checkpoint("inside");
    load(word);
    inside.add(-1);
    releasePermits(word, 1);
  });
  plan.always(({ ghost }) => (ghost(inside) > 1 ? "too many are inside" : undefined));
  mustEnd(plan, (at) => at(word) === 1 && at(word + 1) === 0, "the words are not clean");
}

function giving(how: "one by one" | "at once"): Describe {
  return (plan) => {
    const word = plan.words("permits", 4);
    threads(plan, 3, (self) => {
      if (self < 3) return void acquireSlow(word, Infinity);
      if (how === "at once") return releasePermits(word, 2);
      releasePermits(word, 1);
      releasePermits(word, 1);
    });
    mustEnd(plan, (at) => at(word) === 0 && at(word + 1) === 0, "the words are not clean");
  };
}

function givingUp(plan: Plan): void {
  const word = plan.words("permits", 4);
  const taken = plan.ghost("taken");
  threads(plan, 3, (self) => {
    if (self === 3) return releasePermits(word, 1);
    const got = acquireSlow(word, 10);
    checkpoint("back", got);
    if (!got) return;
    taken.add(1);
    releasePermits(word, 1);
  });
  plan.atEnd(({ ghost }) => (ghost(taken) > 0 ? undefined : "nobody got the permit"));
  mustEnd(plan, (at) => at(word) === 1 && at(word + 1) === 0, "the words are not clean");
}

function trying(plan: Plan): void {
  const word = plan.words("permits", 4);
  const taken = plan.ghost("taken");
  releasePermits(word, 2);
  threads(plan, 3, () => {
    if (tryAcquire(word)) taken.add(1);
  });
  plan.atEnd(({ ghost }) => (ghost(taken) === 2 ? undefined : `${ghost(taken)} took two permits`));
  mustEnd(plan, (at) => at(word) === 0, "the word is not clean");
}

/** One permit for two who wait; if one of them dies without having taken it, the other gets it. */
function dying(plan: Plan): void {
  const word = plan.words("permits", 4);
  const taken = plan.ghost("taken");
  threads(plan, 3, (self) => {
    if (self === 3) return releasePermits(word, 1);
    if (!acquireSlow(word, Infinity)) throw new Error("nobody told it to give up");
    taken.add(1);
    releasePermits(word, 1);
    taken.add(-1);
  });
  // Whoever dies with it takes it along; then the supervisor gives another, as a program would.
  plan.supervisor((dead) => {
    notify(word, Infinity);
    releasePermits(word, dead === 0 ? 0 : 1);
  });
}
