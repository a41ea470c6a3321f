/** Semaphores, barriers and condition variables, and the wake-ups that they lose. */

import { add, compareExchange, exchange, load, notify, store, wait } from "../../src/atomics.ts";
import type { Describe, Plan } from "../../src/program.ts";
import { threads, type Textbook } from "./textbook.ts";

export const waiting: readonly Textbook[] = [
  { title: "a semaphore that wakes somebody with every permit", program: semaphore("always"), limits: { spurious: 1 } },
  { title: "a semaphore that wakes only with the first permit", program: semaphore("only from 0"), broken: "Deadlock: " },
  {
    title: "a flag that is looked at and then slept on, whatever it is by then",
    program: sleepUnchecked,
    broken: "Deadlock: `sleeper` waits for `bell`",
  },
  { title: "a condition variable that counts its notifications", program: condvar("sequence") },
  {
    title: "a condition variable that sleeps without having looked before it unlocks",
    program: condvar("no sequence"),
    broken: "Deadlock: ",
  },
  { title: "a barrier that tells its generations apart", program: barrier("generation") },
  { title: "a barrier whose count is what they wait for", program: barrier("count"), broken: "Deadlock: " },
  { title: "a sleeper who looks again when its time is over", program: timed("look again"), limits: { timeouts: 1 } },
  {
    title: "a sleeper who takes its time-out for a wake-up",
    program: timed("believe"),
    limits: { timeouts: 1 },
    broken: "Race: `sleeper` and `teller` are about to touch `text`",
  },
];

function semaphore(wakes: "always" | "only from 0"): Describe {
  return (plan) => {
    const permits = plan.word("permits");
    const acquire = (): void => {
      for (let free = load(permits); ; free = load(permits)) {
        if (free === 0) wait(permits, 0);
        else if (compareExchange(permits, free, free - 1) === free) return;
      }
    };
    plan.thread("first", acquire);
    plan.thread("second", acquire);
    plan.thread("giver", () => {
      for (let given = 0; given < 2; given++) {
        const before = add(permits, 1);
        if (wakes === "always" || before === 0) notify(permits, 1);
      }
    });
  };
}

/** The bell is another word than the flag, so that nothing tells the sleeper that it rang in between. */
function sleepUnchecked(plan: Plan): void {
  const flag = plan.word("flag");
  const bell = plan.word("bell");
  plan.thread("sleeper", () => {
    while (load(flag) === 0) wait(bell, 0);
  });
  plan.thread("ringer", () => {
    store(flag, 1);
    notify(bell, 1);
  });
}

function condvar(kind: "sequence" | "no sequence"): Describe {
  return (plan) => {
    const lock = plan.word("lock");
    const sequence = plan.word("sequence");
    const ready = plan.cell("ready");
    const enter = (): void => {
      while (exchange(lock, 1) !== 0) wait(lock, 1);
    };
    const leave = (): void => {
      store(lock, 0);
      notify(lock, 1);
    };
    threads(plan, 2, () => {
      enter();
      while (ready.read() === 0) {
        const seen = kind === "sequence" ? load(sequence) : 0;
        leave();
        wait(sequence, seen);
        enter();
      }
      leave();
    });
    plan.thread("teller", () => {
      enter();
      ready.write(1);
      leave();
      if (kind === "sequence") add(sequence, 1);
      notify(sequence);
    });
  };
}

function barrier(kind: "generation" | "count"): Describe {
  return (plan) => {
    const size = 2;
    const arrived = plan.word("arrived");
    const generation = plan.word("generation");
    const meet = (): void => {
      const own = load(generation);
      const before = add(arrived, 1);
      if (before === size - 1) {
        store(arrived, 0);
        add(generation, 1);
        notify(kind === "generation" ? generation : arrived);
      } else if (kind === "generation") {
        while (load(generation) === own) wait(generation, own);
      } else {
        for (let count = before + 1; count !== 0; count = load(arrived)) wait(arrived, count);
      }
    };
    const passed = plan.ghost("passed");
    threads(plan, size, () => {
      for (let round = 0; round < 2; round++) {
        meet();
        passed.add(1);
      }
    });
    plan.atEnd(({ ghost }) => (ghost(passed) === 2 * size ? undefined : "somebody did not pass"));
  };
}

function timed(then: "look again" | "believe"): Describe {
  return (plan) => {
    const news = plan.word("news");
    const text = plan.cell("text");
    plan.thread("sleeper", () => {
      if (then === "believe") wait(news, 0, 10);
      else while (load(news) === 0) wait(news, 0, 10);
      if (text.read() === 0) throw new Error("there is no news");
    });
    plan.thread("teller", () => {
      text.write(1);
      store(news, 1);
      notify(news, 1);
    });
  };
}
