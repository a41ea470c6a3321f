/** The lock of `sync/read-write-word.ts`: writers alone, readers together, nobody for ever. */

import { checkpoint } from "../src/plain.ts";
import type { Describe, Plan } from "../src/program.ts";
import { heldBy, isPoisoned, ownerIn, POISONED, DRAINING } from "../../../packages/runtime/src/sync/lock-word.ts";
import * as lock from "../../../packages/runtime/src/sync/read-write-word.ts";
import { threads, type Suite } from "./proof.ts";

const alone: lock.ReadWriteWords = { word: 0, drain: 1, readers: 2, groups: 1 };
const two: lock.ReadWriteWords = { ...alone, groups: 2 };

/** What somebody does who may not read. */
const refused = ["or(2, 1)", "load(word)", "and(2, -2)", "load(word)"];

export const readWriteWord: Suite = {
  files: ["sync/read-write-word.ts"],
  proofs: [
    { title: "a writer and two readers", program: mixed("wrr") },
    { title: "two writers and a reader", program: mixed("wwr") },
    { title: "three writers", program: mixed("www") },
    { title: "a writer and a reader, 2 rounds", program: mixed("wr", 2) },
    { title: "two readers are in at one time", program: together },
    { title: "a writer and three readers", program: mixed("wrrr") },
    { title: "a writer and two readers, 2 rounds", program: mixed("wrr", 2) },
    { title: "under spurious wakes", program: mixed("wwr"), limits: { spurious: 1 } },
    { title: "a reader or a writer gives up", program: mixed("WRw"), limits: { timeouts: 1 } },
    { title: "threads that do not wait", program: mixed("tdw") },
    { title: "a writer goes on as a reader", program: mixed("gwr") },
    { title: "a death at any operation", program: mixed("wwr", 1, "supervised"), limits: { kills: 1 } },
    { title: "a death of who does not wait", program: mixed("tdw", 1, "supervised"), limits: { kills: 1 } },
    { title: "a death among readers", program: mixed("wrr", 1, "supervised"), limits: { kills: 1 } },
    { title: "a death of who goes on as a reader", program: mixed("gw", 1, "supervised"), limits: { kills: 1 } },
    { title: "a death while others give up", program: mixed("WRw", 1, "supervised"), limits: { kills: 1, timeouts: 1 } },
  ],
  contracts: [
    {
      title: "beginning to read is two operations",
      code: () => lock.tryRead(alone, 0),
      operations: ["or(2, 1)", "load(word)"],
      gives: true,
    },
    { title: "each thread has its own bit", code: () => lock.tryRead(two, 33), operations: ["or(3, 2)", "load(word)"], gives: true },
    {
      title: "who may not read takes its bit back",
      code: () => lock.tryRead(alone, 0),
      memory: { 0: heldBy(2) },
      operations: ["or(2, 1)", "load(word)", "and(2, -2)", "load(word)"],
      gives: false,
    },
    {
      title: "who sleeps until it may read says so first",
      code: () => lock.readSlow(alone, 0, 5),
      memory: { 0: 16 },
      operations: [...refused, "load(word)", "compareExchange(word, 16, 17)", "wait(word, 17, 5 ms)", ...refused],
      gives: false,
    },
    {
      title: "who has a moment left sleeps for it",
      code: () => lock.readSlow(alone, 0, 1),
      memory: { 0: 17 },
      operations: [...refused, "load(word)", "wait(word, 17, 1 ms)", ...refused],
      gives: false,
    },
    {
      title: "who has none left does not sleep",
      code: () => lock.readSlow(alone, 0, 0),
      memory: { 0: 17 },
      operations: refused,
      gives: false,
    },
    { title: "where nobody writes, nobody is told", code: () => lock.announce(0), operations: ["load(word)"], gives: 0 },
    {
      title: "beginning to write is two looks and two operations",
      code: () => lock.tryWrite(alone, 16),
      operations: ["load(2)", "compareExchange(word, 0, 20)", "load(2)", "and(word, -5)"],
      gives: true,
    },
    {
      title: "nobody writes while somebody reads",
      code: () => lock.tryWrite(two, 16),
      memory: { 3: 1 },
      operations: ["load(2)", "load(3)"],
      gives: false,
    },
    {
      title: "or writes",
      code: () => lock.tryWrite(alone, 16),
      memory: { 0: 8 },
      operations: ["load(2)", "compareExchange(word, 0, 20)"],
      gives: false,
    },
    {
      title: "who waits for nobody begins to write at once",
      code: () => lock.writeSlow(alone, 16, 5),
      operations: ["load(word)", "compareExchange(word, 0, 20)", "load(1)", "load(2)", "and(word, -5)"],
      gives: true,
    },
    {
      title: "a writer that gives up wakes those that wait for it",
      code: () => lock.writeSlow(alone, 16, 5),
      memory: { 2: 1 },
      operations: [
        "load(word)",
        "compareExchange(word, 0, 20)",
        "load(1)",
        "load(2)",
        "wait(1, 0, 5 ms)",
        "load(1)",
        "load(2)",
        "and(word, 2)",
      ],
      gives: false,
    },
    {
      title: "with a moment left it sleeps for that",
      code: () => lock.writeSlow(alone, 16, 1),
      memory: { 2: 1 },
      operations: [
        "load(word)",
        "compareExchange(word, 0, 20)",
        "load(1)",
        "load(2)",
        "wait(1, 0, 1 ms)",
        "load(1)",
        "load(2)",
        "and(word, 2)",
      ],
      gives: false,
    },
    {
      title: "with none left it does not sleep",
      code: () => lock.writeSlow(alone, 16, 0),
      memory: { 2: 1 },
      operations: ["load(word)", "compareExchange(word, 0, 20)", "load(1)", "load(2)", "and(word, 2)"],
      gives: false,
    },
    {
      title: "a writer that may not begin in time gives up",
      code: () => lock.writeSlow(alone, 16, 5),
      memory: { 0: 9 },
      operations: ["load(word)", "wait(word, 9, 5 ms)", "load(word)"],
      gives: false,
    },
    {
      title: "going on as a reader is two operations",
      code: () => lock.downgrade(alone, 0),
      memory: { 0: 16 },
      operations: ["or(2, 1)", "and(word, 2)"],
    },
    { title: "ending it too", code: () => lock.unlockRead(alone, 0), memory: { 2: 1 }, operations: ["and(2, -2)", "load(word)"] },
    {
      title: "ending it wakes a writer that waits for that",
      code: () => lock.unlockRead(alone, 0),
      memory: { 0: heldBy(1) | DRAINING, 2: 1 },
      operations: ["and(2, -2)", "load(word)", "add(1, 1)", "notify(1, all)"],
    },
    {
      title: "ending to write is one operation",
      code: () => lock.unlockWrite(alone),
      memory: { 0: heldBy(1) },
      operations: [`and(word, ${POISONED})`],
    },
  ],
};

