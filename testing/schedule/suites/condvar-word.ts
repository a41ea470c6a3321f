/** The condition variable of `sync/condvar-word.ts`: what is notified after the lock was let go is heard. */

import { notify } from "../src/atomics.ts";
import { checkpoint } from "../src/plain.ts";
import type { Describe, Plan } from "../src/program.ts";
import { notifyTurn, waitForTurn } from "../../../packages/runtime/src/sync/condvar-word.ts";
import * as lock from "../../../packages/runtime/src/sync/lock-word.ts";
import { mustEnd, threads, type Suite } from "./proof.ts";

export const condvarWord: Suite = {
  files: ["sync/condvar-word.ts"],
  proofs: [
    { title: "one waits for another", program: telling(1, Infinity) },
    { title: "two wait, all are notified", program: telling(2, Infinity) },
    { title: "three wait, all are notified", program: telling(3, Infinity) },
    { title: "a queue of one place, with one notification each way", program: handing, limits: { spurious: 1 } },
    { title: "two take what one gives, one notification each", program: feeding },
    { title: "three wait, and are told one after the other", program: chain(3, 1) },
    { title: "two hand a turn to and fro", program: chain(2, 2) },
    { title: "two wait under spurious wakes", program: telling(2, Infinity), limits: { spurious: 1 } },
    { title: "a time-out tells so, and still has the lock", program: timingOut, limits: { timeouts: 1 } },
    { title: "a death at any operation", program: dying, limits: { kills: 1 } },
  ],
  contracts: [
    { title: "nobody is notified when nobody sleeps", code: () => notifyTurn(0, 1), operations: ["load(1)"] },
    {
      title: "a notification wakes as many as it says",
      code: () => notifyTurn(0, 1),
      memory: { 1: 2 },
      operations: ["load(1)", "add(word, 1)", "notify(word, 1)"],
    },
    {
      title: "waiting counts itself, looks, unlocks, sleeps",
      code: () => waitForTurn(0, 2, lock.heldBy(1), 10),
      memory: { 2: lock.heldBy(1) },
      operations: [
        "add(1, 1)",
        "load(word)",
        `and(2, ${lock.POISONED})`,
        "wait(word, 0, 10 ms)",
        "sub(1, 1)",
        `compareExchange(2, 0, ${lock.heldBy(1)})`,
      ],
      gives: false,
    },
    {
      title: "one of those that wait for the lock is woken",
      code: () => waitForTurn(0, 2, lock.heldBy(1), 10),
      memory: { 2: lock.heldBy(1) | lock.WAITING },
      operations: [
        "add(1, 1)",
        "load(word)",
        `and(2, ${lock.POISONED})`,
        "notify(2, 1)",
        "load(4)",
        "wait(word, 0, 10 ms)",
        "sub(1, 1)",
        `compareExchange(2, 0, ${lock.heldBy(1)})`,
      ],
    },
  ],
};

interface Words {
  readonly lock: number;
  readonly condvar: number;
}

function wordsOf(plan: Plan): Words {
  return { lock: plan.words("lock", 3), condvar: plan.words("condvar", 2) };
}

function take({ lock: word }: Words, self: number): void {
  if (!lock.tryLock(word, lock.heldBy(self))) lock.lockSlow(word, lock.heldBy(self), Infinity);
  checkpoint("locked");
}

function leave({ lock: word }: Words): void {
  lock.unlock(word, 1);
  checkpoint("unlocked");
}

/** The last thread tells the others that it is time. */
function telling(waiters: number, count: number): Describe {
  return (plan) => {
    const words = wordsOf(plan);
    const ready = plan.cell("ready");
    threads(plan, waiters + 1, (self) => {
      take(words, self);
      if (self > waiters) ready.write(1);
      else while (ready.read() === 0) again(words, self);
      leave(words);
      if (self > waiters) notifyTurn(words.condvar, count);
    });
    mustEnd(plan, (value) => value(words.lock) === 0 && value(words.condvar + 1) === 0, "the words are not clean");
  };
}

