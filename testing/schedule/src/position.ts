/**
 * Where threads can stand, as an automaton: a position is what a thread has seen so far, and leads to others by the result of its
 * next operation. Each is worked out once, however many states of the whole program it occurs in.
 *
 * A thread that waits in a loop has seen more each time round, and would have new positions for ever. So what it saw since its last
 * checkpoint is forgotten when a wait ends: positions with the same wait behind them and the same operation before them are one. That is a
 * guess, and it is checked: a position keeps some of the other histories that led to it, and what the code does after them is compared
 * with what it does after its own, along every way that is explored.
 */

import { conflict, isPlain, type Operation } from "./operation.ts";
import { runAhead, type Ahead, type Code, type Stop } from "./run-ahead.ts";
import type { Effect } from "./stage.ts";

export interface Position {
  /** Counts from 1: 0 is a thread that has not begun. */
  readonly id: number;
  readonly thread: number;
  readonly stop: Stop;
  /** What it is about to do. */
  readonly operation: Operation | undefined;
  readonly plain: boolean;
  readonly next: Map<number, Arrival>;
  readonly code: Code;
  readonly results: readonly number[];
  /** Other histories that are taken for this one. */
  readonly rivals: (readonly number[])[];
  /** The position after its last checkpoint. */
  readonly base: number;
  /** The word it is about to wait for, waits for, or was woken from by its last operation. */
  readonly waitedOn: number | undefined;
}

export interface Arrival {
  readonly position: Position;
  readonly effects: readonly Effect[];
}

export interface Positions {
  readonly all: Position[];
  /** Where code begins, by a key of the caller's. */
  readonly first: Map<string, Arrival>;
  readonly merged: Map<string, Position>;
  readonly merging: Merging;
}

/** After which steps a thread forgets what it saw since its last checkpoint. */
export type Merging = "after waits" | "after waits and spins" | "never";

/** Two histories that were taken for one lead to different behaviour. */
export class MergeError extends Error {
  override name = "MergeError";
}

/** More would find no more in practice; each costs a run of the code for every way that is explored after it. */
const mostRivals = 3;

/** A thread that does more operations than this does not end. */
const mostOperations = 2_000;

export function emptyPositions(merging: Merging): Positions {
  return { all: [], first: new Map(), merged: new Map(), merging };
}

/** Where a thread stands before it has done anything. */
export function firstPosition(positions: Positions, key: string, code: Code, thread: number): Arrival {
  const known = positions.first.get(key);
  if (known !== undefined) return known;
  const { stop, effects } = runAhead(code, thread, []);
  const arrival = { position: newPosition(positions, { code, thread, results: [], stop, base: undefined, waitedOn: undefined }), effects };
  positions.first.set(key, arrival);
  return arrival;
}

/** Where it stands after its operation gave this. */
export function after(positions: Positions, position: Position, result: number): Arrival {
  const known = position.next.get(result);
  if (known !== undefined) return known;
  const results = [...position.results, result];
  if (results.length > mostOperations) {
    throw new Error(`A thread does more than ${mostOperations} operations: mark its endless loops with \`spinHint\` and merge after spins`);
  }
  const ahead = runAhead(position.code, position.thread, results);
  const arrival = { position: arrive(positions, position, result, ahead, results), effects: ahead.effects };
  position.next.set(result, arrival);
  for (const rival of position.rivals) compareOne(positions, position, rival, result, arrival);
  return arrival;
}

/** Whether both are about to touch one word, and one of them neither atomically nor only to look. */
export function race(one: Position, other: Position): boolean {
  return one.operation !== undefined && other.operation !== undefined && conflict(one.operation, other.operation);
}

function arrive(positions: Positions, from: Position, result: number, ahead: Ahead, results: readonly number[]): Position {
  const key = mergeKey(positions, from, result, ahead);
  const known = key === undefined ? undefined : positions.merged.get(key);
  if (known !== undefined) {
    addRival(positions, known, results);
    return known;
  }
  const isBase = ahead.checkpoint !== undefined || from.plain;
  const { code, thread } = from;
  const base = isBase ? undefined : from.base;
  const position = newPosition(positions, { code, thread, results, stop: ahead.stop, base, waitedOn: waitedOn(from) });
  if (key !== undefined) positions.merged.set(key, position);
  return position;
}

/** Positions with the same key are taken for one; without a key it is one of its own. */
function mergeKey(positions: Positions, from: Position, result: number, { stop, checkpoint, spun }: Ahead): string | undefined {
  if (stop.kind === "threw") return undefined;
  // The supervisor of one dead thread is not that of another.
  if (stop.kind === "finished") return `finished|${from.thread}`;
  const before = `${from.thread}|${from.base}`;
  const next = JSON.stringify(Object.values(stop.operation));
  if (checkpoint !== undefined) return `checkpoint|${before}|${checkpoint}|${next}|${waitedOn(from)}`;
  if (positions.merging === "never") return undefined;
  if (from.operation?.kind === "wait") return `wait|${before}|${JSON.stringify(Object.values(from.operation))}|${result}|${next}`;
  return spun && positions.merging === "after waits and spins" ? `spin|${before}|${next}` : undefined;
}

function newPosition(
  positions: Positions,
  made: Pick<Position, "code" | "thread" | "results" | "stop" | "waitedOn"> & { readonly base: number | undefined },
): Position {
  const id = positions.all.length + 1;
  const operation = made.stop.kind === "operation" ? made.stop.operation : undefined;
  const plain = operation !== undefined && isPlain(operation);
  const base = made.base ?? id;
  const waits = operation?.kind === "wait" ? operation.address : made.waitedOn;
  const position: Position = { ...made, id, operation, plain, next: new Map(), rivals: [], base, waitedOn: waits };
  positions.all.push(position);
  return position;
}

function waitedOn({ operation }: Position): number | undefined {
  return operation?.kind === "wait" ? operation.address : undefined;
}

/** What is explored already is compared at once; the rest when it is. */
function addRival(positions: Positions, position: Position, rival: readonly number[]): void {
  if (position.operation === undefined || position.rivals.length >= mostRivals) return;
  position.rivals.push(rival);
  for (const [result, arrival] of position.next) compareOne(positions, position, rival, result, arrival);
}

function compareOne(positions: Positions, position: Position, rival: readonly number[], result: number, arrival: Arrival): void {
  const results = [...rival, result];
  const ahead = runAhead(position.code, position.thread, results);
  const [own, other] = [printAhead(arrival.position.stop, arrival.effects), printAhead(ahead.stop, ahead.effects)];
  if (own !== other) {
    throw new MergeError(`A thread remembers more over a wait or checkpoint than was thought: it goes on with ${own} or with ${other}`);
  }
  addRival(positions, arrival.position, results);
}

function printAhead(stop: Stop, effects: readonly Effect[]): string {
  return JSON.stringify([stop.kind === "threw" ? String(stop.error) : stop, effects], (_, value: unknown) =>
    value === Infinity ? "Infinity" : value,
  );
}
