/** Joining operations to steps loses nothing: what is found with it is what is found without, for mistakes that are known and for programs of chance. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, compareExchange, exchange, load, notify, store, wait } from "../src/atomics.ts";
import { explore, type Limits } from "../src/explore.ts";
import type { Steps } from "../src/joined.ts";
import { read, write } from "../src/plain.ts";
import type { Plan } from "../src/program.ts";
import { death } from "./textbook/death.ts";
import { lockFree } from "./textbook/lock-free.ts";
import { locks } from "./textbook/locks.ts";
import { waiting } from "./textbook/waiting.ts";

describe.for(Object.entries({ locks, waiting, lockFree, death }))("%s", ([, textbooks]) => {
  test.for(textbooks.map((textbook) => [textbook.title, textbook] as const))("%s", ([, { program, limits }]) => {
    const joined = explore(program, { ...limits, steps: "joined" });
    const single = explore(program, { ...limits, steps: "single" });
    expect(joined.kind).toBe(single.kind);
    if (joined.kind === "held") expect(joined.states).toBeLessThanOrEqual(single.states);
  });
});

test("programs of chance end in the same ways", () => {
  const endsAlike = fc.property(programs, limits, (program, limit) => {
    expect(outcomes(program, limit, "joined")).toEqual(outcomes(program, limit, "single"));
  });
  fc.assert(endsAlike, { numRuns: 300 });
});

test("what a lock protects belongs to the step that takes it", () => {
  const size = (protectedLooks: number): number => {
    const found = explore((plan) => {
      const lock = plan.word("lock");
      const count = plan.word("count");
      for (const name of ["a", "b"]) {
        plan.thread(name, () => {
          while (compareExchange(lock, 0, 1) !== 0) wait(lock, 1);
          for (let left = protectedLooks; left > 0; left--) add(count, 1);
          store(lock, 0);
          notify(lock, 1);
        });
      }
    });
    return found.states;
  };
  expect(size(8)).toBe(size(1));
});

interface Instruction {
  readonly does: "load" | "store" | "add" | "compareExchange" | "exchange" | "wait" | "notify" | "read" | "write";
  readonly word: number;
  readonly value: number;
  /** Done only if the last result was odd. */
  readonly onlyAfterOdd: boolean;
}

const instruction: fc.Arbitrary<Instruction> = fc.record({
  does: fc.constantFrom("load", "load", "store", "add", "compareExchange", "exchange", "wait", "notify", "read", "write"),
  word: fc.nat(2),
  value: fc.nat(2),
  onlyAfterOdd: fc.boolean(),
});

const programs = fc.array(fc.array(instruction, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 3 });

const limits: fc.Arbitrary<Limits> = fc.constantFrom({}, { kills: 1 }, { timeouts: 1 }, { spurious: 1 }, { kills: 1, timeouts: 1 });

/** What went wrong; or everything that can be in the words when all are done, what the threads saw included. */
function outcomes(program: readonly (readonly Instruction[])[], limit: Limits, steps: Steps): unknown {
  const ends = new Set<string>();
  const describeProgram = (plan: Plan): void => {
    const words = [plan.word("x"), plan.word("y"), plan.word("z")];
    const seen = program.map((_, index) => plan.word(`seen by ${index}`));
    program.forEach((instructions, index) => plan.thread(`${index}`, () => store(seen[index]!, resultsOf(instructions, words))));
    plan.supervisor((dead) => void add(words[0]!, dead));
    plan.atEnd(({ word, died }) => {
      ends.add([...words, ...seen].map(word).join() + program.map((_, index) => died(index + 1)).join());
      return undefined;
    });
  };
  const found = explore(describeProgram, { ...limit, steps });
  // A program may have several faults, and which of them comes first is not the same.
  return found.kind === "held" ? [...ends].toSorted() : found.kind;
}

function resultsOf(instructions: readonly Instruction[], words: readonly number[]): number {
  let results = 0;
  let last = 1;
  for (const each of instructions) {
    if (each.onlyAfterOdd && last % 2 === 0) continue;
    last = perform(each, words[each.word]!);
    results = results * 7 + last + 1;
  }
  return results;
}

function perform({ does, value }: Instruction, word: number): number {
  switch (does) {
    case "load":
      return load(word);
    case "store":
      store(word, value);
      return 0;
    case "add":
      return add(word, value);
    case "compareExchange":
      return compareExchange(word, 0, value);
    case "exchange":
      return exchange(word, value);
    case "wait":
      return ["ok", "not-equal", "timed-out"].indexOf(wait(word, 0, 5));
    case "notify":
      return notify(word, 1);
    case "read":
      return read(word);
    case "write":
      write(word, value);
      return 0;
  }
}
