/**
 * Explores every interleaving of a program's threads, breadth first, so that what it finds first is as short as it can be.
 *
 * JavaScript's atomics are sequentially consistent, and a program without races sees interleavings of them and nothing else. So what holds
 * in all of them holds; and a race is always met as a state in which both accesses come next.
 */

import { deadlock, judge, judgeEnd, type Violation } from "./judge.ts";
import { emptySites, joinedBy, makeStep, type Joined, type Sites, type Steps } from "./joined.ts";
import { addEdge, emptyEdges, stuck, type Edges } from "./livelock.ts";
import { firstRow, moves, standing, type Move, type World } from "./move.ts";
import { emptyPositions, MergeError, type Merging, type Positions } from "./position.ts";
import { programOf, type Describe, type Program } from "./program.ts";
import { copyRow, emptyStore, insert, type StateStore } from "./state-store.ts";
import { layoutOf, left, placeInQueue, TooManyWords, type Budgets, type Row } from "./state.ts";
import { isTrace, traceTo, type Step } from "./trace.ts";

export interface Limits extends Partial<Budgets> {
  readonly merging?: Merging;
  readonly steps?: Steps;
  readonly mostStates?: number;
}

export type Exploration =
  | { readonly kind: "held"; readonly states: number }
  | { readonly kind: "broken"; readonly states: number; readonly violation: Violation; readonly steps: readonly Step[] }
  /** There are more states than it was allowed to visit; in those that it did, everything held. */
  | { readonly kind: "unfinished"; readonly states: number };

export function explore(describe: Describe, limits: Limits = {}): Exploration {
  const program = programOf(describe);
  const found = exploreMerging(program, limits);
  if (found.kind !== "broken" || limits.steps !== undefined) return found;
  // With single operations for steps, what is found first is as short as it can be.
  const shortest = exploreMerging(program, { ...limits, steps: "single", mostStates: mostForTheShortest });
  return shortest.kind === "broken" ? shortest : found;
}

/** Where there are more states than these before the shortest way to a fault, the way that was found must do. */
const mostForTheShortest = 1_000_000;

function exploreMerging(program: Program, limits: Limits): Exploration {
  const mergings: readonly Merging[] = limits.merging === undefined ? ["after everything", "after waits", "never"] : [limits.merging];
  let last: MergeError | undefined;
  for (const merging of mergings) {
    const found = exploreRefining(program, limits, merging);
    if (!(found instanceof MergeError)) return found;
    last = found;
  }
  throw last ?? new Error("There is always a way of merging to try");
}

/** Where two histories were wrongly taken for one, it begins again and does so there no more. */
function exploreRefining(program: Program, limits: Limits, merging: Merging): Exploration | MergeError {
  const apart = new Set<string>();
  const sites = emptySites(limits.steps ?? "joined");
  for (;;) {
    try {
      return exploreMerged(program, limits, sites, emptyPositions(merging, apart));
    } catch (error) {
      if (!(error instanceof MergeError)) throw error;
      const { site } = error;
      if (site === undefined || apart.has(site) || apart.size === mostApart) return error;
      apart.add(site);
    }
  }
}

function exploreMerged(program: Program, limits: Limits, sites: Sites, positions: Positions): Exploration {
  const { kills = 0, spurious = 0, timeouts = 0, mostStates = 5_000_000 } = limits;
  const budgets = { kills, spurious, timeouts };
  for (let words = 4; ;) {
    try {
      const found = search({ program, positions, budgets, layout: layoutOf(program, kills, words) }, joinedBy(sites), mostStates);
      if (found !== "begin again") return found;
    } catch (error) {
      if (!(error instanceof TooManyWords)) throw error;
      words *= 2;
    }
  }
}

/** Beginning again costs time: after so often, another way of merging costs less. */
const mostApart = 100;

interface Search {
  readonly world: World;
  readonly joined: Joined;
  readonly store: StateStore;
  readonly edges: Edges;
  /** States in which everybody is finished or dead. */
  readonly ends: number[];
  readonly row: Row;
  readonly next: Row;
}

/** Begins again when something was joined wrongly; not at once, because where one is, there are others. What is found broken is so all the same. */
function search(world: World, joined: Joined, mostStates: number): Exploration | "begin again" {
  const { stride } = world.layout;
  const store = emptyStore(stride);
  const found: Search = {
    world,
    joined,
    store,
    edges: emptyEdges(),
    ends: [],
    row: new Int32Array(stride),
    next: new Int32Array(stride),
  };
  insert(store, firstRow(world), -1, 0);
  let last = mostStates;
  for (let state = 0; state < store.count; state++) {
    if (joined.isWrong) last = Math.min(last, 2 * state);
    if (store.count > last) return joined.isWrong ? "begin again" : { kind: "unfinished", states: store.count };
    copyRow(store, state, found.row);
    const violation = judge(world, found.row) ?? expand(found, state);
    if (violation !== undefined) return broken(found, state, violation);
  }
  if (joined.isWrong) return "begin again";
  const lost = stuck(store.count, found.edges, found.ends);
  return lost === undefined ? { kind: "held", states: store.count } : broken(found, lost, { kind: "livelock" });
}

/** What is wrong must be so without any merging too. */
function broken({ world, store }: Search, state: number, violation: Violation): Exploration {
  const steps = traceTo(world, store, state);
  if (!isTrace({ ...world, positions: emptyPositions("never") }, steps)) throw new MergeError("The trace is none of the program");
  return { kind: "broken", states: store.count, violation, steps };
}

/** Makes every move that is possible. What nobody is owed (a kill, a spurious wake) gets nobody out of a deadlock. */
function expand(found: Search, state: number): Violation | undefined {
  const { world, row } = found;
  let canRun = false;
  for (let thread = 0; thread < world.layout.threads; thread++) {
    const operation = standing(world, row, thread)?.operation;
    if (operation === undefined) continue;
    if (placeInQueue(row, thread) === 0) {
      canRun = true;
      follow(found, state, thread, "run");
    } else {
      if (left(row, "spurious") > 0) follow(found, state, thread, "wake for no reason");
      if (operation.kind === "wait" && operation.timeout < Infinity && left(row, "timeouts") > 0) follow(found, state, thread, "time out");
    }
    if (left(row, "kills") > 0 && thread < world.program.threads.length) follow(found, state, thread, "kill");
  }
  return canRun ? undefined : expandSleeping(found, state);
}

/** Nobody is awake: they are done, or time passes, or this is the end of them. */
function expandSleeping(found: Search, state: number): Violation | undefined {
  const { world, row } = found;
  const sleeping: number[] = [];
  let timesOut = false;
  for (let thread = 0; thread < world.layout.threads; thread++) {
    if (placeInQueue(row, thread) === 0) continue;
    sleeping.push(thread);
    const operation = standing(world, row, thread)?.operation;
    if (operation?.kind !== "wait" || operation.timeout === Infinity) continue;
    timesOut = true;
    follow(found, state, thread, "time out");
  }
  if (timesOut) return undefined;
  if (sleeping.length > 0) return deadlock(world, row, sleeping);
  found.ends.push(state);
  return judgeEnd(world, row);
}

function follow({ world, joined, store, edges, row, next }: Search, state: number, thread: number, move: Move): void {
  next.set(row);
  makeStep(joined, world, next, thread, move);
  const reached = insert(store, next, state, thread * moves.length + moves.indexOf(move));
  if (move === "run" || move === "time out") addEdge(edges, state, reached);
}
