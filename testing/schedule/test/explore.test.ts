/** What the explorer itself promises: short traces, all states, and no trust in what it takes for the same. */

import { describe, expect, test } from "vitest";
import type { SharedAtomics } from "../../../packages/runtime/src/internal/atomics.ts";
import * as atomics from "../src/atomics.ts";
import { add, compareExchange, exchange, load, notify, now, store, wait } from "../src/atomics.ts";
import { operationsOf } from "../src/directly.ts";
import { explore } from "../src/explore.ts";
import { checkpoint } from "../src/plain.ts";
import { mustHold, printExploration } from "../src/print.ts";
import type { Plan } from "../src/program.ts";

test("it has every function that the runtime's atomics have", () => {
  const same: SharedAtomics = atomics;
  expect(Object.keys(same).toSorted()).toEqual(Object.keys(atomics).toSorted());
});

test("a trace tells thread, operation, the word before and after, who slept and who was woken", () => {
  const found = explore((plan) => {
    const bell = plan.word("bell");
    plan.thread("sleeper", () => {
      wait(bell, 0);
      throw new Error("awake");
    });
    plan.thread("ringer", () => {
      add(bell, 2);
      notify(bell);
    });
  });
  expect(printExploration(found)).toBe(
    ["`sleeper` threw: awake, after 2 steps", "", "1  ringer   add(bell, 2)   0 -> 2", "2  sleeper  wait(bell, 0)  2"].join("\n"),
  );
});

test("two independent threads of two operations pass through nine states, or through four in whole steps", () => {
  const program = (plan: Plan): void => {
    for (const name of ["a", "b"]) {
      const word = plan.word(name);
      plan.thread(name, () => {
        store(word, 1);
        store(word, 2);
      });
    }
  };
  expect(explore(program, { steps: "single" })).toEqual({ kind: "held", states: 9 });
  expect(explore(program)).toEqual({ kind: "held", states: 4 });
});

test("`mustHold` throws the report", () => {
  const found = explore((plan) => plan.thread("lonely", () => void wait(plan.word("bell"), 0)));
  expect(() => mustHold(found)).toThrow("Deadlock: `lonely` waits for `bell` and nobody is left to wake it, after 1 step\n");
});

test("it says when there are more states than it may visit", () => {
  const found = explore(
    (plan) => {
      const word = plan.word("count");
      for (const name of ["a", "b", "c"]) plan.thread(name, () => [1, 2, 3, 4].forEach((value) => add(word, value)));
    },
    { mostStates: 20 },
  );
  expect(found.kind).toBe("unfinished");
});

describe("waits", () => {
  test("with a time-out end even without a budget when nobody else can do anything", () => {
    const found = explore((plan) => {
      const bell = plan.word("bell");
      plan.thread("patient", () => {
        const end = now() + 10;
        expect(wait(bell, 0, end - now())).toBe("timed-out");
        expect(now()).toBe(end);
      });
    });
    expect(found.kind).toBe("held");
  });

  test("are ended by a notification of their own word, the longest first", () => {
    const found = explore((plan) => {
      const bell = plan.word("bell");
      const other = plan.word("other");
      const asleep = plan.word("asleep");
      for (const name of ["first", "second"]) {
        plan.thread(name, () => {
          add(asleep, 1);
          wait(bell, 0, 5);
        });
      }
      plan.thread("ringer", () => {
        if (load(asleep) === 2 && notify(other) === 0 && notify(bell, 1) === 1) throw new Error("rung");
      });
    });
    const notes = found.kind === "broken" ? found.steps.flatMap((step) => step.notes.map((note) => `${step.thread} ${note}`)) : [];
    expect(printExploration(found)).toContain("`ringer` threw: rung");
    expect(notes).toEqual(["first falls asleep", "ringer wakes first"]);
  });

  test("that a spurious wake ends are not ended by it in a deadlock", () => {
    const found = explore((plan) => plan.thread("sleeper", () => void wait(plan.word("bell"), 0)), { spurious: 1 });
    expect(printExploration(found)).toContain("Deadlock: ");
  });
});

describe("merging", () => {
  test("is given up where a thread remembers how often it was woken", () => {
    const found = explore((plan) => {
      const bell = plan.word("bell");
      plan.thread("sleeper", () => {
        for (let wakes = 0; wakes < 2; wakes++) wait(bell, 0, 5);
        if (load(bell) === 0) throw new Error("tired");
      });
    });
    expect(printExploration(found)).toContain("`sleeper` threw: tired");
  });

  test("at a checkpoint that forgets what matters is an error of the program", () => {
    const program = (): unknown =>
      explore((plan) => {
        const word = plan.word("word");
        for (const name of ["a", "b"]) {
          plan.thread(name, () => {
            const before = exchange(word, 1);
            checkpoint("same");
            load(word);
            store(word, before + 1);
          });
        }
      });
    expect(program).toThrow("A thread remembers more than was thought");
  });

  test("keeps what a checkpoint names", () => {
    const found = explore((plan) => {
      const word = plan.word("word");
      for (const name of ["a", "b"]) {
        plan.thread(name, () => {
          const before = exchange(word, 1);
          checkpoint("each", before);
          load(word);
          store(word, before + 1);
        });
      }
    });
    expect(found.kind).toBe("held");
  });
});

describe("death", () => {
  test("comes at every operation, asleep or awake, and the supervisor is told where it waited", () => {
    const waitedOn: (number | undefined)[] = [];
    let bell = 0;
    const found = explore(
      (plan) => {
        bell = plan.word("bell");
        plan.thread("sleeper", () => void (load(bell), wait(bell, 0, 5), load(bell)));
        plan.supervisor((dead, waited) => {
          waitedOn.push(waited);
          store(bell, dead);
        });
        plan.atEnd(({ word, died }) => (died(1) === (word(bell) === 1) ? undefined : "untold death"));
      },
      { kills: 1 },
    );
    expect(found.kind).toBe("held");
    expect([...new Set(waitedOn)]).toEqual([undefined, bell]);
  });

  test("is seen by the program in its moment", () => {
    const found = explore(
      (plan) => {
        const word = plan.word("word");
        const last = plan.ghost("last");
        plan.thread("mortal", () => store(word, 7));
        plan.atDeath(({ word: value }) => last.set(value(word)));
        plan.atEnd(({ ghost, died }) => (died(1) && ghost(last) !== 0 ? "it had written already" : undefined));
      },
      { kills: 1 },
    );
    expect(found.kind).toBe("held");
  });
});

test("what code does alone is listed, operation by operation", () => {
  const lock = 64;
  const names = new Map([[lock, "lock"]]);
  const lines = operationsOf(() => {
    if (compareExchange(lock, 0, 1) === 0 && exchange(lock, 0) === 2) notify(lock, 1);
  }, names);
  expect(lines).toEqual(["compareExchange(lock, 0, 1)", "exchange(lock, 0)"]);
});
