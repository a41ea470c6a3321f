/** The lock of `sync/lock-word.ts`: one at a time, nobody sleeps for ever, and what a death left half done is told. */

import { add, load, store, sub, waitAsync } from "../src/atomics.ts";
import { checkpoint } from "../src/plain.ts";
import type { Describe, Plan } from "../src/program.ts";
import * as lock from "../../../packages/runtime/src/sync/lock-word.ts";
import { threads, type Suite } from "./proof.ts";

export const lockWord: Suite = {
  files: ["sync/lock-word.ts"],
  proofs: [
    { title: "3 threads, 2 rounds", program: counting(3, 2) },
    { title: "4 threads", program: counting(4, 1) },
    { title: "3 threads, 2 rounds, let go by guards", program: counting(3, 2, "guard") },
    { title: "3 threads under spurious wakes", program: counting(3, 1), limits: { spurious: 2 } },
    { title: "a thread that gives up leaves no trace", program: givingUp, limits: { timeouts: 1 } },
    { title: "threads that do not wait", program: trying },
    { title: "a death at any operation", program: dying(3, 1), limits: { kills: 1 } },
    { title: "a death at any operation, 2 rounds", program: dying(2, 2), limits: { kills: 1 } },
    { title: "a death at any operation, 3 threads, 2 rounds", program: dying(3, 2), limits: { kills: 1 } },
    { title: "a death of whose guard lets go", program: dying(3, 1, "guard"), limits: { kills: 1 } },
    { title: "a death of who waits for readers, while poison is cleared", program: dyingWhileClearing, limits: { kills: 1 } },
    { title: "a task that waits beside a thread is told", program: waitingAsTask, limits: { spurious: 1 } },
    { title: "a task gives up", program: waitingAsTask, limits: { timeouts: 1 } },
    { title: "a death beside a task that waits", program: dyingBesideTask, limits: { kills: 1 } },
    { title: "a death and a spurious wake", program: dying(3, 1), limits: { kills: 1, spurious: 1 } },
    { title: "a death while another gives up", program: dyingWhileGivingUp, limits: { kills: 1, timeouts: 1 } },
    { title: "two deaths", program: dying(3, 1), limits: { kills: 2 } },
    { title: "a failed holder poisons, and only that", program: failing },
    { title: "poison is cleared once", program: clearing },
  ],
  contracts: [
    {
      title: "an uncontended lock is one operation",
      code: () => lock.tryLock(0, lock.heldBy(1)),
      operations: ["compareExchange(word, 0, 8)"],
      gives: true,
    },
    {
      title: "a poisoned lock is taken too, and stays poisoned",
      code: () => lock.tryLock(0, 8),
      memory: { 0: lock.POISONED },
      operations: ["compareExchange(word, 0, 8)", "compareExchange(word, 2, 10)"],
      gives: true,
    },
    {
      title: "a guard lets go by one exchange",
      code: () => lock.unlockHeld(0, 8, 1),
      memory: { 0: 8 },
      operations: ["compareExchange(word, 8, 0)"],
    },
    {
      title: "or, if somebody waits, as others do",
      code: () => lock.unlockHeld(0, 8, 1),
      memory: { 0: 9 },
      operations: ["compareExchange(word, 8, 0)", "and(word, 2)", "notify(word, 1)", "load(2)"],
    },
    { title: "letting go of it is one operation", code: () => lock.unlock(0, 1), memory: { 0: 8 }, operations: ["and(word, 2)"] },
    {
      title: "letting go wakes one if somebody waits",
      code: () => lock.unlock(0, 1),
      memory: { 0: 9 },
      operations: ["and(word, 2)", "notify(word, 1)", "load(2)"],
    },
    {
      title: "failing wakes one if somebody waits",
      code: () => lock.unlockPoisoned(0, 1),
      memory: { 0: 9 },
      operations: ["exchange(word, 2)", "notify(word, 1)", "load(2)"],
    },
    { title: "failing wakes nobody else", code: () => lock.unlockPoisoned(0, 1), memory: { 0: 8 }, operations: ["exchange(word, 2)"] },
    {
      title: "a lock that is held is not tried twice",
      code: () => lock.tryLock(0, 8),
      memory: { 0: 16 },
      operations: ["compareExchange(word, 0, 8)"],
      gives: false,
    },
    {
      title: "who has not slept does not say that others do",
      code: () => lock.lockSlow(0, 8, Infinity),
      operations: ["load(word)", "compareExchange(word, 0, 8)"],
      gives: true,
    },
    {
      title: "who has a moment left sleeps for it",
      code: () => lock.lockSlow(0, 8, 1),
      memory: { 0: 17 },
      operations: ["load(word)", "wait(word, 17, 1 ms)", "load(word)"],
      gives: false,
    },
    {
      title: "who has none left does not sleep",
      code: () => lock.lockSlow(0, 8, 0),
      memory: { 0: 17 },
      operations: ["load(word)"],
      gives: false,
    },
    {
      title: "the lock of a dead holder is free and poisoned",
      code: () => lock.recoverLock(0, 2, 1),
      memory: { 0: 17 },
      operations: ["load(word)", "compareExchange(word, 17, 2)", "notify(word, 1)", "load(2)"],
    },
    {
      title: "not poisoned, if it had not begun",
      code: () => lock.recoverLock(0, 2, 1),
      memory: { 0: 16 | lock.DRAINING },
      operations: ["load(word)", "compareExchange(word, 20, 0)", "notify(word, 1)", "load(2)"],
    },
    {
      title: "but as poisoned as it was",
      code: () => lock.recoverLock(0, 2, 1),
      memory: { 0: 16 | lock.DRAINING | lock.POISONED },
      operations: ["load(word)", "compareExchange(word, 22, 2)", "notify(word, 1)", "load(2)"],
    },
    {
      title: "who sleeps says so first",
      code: () => lock.lockSlow(0, 8, 5),
      memory: { 0: 16 },
      operations: ["load(word)", "compareExchange(word, 16, 17)", "wait(word, 17, 5 ms)", "load(word)"],
    },
    {
      title: "tasks that wait are all woken",
      code: () => lock.wakeSleepers(0, 1),
      memory: { 2: 1 },
      operations: ["notify(word, 1)", "load(2)", "add(1, 1)", "notify(1, all)"],
    },
    { title: "poison is one operation", code: () => lock.poison(0), operations: ["or(word, 2)"] },
    { title: "and clearing it", code: () => lock.clearPoison(0), operations: ["and(word, -3)"] },
  ],
};

