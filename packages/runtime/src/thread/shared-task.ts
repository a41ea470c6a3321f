/** Tasks as all workers of a pool read them: a task is written once, and known by its address. */

import { allocate, release } from "../internal/heap.ts";
import type { Address } from "../internal/memory-map.ts";
import { bytes, reach, words } from "../internal/shared-memory.ts";
import { readSnapshot, withSnapshot } from "../internal/snapshot.ts";
import type { Task } from "./task.ts";

const headerLength = 8;

export function writeTask(task: Task): Address {
  return withSnapshot(task, "task", (snapshot) => {
    const address = allocate(headerLength + snapshot.length);
    words()[address >> 2] = snapshot.length;
    bytes().set(snapshot, address + headerLength);
    return address;
  });
}

export function readTask(address: Address): Task {
  reach(address + headerLength);
  const start = address + headerLength;
  const end = start + words()[address >> 2]!;
  reach(end);
  return readSnapshot(bytes().subarray(start, end)) as Task;
}

export function dropTask(address: Address): void {
  release(address);
}
