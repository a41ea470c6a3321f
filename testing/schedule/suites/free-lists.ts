/** What is free, by `internal/free-lists.ts`: nothing is given to two threads, and nothing is lost. */

import { store } from "../src/atomics.ts";
import { checkpoint, read, write } from "../src/plain.ts";
import type { Describe, Plan, Seen } from "../src/program.ts";
import { cellList, giveAllOf, giveTo, keptFree, takeFrom } from "../../../packages/runtime/src/internal/free-lists.ts";
import { control, listCount, record, type Address } from "../../../packages/runtime/src/internal/memory-map.ts";
import { threads, type Suite } from "./proof.ts";

/** Any. */
const list = 2;

/** What threads keep for themselves: all that they give back, or nothing, since they have enough. */
type Kept = "all" | "nothing";

export const freeLists: Suite = {
  files: ["internal/free-lists.ts"],
  proofs: [
    { title: "two threads take what others left, and keep it", program: sharing(2, 2, "all") },
    { title: "two threads take it and leave it to others, twice", program: sharing(2, 2, "nothing") },
    { title: "three threads take it and leave it to others", program: sharing(3, 1, "nothing") },
    { title: "what a thread kept is everybody's after its death", program: dying("all"), limits: { kills: 1 } },
    { title: "a death of who leaves it to others", program: dying("nothing"), limits: { kills: 1 } },
  ],
  contracts: [
    {
      title: "a thread takes the first of its own list",
      code: () => takeFrom(1000, list, linkOf),
      memory: { [1000 + record.free + list]: 800, [201]: 804, [1000 + record.counts + list]: 2 },
      operations: ["load(1018)", "load(1018)", "load(201)", "store(1018, 804)", "load(1115)", "load(1115)", "store(1115, 1)"],
      gives: 800,
    },
    {
      title: "and counts them down to none",
      code: () => takeFrom(1000, list, linkOf),
      memory: { [1000 + record.free + list]: 800, [1000 + record.counts + list]: 1 },
      operations: ["load(1018)", "load(1018)", "load(201)", "store(1018, 0)", "load(1115)", "load(1115)", "store(1115, 0)"],
      gives: 800,
    },
    {
      title: "when it has none, all that others left",
      code: () => takeFrom(1000, list, linkOf),
      memory: { [control.freeBlocks + list]: 800, [201]: 804 },
      operations: ["load(1018)", "exchange(34, 0)", "load(201)", "store(1018, 804)", "load(1115)"],
      gives: 800,
    },
    {
      title: "or nothing",
      code: () => takeFrom(1000, list, linkOf),
      operations: ["load(1018)", "exchange(34, 0)"],
      gives: undefined,
    },
    {
      title: "what it gives back comes first",
      code: () => giveTo(1000, list, 800 as Address, linkOf),
      memory: { [1000 + record.free + list]: 804, [1000 + record.counts + list]: 1 },
      operations: ["load(1115)", "load(1018)", "store(201, 804)", "store(1018, 800)", "load(1115)", "store(1115, 2)"],
    },
    {
      title: "when it has enough, it leaves it to others",
      code: () => giveTo(1000, list, 800 as Address, linkOf),
      memory: { [1000 + record.counts + list]: keptFree, [control.freeBlocks + list]: 804 },
      operations: ["load(1115)", "load(34)", "store(201, 804)", "compareExchange(34, 804, 800)"],
    },
    { title: "that is at sixty-four", code: () => keptFree, operations: [], gives: 64 },
    { title: "cells have a list that no size of blocks has", code: () => cellList, operations: [], gives: 0 },
    {
      title: "of every list of a thread that has ended, others get all",
      code: () => giveAllOf(1000, () => linkOf),
      memory: { [1000 + record.free + list]: 800, [201]: 1600, [control.freeBlocks + list]: 2400 },
      operations: Array.from({ length: listCount }, (_, each) => [
        `exchange(${1000 + record.free + each}, 0)`,
        `store(${1000 + record.counts + each}, 0)`,
        ...(each === list ? ["load(201)", "load(401)", "load(34)", "store(401, 2400)", "compareExchange(34, 2400, 800)"] : []),
      ]).flat(),
    },
  ],
};

/** As blocks have it: their second word. */
function linkOf(address: number): number {
  return (address >> 2) + 1;
}

interface Heap {
  /** The first words of the threads' records. */
  readonly records: readonly number[];
  /** Byte offsets. */
  readonly blocks: readonly number[];
}

/** Others have left two blocks. */
function heapOf(plan: Plan, size: number, kept: Kept): Heap {
  const records = Array.from({ length: size }, (_, index) => plan.words(`record ${index + 1}`, 256));
  const blocks = [1, 2].map((number) => plan.words(`block ${number}`, 4) * 4);
  if (kept === "nothing") for (const own of records) store(own + record.counts + list, keptFree);
  blocks.forEach((block, index) => store(linkOf(block), blocks[index + 1] ?? 0));
  store(control.freeBlocks + list, blocks[0]!);
  return { records, blocks };
}

/** Takes a block, writes to it as nobody else may at that time, and gives it back. */
function use(own: number, self: number, kept: Kept): void {
  const block = takeFrom(own, list, linkOf);
  checkpoint("took", block ?? 0);
  if (block === undefined) return;
  // One less than it had: so it is again as if it had enough.
  if (kept === "nothing") store(own + record.counts + list, keptFree);
  const content = (block >> 2) + 2;
  write(content, self);
  if (read(content) !== self) throw new Error("somebody else has the block too");
  giveTo(own, list, block, linkOf);
  checkpoint("gave");
}

function sharing(size: number, rounds: number, kept: Kept): Describe {
  return (plan) => {
    const heap = heapOf(plan, size, kept);
    threads(plan, size, (self) => {
      for (let round = 0; round < rounds; round++) use(heap.records[self - 1]!, self, kept);
    });
    plan.atEnd((seen) => (freeIn(heap, seen) === 2 ? undefined : `${freeIn(heap, seen)} blocks are free instead of 2`));
  };
}

/** Of what the dead had in its hands, nothing comes back; all the rest does, and once. */
function dying(kept: Kept): Describe {
  return (plan) => {
    const heap = heapOf(plan, 2, kept);
    threads(plan, 2, (self) => use(heap.records[self - 1]!, self, kept));
    plan.supervisor((dead) => giveAllOf(heap.records[dead - 1]!, () => linkOf));
    plan.atEnd((seen) => (freeIn(heap, seen) <= 2 ? undefined : "a block is free twice"));
    plan.atEnd((seen) => (seen.died(1) || seen.died(2) || freeIn(heap, seen) === 2 ? undefined : "a block is lost"));
  };
}

/** How often a block is in a list. A list without end has more than there are blocks. */
function freeIn({ records, blocks }: Heap, { word }: Seen): number {
  let free = 0;
  for (const head of [control.freeBlocks + list, ...records.map((own) => own + record.free + list)]) {
    for (let at = word(head); at !== 0 && free <= blocks.length; at = word(linkOf(at))) free += 1;
  }
  return free;
}
