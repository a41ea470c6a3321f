/** Locks from textbooks, and how they are got wrong. */

import { compareExchange, exchange, load, notify, spinHint, store, wait } from "../../src/atomics.ts";
import { checkpoint } from "../../src/plain.ts";
import type { Describe } from "../../src/program.ts";
import { counting, threads, type Textbook } from "./textbook.ts";

export const locks: readonly Textbook[] = [
  { title: "the mutex of three states, 3 threads and 2 rounds", program: futexMutex(2, 3, 2) },
  { title: "the mutex of three states, 4 threads", program: futexMutex(2, 4, 1) },
  {
    title: "the mutex of three states under spurious wakes",
    program: futexMutex(2, 3, 1),
    limits: { spurious: 2 },
  },
  { title: "the mutex that takes the lock as if nobody else waited, with 2 threads: right", program: futexMutex(1, 2, 2) },
  {
    title: "the mutex that takes the lock as if nobody else waited, with 3 threads",
    program: futexMutex(1, 3, 1),
    broken: "Deadlock: ",
  },
  { title: "a lock that looks and then writes", program: lookThenWrite, broken: "Race: `a` and `b` are about to touch `count`" },
  {
    title: "a lock that nobody is woken from",
    program: withoutNotify,
    broken: "Deadlock: `b` waits for `lock` and nobody is left to wake it",
  },
  { title: "a lock whose sleeper takes it for granted after a wake", program: ifInsteadOfWhile, broken: "Race: " },
  { title: "a lock that is given back before the work is done", program: earlyUnlock, broken: "Race: " },
  { title: "two locks in one order", program: twoLocks([0, 1], [0, 1]) },
  {
    title: "two locks in opposite orders",
    program: twoLocks([0, 1], [1, 0]),
    broken: "Deadlock: `a` waits for `second`, `b` waits for `first`",
  },
  { title: "Peterson's lock", program: peterson("flag first"), limits: spinning() },
  {
    title: "Peterson's lock, whose turn is given away before the flag is up",
    program: peterson("turn first"),
    limits: spinning(),
    broken: "Race: ",
  },
  {
    title: "Peterson's lock with ordinary flags",
    program: petersonPlain,
    limits: spinning(),
    broken: "Race: `a` and `b` are about to touch `flag[",
  },
  { title: "a flag for which somebody spins, and which nobody raises", program: spinForever, limits: spinning(), broken: "Livelock: " },
];

function spinning(): { readonly merging: "after waits and spins" } {
  return { merging: "after waits and spins" };
}

/** 0 is free, 1 is held, 2 is held and somebody may wait. After a sleep it must be taken with 2: others may sleep too. */
function futexMutex(retaken: number, count: number, rounds: number): Describe {
  return (plan) => {
    const lock = plan.word("lock");
    const enter = (): void => {
      if (compareExchange(lock, 0, 1) !== 0) {
        for (let before = exchange(lock, 2); before !== 0; before = exchange(lock, retaken)) wait(lock, 2);
      }
      checkpoint("inside");
    };
    const leave = (): void => {
      if (exchange(lock, 0) === 2) notify(lock, 1);
      checkpoint("outside");
    };
    counting(plan, { threads: count, rounds }, enter, leave);
    plan.atEnd(({ word }) => (word(lock) === 0 ? undefined : "the lock is not clean"));
  };
}

function lookThenWrite(plan: Parameters<Describe>[0]): void {
  const lock = plan.word("lock");
  const enter = (): void => {
    while (load(lock) !== 0) wait(lock, 1);
    store(lock, 1);
  };
  const leave = (): void => {
    store(lock, 0);
    notify(lock, 1);
  };
  counting(plan, { threads: 2, rounds: 1 }, enter, leave);
}

function withoutNotify(plan: Parameters<Describe>[0]): void {
  const lock = plan.word("lock");
  const enter = (): void => {
    while (exchange(lock, 1) !== 0) wait(lock, 1);
  };
  counting(plan, { threads: 2, rounds: 1 }, enter, () => store(lock, 0));
}

function ifInsteadOfWhile(plan: Parameters<Describe>[0]): void {
  const lock = plan.word("lock");
  const enter = (): void => {
    if (exchange(lock, 1) !== 0) wait(lock, 1);
  };
  const leave = (): void => {
    store(lock, 0);
    notify(lock, 1);
  };
  counting(plan, { threads: 3, rounds: 1 }, enter, leave);
}

function earlyUnlock(plan: Parameters<Describe>[0]): void {
  const lock = plan.word("lock");
  const count = plan.cell("count");
  threads(plan, 2, () => {
    while (exchange(lock, 1) !== 0) wait(lock, 1);
    const before = count.read();
    store(lock, 0);
    notify(lock, 1);
    count.write(before + 1);
  });
}

function twoLocks(one: readonly number[], other: readonly number[]): Describe {
  return (plan) => {
    const locks = [plan.word("first"), plan.word("second")];
    threads(plan, 2, (index) => {
      const order = (index === 0 ? one : other).map((lock) => locks[lock]!);
      for (const lock of order) while (exchange(lock, 1) !== 0) wait(lock, 1);
      for (const lock of order.toReversed()) {
        store(lock, 0);
        notify(lock, 1);
      }
    });
  };
}

/** Two threads, two flags, and whose turn it is to wait. */
function peterson(order: "flag first" | "turn first"): Describe {
  return (plan) => {
    const flags = plan.words("flag", 2);
    const turn = plan.word("turn");
    const enter = (index: number): void => {
      if (order === "flag first") store(flags + index, 1);
      store(turn, 1 - index);
      if (order === "turn first") store(flags + index, 1);
      while (load(flags + 1 - index) === 1 && load(turn) === 1 - index) spinHint();
      checkpoint("inside");
    };
    counting(plan, { threads: 2, rounds: 2 }, enter, (index) => store(flags + index, 0));
  };
}

function petersonPlain(plan: Parameters<Describe>[0]): void {
  const flags = [plan.cell("flag[0]"), plan.cell("flag[1]")] as const;
  const turn = plan.word("turn");
  const enter = (index: number): void => {
    flags[index]!.write(1);
    store(turn, 1 - index);
    while (flags[1 - index]!.read() === 1 && load(turn) === 1 - index) spinHint();
  };
  counting(plan, { threads: 2, rounds: 1 }, enter, (index) => flags[index]!.write(0));
}

function spinForever(plan: Parameters<Describe>[0]): void {
  const done = plan.word("done");
  threads(plan, 2, () => {
    while (load(done) === 0) spinHint();
  });
}