function take(word: number, self: number, timeoutMs = Infinity): boolean {
  const held = lock.heldBy(self);
  return lock.tryLock(word, held) || lock.lockSlow(word, held, timeoutMs);
}

function mustBeClean({ atEnd }: Plan, word: number): void {
  atEnd((seen) => (seen.word(word) === 0 ? undefined : `the word holds ${seen.word(word)}`));
}

type LetGo = (word: number, self: number) => void;

const lettingGo: Readonly<Record<"word" | "guard", LetGo>> = {
  word: (word) => lock.unlock(word, 1),
  guard: (word, self) => lock.unlockHeld(word, lock.heldBy(self), 1),
};

function counting(count: number, rounds: number, by: keyof typeof lettingGo = "word"): Describe {
  return (plan) => {
    const word = plan.words("lock", 3);
    const counted = plan.cell("count");
    threads(plan, count, (self) => {
      for (let round = 0; round < rounds; round++) {
        take(word, self);
        checkpoint("locked");
        counted.write(counted.read() + 1);
        lettingGo[by](word, self);
        checkpoint("unlocked");
      }
    });
    mustBeClean(plan, word);
    plan.atEnd((seen) => (seen.word(counted.address) === count * rounds ? undefined : "an increment was lost"));
  };
}

function givingUp(plan: Plan): void {
  const word = plan.words("lock", 3);
  const counted = plan.cell("count");
  const entered = plan.ghost("entered");
  threads(plan, 3, (self) => {
    const got = take(word, self, self === 1 ? Infinity : 10);
    checkpoint("back", got);
    if (!got) return;
    entered.add(1);
    counted.write(counted.read() + 1);
    lock.unlock(word, 1);
  });
  plan.atEnd((seen) => (seen.word(counted.address) === seen.ghost(entered) ? undefined : "an increment was lost"));
  plan.atEnd((seen) => (lock.ownerIn(seen.word(word)) === 0 ? undefined : "it is still held"));
  mustBeClean(plan, word);
}

function trying(plan: Plan): void {
  const word = plan.words("lock", 3);
  const counted = plan.cell("count");
  const entered = plan.ghost("entered");
  threads(plan, 3, (self) => {
    if (!lock.tryLock(word, lock.heldBy(self))) return;
    entered.add(1);
    counted.write(counted.read() + 1);
    lock.unlock(word, 1);
  });
  mustBeClean(plan, word);
  plan.atEnd((seen) => (seen.ghost(entered) > 0 ? undefined : "nobody got in"));
  plan.atEnd((seen) => (seen.word(counted.address) === seen.ghost(entered) ? undefined : "an increment was lost"));
}

/** What is protected is written in two halves. Whoever sees them differ must have been told. */
function halves(plan: Plan, word: number): () => void {
  const first = plan.cell("first half");
  const second = plan.cell("second half");
  return () => {
    const next = first.read() + 1;
    if (second.read() + 1 !== next && !lock.isPoisoned(word)) throw new Error("half an update, and nobody said so");
    first.write(next);
    second.write(next);
  };
}