/** w: writes. r: reads. W, R: the same, with a time-out. t, d: try to write, to read. g: writes, and goes on as a reader. */
function mixed(roles: string, rounds = 1, deaths: "supervised" | "none" = "none"): Describe {
  return (plan) => {
    const words = wordsOf(plan);
    const value = plan.cell("value");
    threads(plan, roles.length, (self) => {
      for (let round = 0; round < rounds; round++) {
        live(words, value.read, value.write, roles[self - 1]!, self);
        checkpoint("out");
      }
    });
    if (deaths === "supervised") recovering(plan, words);
    else plan.atEnd(({ word }) => (word(words.word) === 0 && word(words.readers) === 0 ? undefined : "the lock is not clean"));
  };
}

function live(words: lock.ReadWriteWords, read: () => number, write: (value: number) => void, role: string, self: number): void {
  const held = heldBy(self);
  const slot = self - 1;
  const timeout = role === "W" || role === "R" ? 10 : Infinity;
  const reads = role === "r" || role === "R" || role === "d";
  const got = reads
    ? role === "d"
      ? lock.tryRead(words, slot)
      : lock.readSlow(words, slot, timeout)
    : role === "t"
      ? lock.tryWrite(words, held)
      : lock.writeSlow(words, held, timeout);
  checkpoint("in", got);
  if (!got) return;
  if (!reads) write(self);
  if (role === "g") lock.downgrade(words, slot);
  if (reads || role === "g") read();
  if (reads || role === "g") lock.unlockRead(words, slot);
  else lock.unlockWrite(words);
}

/** Poisoned if and only if somebody died who wrote; else as if the dead had never been. */
function recovering(plan: Plan, words: lock.ReadWriteWords): void {
  const diedWriting = plan.ghost("died writing");
  plan.atDeath(({ word }, dead) => {
    const seen = word(words.word);
    if (ownerIn(seen) === dead && (seen & DRAINING) === 0) diedWriting.set(1);
  });
  plan.supervisor((dead) => lock.recoverReadWrite(words, dead, dead - 1));
  plan.atEnd(({ word, ghost }) => {
    if (word(words.readers) !== 0) return "a reader never left";
    const expected = ghost(diedWriting) === 1 ? POISONED : 0;
    return word(words.word) === expected ? undefined : `the word holds ${word(words.word)} instead of ${expected}`;
  });
}

/** Both wait inside until the other is there as well. */
function together(plan: Plan): void {
  const words = wordsOf(plan);
  const inside = plan.ghost("inside");
  const most = plan.ghost("most");
  threads(plan, 2, (self) => {
    lock.readSlow(words, self - 1, Infinity);
    inside.add(1);
    if (isPoisoned(words.word)) most.set(1);
    lock.unlockRead(words, self - 1);
  });
  plan.atEnd(({ ghost }) => (ghost(inside) === 2 ? undefined : "a reader never came in"));
}

function wordsOf(plan: Plan): lock.ReadWriteWords {
  const word = plan.words("lock", 3);
  return { word, drain: plan.word("drain"), readers: plan.word("readers"), groups: 1 };
}
