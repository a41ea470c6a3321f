/** The jobs of a pool, by `thread/mailbox-word.ts`: every job is done once, and whoever waits for it hears of it. */

import { load, store, wait } from "../src/atomics.ts";
import { checkpoint } from "../src/plain.ts";
import type { Describe, Plan } from "../src/program.ts";
import * as mailbox from "../../../packages/runtime/src/thread/mailbox-word.ts";
import type { MailboxWords } from "../../../packages/runtime/src/thread/mailbox-word.ts";
import { mustEnd, type Suite } from "./proof.ts";

export const mailboxWord: Suite = {
  files: ["thread/mailbox-word.ts"],
  proofs: [
    { title: "two jobs for one worker, one after the other", program: working(1, 2) },
    { title: "a job for each of two workers", program: working(2, 1) },
    { title: "two jobs for each of two workers", program: working(2, 2) },
    { title: "under spurious wakes", program: working(1, 2), limits: { spurious: 2 } },
    { title: "the worker dies at any operation, and whoever waits is told", program: dying, limits: { kills: 1 } },
  ],
  contracts: [
    {
      title: "giving a job to who is awake is two operations",
      code: () => mailbox.giveJob(alone),
      operations: ["add(word, 2)", "load(2)"],
    },
    {
      title: "who sleeps is woken",
      code: () => mailbox.giveJob(alone),
      memory: { 2: 1 },
      operations: ["add(word, 2)", "load(2)", "notify(word, 1)"],
    },
    {
      title: "the last word wakes too",
      code: () => mailbox.dismiss(alone),
      memory: { 0: 4 },
      operations: ["or(word, 1)", "notify(word, 1)"],
    },
    { title: "what is done rings", code: () => mailbox.tellDone(alone), operations: ["add(1, 2)", "add(3, 1)", "load(4)"] },
    {
      title: "and wakes all who listen",
      code: () => mailbox.tellDone(alone),
      memory: { 4: 1 },
      operations: ["add(1, 2)", "add(3, 1)", "load(4)", "notify(3, all)"],
    },
    { title: "a death rings", code: () => mailbox.tellGone(alone), operations: ["or(1, 1)", "add(3, 1)", "load(4)"] },
    { title: "a job runs", code: () => mailbox.stateOf(alone, 2), memory: { 1: 2 }, operations: ["load(1)"], gives: "running" },
    { title: "is done", code: () => mailbox.stateOf(alone, 2), memory: { 1: 4 }, operations: ["load(1)"], gives: "done" },
    {
      title: "is done though the worker died after it",
      code: () => mailbox.stateOf(alone, 2),
      memory: { 1: 5 },
      operations: ["load(1)"],
      gives: "done",
    },
    { title: "or died with its worker", code: () => mailbox.stateOf(alone, 2), memory: { 1: 3 }, operations: ["load(1)"], gives: "died" },
    { title: "there is no job", code: () => mailbox.spinForJob(alone, 1), memory: { 0: 2 }, operations: ["load(word)"], gives: undefined },
    {
      title: "there is one",
      code: () => mailbox.spinForJob(alone, 1),
      memory: { 0: 4 },
      operations: ["load(word)", "load(word)"],
      gives: true,
    },
    {
      title: "there will be none",
      code: () => mailbox.spinForJob(alone, 1),
      memory: { 0: 3 },
      operations: ["load(word)", "load(word)"],
      gives: false,
    },
    {
      title: "the bell has not rung",
      code: () => mailbox.spinForBell(alone.bell, 2),
      memory: { 3: 2 },
      operations: ["load(3)"],
      gives: false,
    },
    {
      title: "who sleeps until it rings says so, as long as it may sleep",
      code: () => mailbox.sleepForBell(alone.bell, 1),
      memory: { 3: 2 },
      operations: ["add(4, 1)", "wait(3, 1)", "sub(4, 1)"],
    },
    { title: "the bell has rung", code: () => mailbox.spinForBell(alone.bell, 1), memory: { 3: 2 }, operations: ["load(3)"], gives: true },
  ],
};

const alone: MailboxWords = { given: 0, done: 1, asleep: 2, bell: { rung: 3, listening: 4 } };

/** `sleepForJob`, with a wait that blocks in the place of its promise. */
function sleepForJob({ given, asleep }: MailboxWords, jobs: number): boolean {
  store(asleep, 1);
  while (load(given) === jobs << 1) wait(given, jobs << 1);
  store(asleep, 0);
  return mailbox.spinForJob({ ...alone, given }, jobs) === true;
}

function work(words: MailboxWords): void {
  for (let jobs = 0; ; jobs++) {
    const isMore = mailbox.spinForJob(words, jobs) ?? sleepForJob(words, jobs);
    checkpoint("job", jobs, isMore);
    if (!isMore) return;
    mailbox.tellDone(words);
    checkpoint("done", jobs);
  }
}

/** What `Pool.run` does that blocks: gives, and sleeps on the bell until it is done. */
function waitFor(words: MailboxWords, jobs: number): "done" | "died" {
  for (;;) {
    const seen = mailbox.lastRing(words.bell);
    const state = mailbox.stateOf(words, jobs);
    if (state !== "running") return state;
    mailbox.sleepForBell(words.bell, seen);
    checkpoint("rung", jobs, words.given);
  }
}

function working(workers: number, rounds: number): Describe {
  return (plan) => {
    const boxes = boxesOf(plan, workers);
    plan.thread("pool", () => {
      for (let round = 1; round <= rounds; round++) {
        for (const box of boxes) mailbox.giveJob(box);
        for (const box of boxes) {
          if (waitFor(box, round) !== "done") throw new Error("it was not done");
          checkpoint("heard", round, box.given);
        }
      }
      for (const box of boxes) mailbox.dismiss(box);
    });
    boxes.forEach((box, index) => plan.thread(`worker ${index + 1}`, () => work(box)));
    mustEnd(
      plan,
      (value) => boxes.every(({ done, asleep }) => value(done) === 2 * rounds && value(asleep) === 0),
      "a job was not done once",
    );
  };
}

function dying(plan: Plan): void {
  const [box] = boxesOf(plan, 1) as [MailboxWords];
  plan.thread("worker", () => work(box));
  plan.thread("pool", () => {
    mailbox.giveJob(box);
    waitFor(box, 1);
    mailbox.dismiss(box);
  });
  plan.supervisor((dead) => {
    if (dead === 1) mailbox.tellGone(box);
    else mailbox.dismiss(box);
  });
}

function boxesOf(plan: Plan, count: number): readonly MailboxWords[] {
  const bell = { rung: plan.word("rung"), listening: plan.word("listening") };
  return Array.from({ length: count }, (_, index) => ({
    given: plan.word(`given ${index + 1}`),
    done: plan.word(`done ${index + 1}`),
    asleep: plan.word(`asleep ${index + 1}`),
    bell,
  }));
}
