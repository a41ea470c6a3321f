/** Counts, stacks and messages without locks, and what gets lost in them. */

import { add, compareExchange, load, store, sub } from "../../src/atomics.ts";
import type { Describe, Plan } from "../../src/program.ts";
import { threads, type Textbook } from "./textbook.ts";

export const lockFree: readonly Textbook[] = [
  { title: "a counter that adds in one step", program: counter("add") },
  { title: "a counter that tries until nobody came between", program: counter("try") },
  { title: "a counter that reads and then writes", program: counter("read, write"), broken: "Wrong at the end: counted 2 instead of 3" },
  { title: "a message behind a flag", program: message("atomic") },
  {
    title: "a message behind an ordinary flag",
    program: message("plain"),
    broken: "Race: `writer` and `reader` are about to touch `flag`",
  },
  {
    title: "a message that is written after its flag",
    program: message("late"),
    broken: "Race: `writer` and `reader` are about to touch `text`",
  },
  { title: "a count of owners that goes down in one step", program: owners("sub") },
  { title: "a count of owners that is read, and read again", program: owners("twice"), broken: "Wrong always: dropped 2 times" },
  { title: "a stack whose head carries a version", program: stack("version") },
  { title: "a stack whose head comes back as if nothing had happened", program: stack("bare"), broken: "Wrong always: item " },
  { title: "somebody who looks into what a friend has dropped", program: useAfterDrop, broken: "Race: " },
];

function counter(kind: "add" | "try" | "read, write"): Describe {
  return (plan) => {
    const count = plan.word("count");
    threads(plan, 3, () => {
      if (kind === "add") return void add(count, 1);
      let before = load(count);
      if (kind === "read, write") return store(count, before + 1);
      for (let found = compareExchange(count, before, before + 1); found !== before; found = compareExchange(count, before, before + 1))
        before = found;
    });
    plan.atEnd(({ word }) => (word(count) === 3 ? undefined : `counted ${word(count)} instead of 3`));
  };
}

function message(kind: "atomic" | "plain" | "late"): Describe {
  return (plan) => {
    const text = plan.cell("text");
    const flag = plan.cell("flag");
    plan.thread("writer", () => {
      if (kind !== "late") text.write(7);
      if (kind === "plain") flag.write(1);
      else store(flag.address, 1);
      if (kind === "late") text.write(7);
    });
    plan.thread("reader", () => {
      const there = kind === "plain" ? flag.read() : load(flag.address);
      if (there === 1 && text.read() !== 7) throw new Error("an empty message");
    });
  };
}

function owners(kind: "sub" | "twice"): Describe {
  return (plan) => {
    const count = plan.word("count", 2);
    const dropped = plan.ghost("dropped");
    threads(plan, 2, () => {
      const before = sub(count, 1);
      const last = kind === "sub" ? before === 1 : load(count) === 0;
      if (last) dropped.add(1);
    });
    plan.always(({ ghost }) => (ghost(dropped) > 1 ? `dropped ${ghost(dropped)} times` : undefined));
    plan.atEnd(({ ghost }) => (ghost(dropped) === 1 ? undefined : "never dropped"));
  };
}

/** Items 1 and 2 lie on it. One thread takes two items; the other takes both and puts the first back. */
function stack(kind: "version" | "bare"): Describe {
  return (plan) => {
    const versionOf = (head: number): number => (kind === "version" ? (head & ~0xff) + 0x100 : 0);
    const head = plan.word("head", 1);
    const next = plan.words("next", 3);
    store(next + 1, 2);
    const taken = [plan.ghost("none"), plan.ghost("item 1"), plan.ghost("item 2")];
    const pop = (): number => {
      for (let top = load(head); ; top = load(head)) {
        const item = top & 0xff;
        if (item === 0) return 0;
        const below = load(next + item);
        if (compareExchange(head, top, versionOf(top) | below) !== top) continue;
        taken[item]!.add(1);
        return item;
      }
    };
    const push = (item: number): void => {
      for (let top = load(head); ; top = load(head)) {
        store(next + item, top & 0xff);
        if (compareExchange(head, top, versionOf(top) | item) === top) return;
      }
    };
    plan.thread("one", () => {
      pop();
      pop();
    });
    plan.thread("two", () => {
      const first = pop();
      if (pop() === 0 || first === 0) return;
      taken[first]!.add(-1);
      push(first);
    });
    for (const item of [1, 2]) plan.always(({ ghost }) => (ghost(taken[item]!) > 1 ? `item ${item} is taken twice` : undefined));
  };
}

function useAfterDrop(plan: Plan): void {
  const count = plan.word("count", 2);
  const value = plan.cell("value");
  threads(plan, 2, (index) => {
    if (sub(count, 1) === 1) value.write(-1);
    else if (index === 0) value.read();
  });
}
