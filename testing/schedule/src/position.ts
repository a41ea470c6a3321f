/**
 * Where threads can stand, as an automaton: a position is what a thread has seen so far, and leads to others by the result of its
 * next operation. Each is worked out once, however many states of the whole program it occurs in.
 *
 * A thread that tries again, or waits in a loop, has seen more each time round, and would have new positions for ever. So much of what it
 * saw since its last checkpoint is taken as forgotten: positions with the same operation behind and before them are one. That is a guess,
 * and it is checked: a position keeps other histories that led to it, and what the code does after them is compared with what it
 * does after its own, along every way that is explored.
 */

import { conflict, isPlain, printOperation, type Operation } from "./operation.ts";
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
  readonly rivals: Rival[];
  /** The position after its last checkpoint. */
  readonly base: number;
  /** The word it is about to wait for, waits for, or was woken from by its last operation. */
  readonly waitedOn: number | undefined;
  /** The words for which it has waited since its last checkpoint, and how that ended. */
  readonly waits: string;
}

export interface Rival {
  readonly results: readonly number[];
  /** Where it was taken for another; absent at a checkpoint, which is the program's own word. */
  readonly site: string | undefined;
  /** How many operations ago it was taken for another. */
  readonly age: number;
}

export interface Arrival {
  readonly position: Position;
  readonly effects: readonly Effect[];
  /** What rivals are compared with. */
  readonly printed: string;
}

export interface Positions {
  readonly all: Position[];
  /** Where code begins, by a key of the caller's. */
  readonly first: Map<string, Arrival>;
  readonly merged: Map<string, Position>;
  readonly merging: Merging;
  /** Sites at which threads remember where they came from. */
  readonly apart: ReadonlySet<string>;
}

/**
 * After which steps a thread forgets what it saw since its last checkpoint. After everything: but for its last operation, and for what
 * it has waited.
 */
export type Merging = "after everything" | "after waits" | "after waits and spins" | "never";

/** Two histories that were taken for one lead to different behaviour. */
export class MergeError extends Error {
  override name = "MergeError";
  /** Where they were taken for one. */
  readonly site: string | undefined;

  constructor(message: string, site?: string) {
    super(message);
    this.site = site;
  }
}

/** A history that was just taken for another is always compared; this many that were so earlier, and so long after. */
const mostRivals = 16;
const oldest = 12;

/** A thread that does more operations than this does not end. */
const mostOperations = 2_000;

export function emptyPositions(merging: Merging, apart: ReadonlySet<string> = new Set()): Positions {
  return { all: [], first: new Map(), merged: new Map(), merging, apart };
}

/** Where a thread stands before it has done anything. */
export function firstPosition(positions: Positions, key: string, code: Code, thread: number): Arrival {
  const known = positions.first.get(key);
  if (known !== undefined) return known;
  const { stop, effects } = runAhead(code, thread, []);
  const position = newPosition(positions, { code, thread, results: [], stop, base: undefined, waitedOn: undefined, waits: "" });
  const arrival = { position, effects, printed: "" };
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
  const reached = arrive(positions, position, result, ahead, results);
  const arrival = { position: reached, effects: ahead.effects, printed: printAhead(ahead.stop, ahead.effects) };
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
    addRival(positions, known, { results, age: 0, site: ahead.checkpoint === undefined ? siteOf(from, ahead) : undefined });
    return known;
  }
  const isBase = ahead.checkpoint !== undefined || from.plain;
  const { code, thread } = from;
  const base = isBase ? undefined : from.base;
  const position = newPosition(positions, {
    code,
    thread,
    results,
    stop: ahead.stop,
    base,
    waitedOn: waitedOn(from),
    waits: isBase ? "" : waitsAfter(from, result),
  });
  if (key !== undefined) positions.merged.set(key, position);
  return position;
}

/** Positions with the same key are taken for one; without a key it is one of its own. */
function mergeKey(positions: Positions, from: Position, result: number, { stop, checkpoint, spun }: Ahead): string | undefined {
  if (stop.kind === "threw") return undefined;
  // The supervisor of one dead thread is not that of another.
  if (stop.kind === "finished") return `finished|${from.thread}`;
  const before = `${from.thread}|${from.base}`;
  const next = print(stop.operation);
  if (checkpoint !== undefined) return `checkpoint|${before}|${checkpoint}|${next}|${waitedOn(from)}`;
  if (positions.merging === "never") return undefined;
  if (from.operation?.kind === "wait" || (positions.merging === "after everything" && !from.plain)) {
    const origin = positions.apart.has(siteOf(from, { stop })) ? from.id : "";
    return `last|${before}|${waitsAfter(from, result)}|${print(from.operation)}|${result}|${next}|${origin}`;
  }
  return spun && positions.merging === "after waits and spins" ? `spin|${before}|${next}` : undefined;
}

/** Between which two operations of which thread. */
function siteOf({ thread, operation }: Position, { stop }: Pick<Ahead, "stop">): string {
  return `${thread}|${print(operation)}|${stop.kind === "operation" ? print(stop.operation) : stop.kind}`;
}

function newPosition(
  positions: Positions,
  made: Pick<Position, "code" | "thread" | "results" | "stop" | "waitedOn" | "waits"> & { readonly base: number | undefined },
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

function waitsAfter({ operation, waits }: Position, result: number): string {
  if (operation?.kind !== "wait") return waits;
  return [...new Set([...waits.split(" "), `${operation.address}:${result}`])].toSorted().join(" ");
}

function waitedOn({ operation }: Position): number | undefined {
  return operation?.kind === "wait" ? operation.address : undefined;
}

/** What is explored already is compared at once; the rest when it is. */
function addRival(positions: Positions, position: Position, rival: Rival): void {
  if (position.operation === undefined || rival.age > oldest || (rival.age > 0 && position.rivals.length >= mostRivals)) return;
  position.rivals.push(rival);
  for (const [result, arrival] of position.next) compareOne(positions, position, rival, result, arrival);
}

function compareOne(positions: Positions, position: Position, rival: Rival, result: number, arrival: Arrival): void {
  const results = [...rival.results, result];
  const ahead = runAhead(position.code, position.thread, results);
  const printed = printAhead(ahead.stop, ahead.effects);
  if (printed !== arrival.printed) {
    throw new MergeError(`A thread remembers more than was thought: it goes on with ${arrival.printed} or with ${printed}`, rival.site);
  }
  addRival(positions, arrival.position, { ...rival, results, age: rival.age + 1 });
}

function printAhead(stop: Stop, effects: readonly Effect[]): string {
  const changes = effects.map(({ ghost, kind, value }) => `, ${kind} ghost ${ghost} ${value}`).join("");
  if (stop.kind === "operation") return `\`${print(stop.operation)}\`${changes}`;
  return `${stop.kind === "threw" ? String(stop.error) : "its end"}${changes}`;
}

function print(operation: Operation | undefined): string {
  return operation === undefined ? "" : printOperation(operation, `word ${operation.address}`);
}