/** A supervisor; poisoned at the end if and only if somebody died with the lock. */
function recovering(plan: Plan, word: number): void {
  const diedHolding = plan.ghost("died holding");
  plan.atDeath((seen, dead) => (lock.ownerIn(seen.word(word)) === dead ? diedHolding.set(1) : undefined));
  plan.supervisor((dead) => lock.recoverLock(word, dead, 1));
  plan.atEnd((seen) => {
    const poisoned = (seen.word(word) & lock.POISONED) !== 0;
    if (poisoned !== (seen.ghost(diedHolding) === 1)) return poisoned ? "poisoned for nothing" : "a death with the lock was not told";
    return (seen.word(word) & ~lock.POISONED) === 0 ? undefined : `the word holds ${seen.word(word)}`;
  });
}

function dying(count: number, rounds: number, by: keyof typeof lettingGo = "word"): Describe {
  return (plan) => {
    const word = plan.words("lock", 3);
    const update = halves(plan, word);
    threads(plan, count, (self) => {
      for (let round = 0; round < rounds; round++) {
        take(word, self);
        checkpoint("locked");
        update();
        lettingGo[by](word, self);
        checkpoint("unlocked");
      }
    });
    recovering(plan, word);
  };
}

/** Who has not begun leaves the poison as it is, also if it changes in that moment. */
function dyingWhileClearing(plan: Plan): void {
  const word = plan.words("lock", 3);
  store(word, lock.POISONED);
  plan.thread("writer", () => {
    if (!lock.tryLock(word, lock.heldBy(1) | lock.DRAINING)) throw new Error("somebody else has it");
    lock.unlock(word, 1);
  });
  plan.thread("other", () => lock.clearPoison(word));
  plan.supervisor((dead) => lock.recoverLock(word, dead, 1));
  plan.atEnd((seen) => (seen.died(2) || seen.word(word) === 0 ? undefined : `the word holds ${seen.word(word)}`));
}

/** Takes the lock as `lockAsync` does: it counts itself, looks, and sleeps until the turn changes. */
function takeAsTask(word: number, self: number, timeoutMs: number): boolean {
  add(word + lock.asyncWaiters, 1);
  for (;;) {
    const turn = load(word + lock.asyncTurns);
    const got = lock.tryLock(word, lock.heldBy(self)) || lock.lockOrAnnounce(word, lock.heldBy(self), lock.WAITING) === 0;
    const result = got || waitAsync(word + lock.asyncTurns, turn, timeoutMs);
    if (got || result === "timed-out") {
      sub(word + lock.asyncWaiters, 1);
      return got;
    }
  }
}

function waitingAsTask(plan: Plan): void {
  const word = plan.words("lock", 3);
  const counted = plan.cell("count");
  const entered = plan.ghost("entered");
  threads(plan, 3, (self) => {
    const got = self === 1 ? takeAsTask(word, self, 10) : take(word, self);
    checkpoint("back", got);
    if (!got) return;
    entered.add(1);
    counted.write(counted.read() + 1);
    lock.unlock(word, 1);
  });
  mustBeClean(plan, word);
  plan.atEnd((seen) => (seen.word(counted.address) === seen.ghost(entered) ? undefined : "an increment was lost"));
}

function dyingBesideTask(plan: Plan): void {
  const word = plan.words("lock", 3);
  const update = halves(plan, word);
  threads(plan, 3, (self) => {
    if (self === 1) takeAsTask(word, self, Infinity);
    else take(word, self);
    checkpoint("locked");
    update();
    lock.unlock(word, 1);
  });
  recovering(plan, word);
}

function dyingWhileGivingUp(plan: Plan): void {
  const word = plan.words("lock", 3);
  const update = halves(plan, word);
  threads(plan, 3, (self) => {
    const got = take(word, self, self === 1 ? 10 : Infinity);
    checkpoint("back", got);
    if (!got) return;
    update();
    lock.unlock(word, 1);
  });
  recovering(plan, word);
}

function failing(plan: Plan): void {
  const word = plan.words("lock", 3);
  const failed = plan.cell("failed");
  threads(plan, 3, (self) => {
    take(word, self);
    checkpoint("locked");
    if ((failed.read() === 1) !== lock.isPoisoned(word)) throw new Error("the poison is not what happened");
    if (self !== 2) return lock.unlock(word, 1);
    failed.write(1);
    lock.unlockPoisoned(word, 1);
  });
  plan.atEnd((seen) => (seen.word(word) === lock.POISONED ? undefined : `the word holds ${seen.word(word)}`));
}

/** One poisons, one clears what it finds, one looks. */
function clearing(plan: Plan): void {
  const word = plan.words("lock", 3);
  const failed = plan.cell("failed");
  threads(plan, 3, (self) => {
    take(word, self);
    checkpoint("locked");
    const poisoned = lock.isPoisoned(word);
    if ((failed.read() === 1) !== poisoned) throw new Error("the poison is not what happened");
    if (self === 1) {
      failed.write(1);
      return lock.unlockPoisoned(word, 1);
    }
    if (self === 2 && poisoned) {
      lock.clearPoison(word);
      failed.write(0);
    }
    lock.unlock(word, 1);
  });
  plan.atEnd((seen) =>
    seen.word(word) === (seen.word(failed.address) === 1 ? lock.POISONED : 0) ? undefined : "the poison is not what happened",
  );
}
