/** What a move does to a state: a thread goes on by itself, or something is done to it. */

import { changed, notEqual, timedOut, woken, type Operation } from "./operation.ts";
import { after, firstPosition, type Arrival, type Position, type Positions } from "./position.ts";
import type { Program, Seen } from "./program.ts";
import { onStage, type Effect, type Stage } from "./stage.ts";
import {
  ghostIn,
  left,
  packBudgets,
  placeInQueue,
  positionIn,
  setGhost,
  setPlaceInQueue,
  setPosition,
  setWord,
  spend,
  wordIn,
  type Budgets,
  type Layout,
  type Row,
} from "./state.ts";

export interface World {
  readonly program: Program;
  readonly layout: Layout;
  readonly positions: Positions;
  readonly budgets: Budgets;
}

export type Move = (typeof moves)[number];

export const moves = ["run", "wake for no reason", "time out", "kill"] as const;

/** Where a thread stands that was killed. */
const dead = -1;

export function firstRow(world: World): Row {
  const { program, layout, positions } = world;
  const row = new Int32Array(layout.stride);
  row[0] = packBudgets(world.budgets);
  program.ghosts.forEach(({ initial }, ghost) => setGhost(layout, row, ghost, initial));
  program.threads.forEach(({ code }, thread) => arriveAt(world, row, thread, firstPosition(positions, `${thread}`, code, thread + 1)));
  return row;
}

/** Absent if the thread has not begun or is dead. */
export function standing(world: World, row: Row, thread: number): Position | undefined {
  return world.positions.all[positionIn(row, thread) - 1];
}

/** The state as judgements see it: they number threads from 1. */
export function seenBy({ layout }: World, row: Row): Seen {
  return {
    word: (address) => wordIn(layout, row, address),
    ghost: ({ index }) => ghostIn(layout, row, index),
    died: (thread) => positionIn(row, thread - 1) === dead,
  };
}

/** Changes the row. The move must be possible in it. */
export function makeMove(world: World, row: Row, thread: number, move: Move): void {
  switch (move) {
    case "run":
      return run(world, row, thread);
    case "wake for no reason":
      spend(row, "spurious");
      return wake(world, row, thread, woken);
    case "time out":
      // Where nobody else can do anything, time passes though the budget is spent.
      if (left(row, "timeouts") > 0) spend(row, "timeouts");
      return wake(world, row, thread, timedOut);
    case "kill":
      spend(row, "kills");
      return kill(world, row, thread);
  }
}

function run(world: World, row: Row, thread: number): void {
  const operation = standing(world, row, thread)?.operation;
  if (operation === undefined) return;
  const before = wordIn(world.layout, row, operation.address);
  if (operation.kind === "notify") return arrive(world, row, thread, notify(world, row, operation.address, operation.count));
  if (operation.kind === "wait") {
    if (before !== operation.expected) return arrive(world, row, thread, notEqual);
    if (operation.timeout <= 0) return arrive(world, row, thread, timedOut);
    return setPlaceInQueue(row, thread, 1 + waiting(world, row, operation.address).length);
  }
  const value = changed(operation, before);
  if (value !== before) setWord(world.layout, row, operation.address, value);
  arrive(world, row, thread, before);
}

/** How many were woken, the longest waiting first. */
function notify(world: World, row: Row, address: number, count: number): number {
  const queue = waiting(world, row, address).slice(0, Math.max(0, count));
  for (const thread of queue) wake(world, row, thread, woken);
  return queue.length;
}

function wake(world: World, row: Row, thread: number, result: number): void {
  leaveQueue(world, row, thread);
  arrive(world, row, thread, result);
}

/** Dies where it stands, asleep or awake: what it would have done next is not done. */
function kill(world: World, row: Row, thread: number): void {
  const { program, positions } = world;
  const waitedOn = standing(world, row, thread)?.waitedOn;
  leaveQueue(world, row, thread);
  setPosition(row, thread, dead);
  const { recover, atDeath } = program;
  if (atDeath !== undefined) onStage(looking(world, row), () => atDeath(seenBy(world, row), thread + 1));
  if (recover === undefined) return;
  const supervisor = firstFree(world, row);
  const key = `${supervisor} for ${thread}, ${waitedOn}`;
  arriveAt(
    world,
    row,
    supervisor,
    firstPosition(positions, key, () => recover(thread + 1, waitedOn), supervisor + 1),
  );
}

function firstFree({ program, layout }: World, row: Row): number {
  let supervisor = program.threads.length;
  while (supervisor < layout.threads - 1 && positionIn(row, supervisor) !== 0) supervisor += 1;
  return supervisor;
}

/** Ghosts that `atDeath` changes are changed at once. */
function looking(world: World, row: Row): Stage {
  const refuse = (): never => {
    throw new Error("A program may only look at memory when a thread dies");
  };
  return { thread: 0, perform: refuse, effect: (effect) => haunt(world, row, effect), checkpoint: refuse, spin: refuse, now: () => 0 };
}

function arrive(world: World, row: Row, thread: number, result: number): void {
  const position = standing(world, row, thread);
  if (position !== undefined) arriveAt(world, row, thread, after(world.positions, position, result));
}

function arriveAt(world: World, row: Row, thread: number, { position, effects }: Arrival): void {
  setPosition(row, thread, position.id);
  for (const effect of effects) haunt(world, row, effect);
}

function haunt({ layout }: World, row: Row, { ghost, kind, value }: Effect): void {
  setGhost(layout, row, ghost, kind === "set" ? value : ghostIn(layout, row, ghost) + value);
}

/** Who waits for this word, the longest waiting first. */
function waiting(world: World, row: Row, address: number): readonly number[] {
  const found: number[] = [];
  for (let thread = 0; thread < world.layout.threads; thread++) {
    const place = placeInQueue(row, thread);
    if (place > 0 && standing(world, row, thread)?.operation?.address === address) found[place - 1] = thread;
  }
  return found;
}

function leaveQueue(world: World, row: Row, thread: number): void {
  const operation: Operation | undefined = standing(world, row, thread)?.operation;
  if (placeInQueue(row, thread) === 0 || operation === undefined) return;
  const behind = waiting(world, row, operation.address).slice(placeInQueue(row, thread));
  for (const other of behind) setPlaceInQueue(row, other, placeInQueue(row, other) - 1);
  setPlaceInQueue(row, thread, 0);
}
