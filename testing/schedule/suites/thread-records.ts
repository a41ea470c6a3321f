/** The records of threads, by `internal/thread-records.ts`: every thread has one, and none has two. */

import { load, store } from "../src/atomics.ts";
import { checkpoint } from "../src/plain.ts";
import type { Describe, Plan, Seen } from "../src/program.ts";
import { control, heapStart, record, recordSize, threadLimit } from "../../../packages/runtime/src/internal/memory-map.ts";
import { cancelThread, recordOf, reserveThread, sleepersOn } from "../../../packages/runtime/src/internal/thread-records.ts";
import { threads, type Suite } from "./proof.ts";

/** Of the records in contracts, the newest first. */
const newer = 1024;
const older = 512;

const two = {
  [control.records]: newer * 4,
  [newer + record.id]: 5,
  [newer + record.slot]: 1,
  [newer + record.next]: older * 4,
  [newer + record.waitingOn]: 77,
};

const looksAtTwo = [`load(${control.records})`, `load(${newer})`, `load(${newer + record.next})`, `load(${older})`];

export const threadRecords: Suite = {
  files: ["internal/thread-records.ts"],
  proofs: [
    { title: "2 threads come, twice", program: coming(2, 2) },
    { title: "3 threads come", program: coming(3, 1) },
    { title: "two come while another goes", program: comingAndGoing },
    { title: "a death of who comes costs at most a record", program: comingAndDying, limits: { kills: 1 } },
  ],
  contracts: [
    {
      title: "the record of a thread is found from the newest on",
      code: () => recordOf(6),
      memory: { ...two, [older + record.id]: 6 },
      operations: looksAtTwo,
      gives: older,
    },
    {
      title: "or is none",
      code: () => recordOf(7),
      memory: { ...two, [older + record.id]: 6 },
      operations: [...looksAtTwo, `load(${older + record.next})`],
      gives: undefined,
    },
    {
      title: "a thread that does not start leaves its record to the next one",
      code: () => cancelThread(5),
      memory: two,
      operations: [`load(${control.records})`, `load(${newer})`, `store(${newer}, 0)`],
    },
    {
      title: "if it has one",
      code: () => cancelThread(6),
      memory: two,
      operations: [...looksAtTwo, `load(${older + record.next})`],
    },
    {
      title: "who sleeps on a word is found by it",
      code: () => sleepersOn(77).join(),
      memory: { ...two, [older + record.waitingOn]: 78, [older + record.id]: 6 },
      operations: [
        `load(${control.records})`,
        `load(${newer + record.waitingOn})`,
        `load(${newer})`,
        `load(${newer})`,
        `load(${newer + record.next})`,
        `load(${older + record.waitingOn})`,
        `load(${older + record.next})`,
      ],
      gives: "5",
    },
    {
      title: "unless its thread has ended",
      code: () => sleepersOn(78).join(),
      memory: { ...two, [older + record.waitingOn]: 78 },
      operations: [
        `load(${control.records})`,
        `load(${newer + record.waitingOn})`,
        `load(${newer + record.next})`,
        `load(${older + record.waitingOn})`,
        `load(${older})`,
        `load(${older + record.next})`,
      ],
      gives: "",
    },
    {
      title: "a thread that comes takes a record that is free",
      code: reserveThread,
      memory: { ...two, [control.threads]: 8 },
      operations: [`add(${control.threads}, 1)`, ...looksAtTwo, `compareExchange(${older}, 0, 9)`],
      gives: 9,
    },
    {
      title: "or makes one, with the next number",
      code: reserveThread,
      memory: { ...two, [control.threads]: 8, [older + record.id]: 6 },
      operations: [
        `add(${control.threads}, 1)`,
        ...looksAtTwo,
        `load(${older + record.next})`,
        `load(${control.frontier})`,
        `compareExchange(${control.frontier}, 0, ${heapStart + recordSize})`,
        `store(${heapStart / 4}, 9)`,
        `load(${control.records})`,
        `load(${newer + record.slot})`,
        `store(${heapStart / 4 + record.slot}, 2)`,
        `store(${heapStart / 4 + record.next}, ${newer * 4})`,
        `compareExchange(${control.records}, ${newer * 4}, ${heapStart})`,
      ],
      gives: 9,
    },
    {
      title: "the very first one makes a record with the number 0",
      code: reserveThread,
      operations: [
        `add(${control.threads}, 1)`,
        `load(${control.records})`,
        `load(${control.frontier})`,
        `compareExchange(${control.frontier}, 0, ${heapStart + recordSize})`,
        `store(${heapStart / 4}, 1)`,
        `load(${control.records})`,
        `store(${heapStart / 4 + record.slot}, 0)`,
        `store(${heapStart / 4 + record.next}, 0)`,
        `compareExchange(${control.records}, 0, ${heapStart})`,
      ],
      gives: 1,
    },
    {
      title: "there are no more than there are bits for them",
      code: comingTooMany,
      memory: tooMany(),
      operations: tooManyLooks(),
      gives: "refused",
    },
  ],
};

