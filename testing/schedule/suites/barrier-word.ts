/** The barrier of `sync/barrier-word.ts`: nobody goes on before all are there, and one of them is the leader. */

import { checkpoint } from "../src/plain.ts";
import type { Describe, Plan } from "../src/program.ts";
import { arrive, LEADER, waitForAll } from "../../../packages/runtime/src/sync/barrier-word.ts";
import { threads, type Suite } from "./proof.ts";

export const barrierWord: Suite = {
  files: ["sync/barrier-word.ts"],
  proofs: [
    { title: "2 threads meet three times", program: meeting(2, 3) },
    { title: "3 threads meet twice", program: meeting(3, 2) },
    { title: "4 threads meet", program: meeting(4, 1) },
    { title: "under spurious wakes", program: meeting(3, 1), limits: { spurious: 2 } },
    { title: "one gives up, and counts as not arrived", program: givingUp, limits: { timeouts: 1 } },
    { title: "of four, two and two meet", program: twoAndTwo },
  ],
  contracts: [
    {
      title: "arriving is a look and an exchange",
      code: () => void arrive(0, 2),
      operations: ["load(word)", "compareExchange(word, 0, 1)"],
    },
    {
      title: "the last one wakes all",
      code: () => void arrive(0, 2),
      memory: { 0: 1 },
      operations: ["load(word)", "compareExchange(word, 1, 65536)", "notify(word, all)"],
    },
    {
      title: "who comes late does not sleep",
      code: () => waitForAll(0, 0, Infinity),
      memory: { 0: 65536 },
      operations: ["load(word)"],
      gives: true,
    },
    {
      title: "who has no time left leaves",
      code: () => waitForAll(0, 0, 5),
      memory: { 0: 1 },
      operations: ["load(word)", "wait(word, 1, 5 ms)", "load(word)", "compareExchange(word, 1, 0)"],
      gives: false,
    },
    {
      title: "who has a moment left sleeps for it",
      code: () => waitForAll(0, 0, 1),
      memory: { 0: 1 },
      operations: ["load(word)", "wait(word, 1, 1 ms)", "load(word)", "compareExchange(word, 1, 0)"],
    },
    {
      title: "who has none left does not sleep",
      code: () => waitForAll(0, 0, 0),
      memory: { 0: 1 },
      operations: ["load(word)", "compareExchange(word, 1, 0)"],
    },
  ],
};

/** Each writes in its own cell before it meets the others, and reads all of them after. */
function meeting(size: number, rounds: number): Describe {
  return (plan) => {
    const word = plan.word("barrier");
    const leaders = plan.ghost("leaders");
    const cells = Array.from({ length: size }, (_, index) => plan.cell(`of ${index + 1}`));
    threads(plan, size, (self) => {
      for (let round = 1; round <= rounds; round++) {
        // Two cells would be needed to write the next round while others still read: every other round only reads.
        if (round % 2 === 1) cells[self - 1]!.write(round);
        const generation = arrive(word, size);
        if (generation === LEADER) leaders.add(1);
        else waitForAll(word, generation, Infinity);
        checkpoint("met");
        const late = round % 2 === 1 && cells[self % size]!.read() !== round;
        if (late) throw new Error("it went on before all were there");
      }
    });
    plan.atEnd(({ ghost }) => (ghost(leaders) === rounds ? undefined : `${ghost(leaders)} leaders`));
    plan.atEnd(({ word: value }) => (value(word) === rounds << 16 ? undefined : "the word is not clean"));
  };
}

/** The second waits for a moment only; if it leaves, it comes back. */
function givingUp(plan: Plan): void {
  const word = plan.word("barrier");
  const leaders = plan.ghost("leaders");
  threads(plan, 2, (self) => {
    for (;;) {
      const generation = arrive(word, 2);
      if (generation === LEADER) return leaders.add(1);
      const met = waitForAll(word, generation, self === 2 ? 10 : Infinity);
      checkpoint("back", met);
      if (met) return;
    }
  });
  plan.atEnd(({ ghost }) => (ghost(leaders) === 1 ? undefined : `${ghost(leaders)} leaders`));
  plan.atEnd(({ word: value }) => (value(word) === 1 << 16 ? undefined : "the word is not clean"));
}

function twoAndTwo(plan: Plan): void {
  const word = plan.word("barrier");
  const leaders = plan.ghost("leaders");
  threads(plan, 4, () => {
    const generation = arrive(word, 2);
    if (generation === LEADER) leaders.add(1);
    else waitForAll(word, generation, Infinity);
  });
  plan.atEnd(({ ghost }) => (ghost(leaders) === 2 ? undefined : `${ghost(leaders)} leaders`));
}
