/** The way to a state, step by step, as people follow it. */

import { copyRow, type StateStore } from "./state-store.ts";
import { firstRow, makeMove, moves, standing, type Move, type World } from "./move.ts";
import { printOperation, type Operation } from "./operation.ts";
import { nameOf, threadName } from "./program.ts";
import { placeInQueue, wordIn, type Row } from "./state.ts";

export interface Step {
  readonly thread: string;
  /** The thread's number, from 0. */
  readonly index: number;
  readonly move: Move;
  readonly operation: Operation | undefined;
  /** The name of the word it works on. */
  readonly word: string;
  readonly before: number;
  readonly after: number;
  /** What else came of it: who fell asleep, who was woken. */
  readonly notes: readonly string[];
}

/** From the beginning. */
export function traceTo(world: World, store: StateStore, state: number): readonly Step[] {
  const path: number[] = [];
  for (let at = state; (store.parents[at] ?? -1) >= 0; at = store.parents[at] ?? -1) path.unshift(at);
  return path.flatMap((reached) => stepsTo(world, store, reached));
}

/** The move by which it was reached, and what was joined to it. */
function stepsTo(world: World, store: StateStore, reached: number): readonly Step[] {
  const row = new Int32Array(store.stride);
  const end = new Int32Array(store.stride);
  copyRow(store, store.parents[reached] ?? 0, row);
  copyRow(store, reached, end);
  const packed = store.moves[reached] ?? 0;
  const thread = Math.floor(packed / moves.length);
  const steps = [stepOf(world, row, thread, moves[packed % moves.length] ?? "run")];
  while (row.some((number, index) => number !== end[index])) steps.push(stepOf(world, row, thread, "run"));
  return steps;
}

/** Whether threads that remember everything would do just these steps. */
export function isTrace(world: World, steps: readonly Step[]): boolean {
  const row = firstRow(world);
  return steps.every(({ index, move, operation }) => {
    const own = standing(world, row, index)?.operation;
    makeMove(world, row, index, move);
    return own === undefined || operation === undefined ? own === operation : printOperation(own, "") === printOperation(operation, "");
  });
}

function stepOf(world: World, row: Row, thread: number, move: Move): Step {
  const { program, layout } = world;
  const operation = standing(world, row, thread)?.operation;
  const address = operation?.address ?? 0;
  const before = wordIn(layout, row, address);
  const asleep = sleepers(world, row);
  makeMove(world, row, thread, move);
  const sleeping = sleepers(world, row);
  const notes = [
    ...(!asleep.includes(thread) && sleeping.includes(thread) ? ["falls asleep"] : []),
    ...asleep.filter((other) => other !== thread && !sleeping.includes(other)).map((other) => `wakes ${threadName(program, other)}`),
  ];
  const after = wordIn(layout, row, address);
  return { thread: threadName(program, thread), index: thread, move, operation, word: nameOf(program, address), before, after, notes };
}

function sleepers({ layout }: World, row: Row): readonly number[] {
  return Array.from({ length: layout.threads }, (_, thread) => thread).filter((thread) => placeInQueue(row, thread) > 0);
}