/** Numbers end before the limit. */
function tooMany(): Readonly<Record<number, number>> {
  return { ...two, [newer + record.slot]: threadLimit - 1, [newer + record.next]: 0 };
}

function tooManyLooks(): readonly string[] {
  return [
    `add(${control.threads}, 1)`,
    `load(${control.records})`,
    `load(${newer})`,
    `load(${newer + record.next})`,
    `load(${control.frontier})`,
    `compareExchange(${control.frontier}, 0, ${heapStart + recordSize})`,
    `store(${heapStart / 4}, 1)`,
    `load(${control.records})`,
    `load(${newer + record.slot})`,
  ];
}

function comingTooMany(): string {
  try {
    reserveThread();
    return "let in";
  } catch {
    return "refused";
  }
}

/** Records begin behind the words of the program. */
function begin(plan: Plan): void {
  store(control.frontier, 1 << 16);
  plan.always((seen) => (areTwice(recordsIn(seen).map(({ slot }) => slot)) ? "two records have one number" : undefined));
}

function coming(size: number, rounds: number): Describe {
  return (plan) => {
    begin(plan);
    threads(plan, size, () => {
      for (let round = 0; round < rounds; round++) {
        reserveThread();
        checkpoint("came");
      }
    });
    plan.atEnd((seen) => hasEach(seen, size * rounds));
  };
}

/** One thread was there before, and ends. */
function comingAndGoing(plan: Plan): void {
  begin(plan);
  const first = reserveThread();
  const ends = recordOf(first) ?? 0;
  threads(plan, 3, (self) => {
    if (self < 3) reserveThread();
    else if (load(ends + record.id) === first) store(ends + record.id, 0);
    else throw new Error("somebody took the record of a thread that lives");
  });
  plan.atEnd((seen) => (idsIn(seen).filter((id) => id > first).length === 2 ? undefined : "a thread has no record"));
}

function comingAndDying(plan: Plan): void {
  begin(plan);
  threads(plan, 2, () => void reserveThread());
  plan.supervisor(() => {});
  plan.atEnd((seen) => (areTwice(idsIn(seen)) ? "a thread has two records" : undefined));
}

function hasEach(seen: Seen, count: number): string | undefined {
  const ids = idsIn(seen).toSorted((a, b) => a - b);
  return ids.length === count && ids.every((id, index) => id === index + 1) ? undefined : `there are records of ${ids.join()}`;
}

function idsIn(seen: Seen): readonly number[] {
  return recordsIn(seen)
    .map(({ id }) => id)
    .filter((id) => id !== 0);
}

function recordsIn({ word }: Seen): readonly { readonly id: number; readonly slot: number }[] {
  const found: { readonly id: number; readonly slot: number }[] = [];
  for (let at = word(control.records) >> 2; at !== 0; at = word(at + record.next) >> 2) {
    found.push({ id: word(at + record.id), slot: word(at + record.slot) });
  }
  return found;
}

function areTwice(numbers: readonly number[]): boolean {
  return new Set(numbers).size < numbers.length;
}