function again(words: Words, self: number): boolean {
  const notified = waitForTurn(words.condvar, words.lock, lock.heldBy(self), Infinity);
  checkpoint("again");
  return notified;
}

/** Two items go from one to the other through a place for one; both wait at the same condition variable, so all are notified. */
function handing(plan: Plan): void {
  const words = wordsOf(plan);
  const place = plan.cell("place");
  threads(plan, 2, (self) => {
    for (let item = 1; item <= 2; item++) {
      take(words, self);
      while ((place.read() === 0) === (self === 2)) again(words, self);
      place.write(self === 1 ? item : 0);
      leave(words);
      notifyTurn(words.condvar, 1);
    }
  });
  mustEnd(plan, (value) => value(place) === 0 && value(words.lock) === 0, "an item was left");
}

function feeding(plan: Plan): void {
  const words = wordsOf(plan);
  const items = plan.cell("items");
  threads(plan, 3, (self) => {
    for (let round = 0; round < (self === 3 ? 2 : 1); round++) {
      take(words, self);
      if (self === 3) {
        items.write(items.read() + 1);
      } else {
        while (items.read() === 0) again(words, self);
        items.write(items.read() - 1);
      }
      leave(words);
      if (self === 3) notifyTurn(words.condvar, 1);
    }
  });
  mustEnd(plan, (value) => value(items) === 0 && value(words.lock) === 0, "an item was left");
}

/** Each waits for its turn, and gives it to the next; whoever is notified for another's turn sleeps on, so all are. */
function chain(count: number, rounds: number): Describe {
  return (plan) => {
    const words = wordsOf(plan);
    const turn = plan.cell("turn");
    threads(plan, count, (self) => {
      for (let round = 0; round < rounds; round++) {
        const own = round * count + self - 1;
        take(words, self);
        while (turn.read() !== own) again(words, self);
        turn.write(own + 1);
        leave(words);
        notifyTurn(words.condvar, Infinity);
        checkpoint("told", round);
      }
    });
    mustEnd(plan, (value) => value(turn) === count * rounds && value(words.lock) === 0, "a turn was lost");
  };
}

function timingOut(plan: Plan): void {
  const words = wordsOf(plan);
  const ready = plan.cell("ready");
  threads(plan, 2, (self) => {
    take(words, self);
    if (self === 2) {
      ready.write(1);
      leave(words);
      return notifyTurn(words.condvar, 1);
    }
    const notified = ready.read() === 1 || waitForTurn(words.condvar, words.lock, lock.heldBy(self), 10);
    checkpoint("back", notified);
    if (notified && ready.read() === 0) throw new Error("notified of nothing");
    if (!notified) ready.read();
    leave(words);
  });
  mustEnd(plan, (value) => value(words.lock) === 0 && value(words.condvar + 1) === 0, "the words are not clean");
}

/** Both halves of the pair tell each other; whoever dies, the other one ends: its wait has a time-out. */
function dying(plan: Plan): void {
  const words = wordsOf(plan);
  const ready = plan.cell("ready");
  threads(plan, 3, (self) => {
    take(words, self);
    if (self === 3) {
      ready.write(1);
      leave(words);
      return notifyTurn(words.condvar, 1);
    }
    const heard = ready.read() === 1 || waitForTurn(words.condvar, words.lock, lock.heldBy(self), 10);
    checkpoint("back", heard);
    leave(words);
  });
  const diedHolding = plan.ghost("died holding");
  plan.atDeath(({ word }, dead) => (lock.ownerIn(word(words.lock)) === dead ? diedHolding.set(1) : undefined));
  plan.supervisor((dead) => {
    lock.recoverLock(words.lock, dead, 1);
    notify(words.condvar, Infinity);
  });
  plan.atEnd(({ word, ghost }) =>
    word(words.lock) === (ghost(diedHolding) === 1 ? lock.POISONED : 0) ? undefined : "the lock is not clean",
  );
}
