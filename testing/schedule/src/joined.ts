/**
 * Joins operations to steps. An operation that nobody gets in the way of while its thread stands before it could as well have been done at
 * once: so it belongs to the step before it. That leaves out many states, and none in which a fault could be seen.
 *
 * Which operations those are is a guess: all that a thread does to a word in one way, as long as nothing speaks against it. It is checked:
 * what others do to the word between a step and the next one of its thread must go together with what the step did to it. It does if
 * neither changes the word, and they cannot race. Where that turns out wrong, the exploration begins again and knows.
 *
 * Why nothing is lost: take any interleaving, and move each operation that was joined to where it was joined to. It only passes operations that it
 * goes together with, so all of them give what they gave; and what comes out is an interleaving of steps, which was explored.
 */

import { changed, changes, isPlain, type Operation } from "./operation.ts";
import { makeMove, standing, type Move, type World } from "./move.ts";
import { after, type Position } from "./position.ts";
import type { Program } from "./program.ts";
import { left, placeInQueue, positionIn, wordIn, type Row } from "./state.ts";

/** `single`: of one operation each. That leaves nothing out and takes longer. */
export type Steps = "joined" | "single";

/** What is known of who gets in whose way; it only grows. */
export interface Sites {
  readonly steps: Steps;
  readonly all: Map<string, Site>;
}

/** The guess, as it fares in one exploration. */
export interface Joined {
  readonly sites: Sites;
  /** By position, of what its thread is about to do. */
  readonly at: (Site | undefined)[];
  /** By position. */
  readonly stays: (Stay | undefined)[];
  /** Whether something was joined that others get in the way of. */
  isWrong: boolean;
}

/** What is known of the time that a thread stands at a position. */
interface Stay {
  /** What may have been joined to the step that led there, in its order, with the footprints. */
  readonly trail: Map<Site, number>;
  /** The footprints of what others do there, by word. */
  readonly others: Map<number, number>;
  /** Whether they do not go together: what comes after could not have come like this, and says nothing more about the trail. */
  isWrong: boolean;
}

/** What a thread does to a word in one way. */
interface Site {
  readonly address: number;
  isDisturbed: boolean;
}

/** Bits of a footprint: what an operation did to its word, or several of them. */
const footprints = { look: 1, change: 2, plain: 4, mayChange: 8 } as const;

/** A thread that only looks, for ever, is left to others after so many operations. */
const longestStep = 64;

export function emptySites(steps: Steps): Sites {
  return { steps, all: new Map() };
}

export function joinedBy(sites: Sites): Joined {
  return { sites, at: [], stays: [], isWrong: false };
}

/** A move, and what is joined to it. Changes the row. The move must be possible in it. */
export function makeStep(joined: Joined, world: World, row: Row, thread: number, move: Move): void {
  perform(joined, world, row, thread, move);
  const trail: (readonly [Site, number])[] = [];
  for (let site = nextJoined(joined, world, row, thread); site !== undefined; site = nextJoined(joined, world, row, thread)) {
    trail.push([site, perform(joined, world, row, thread, "run")]);
    if (trail.length === longestStep) break;
  }
  if (trail.length > 0) leaveTrail(joined, positionIn(row, thread), trail);
}

/** Gives the footprint. */
function perform(joined: Joined, world: World, row: Row, thread: number, move: Move): number {
  const operation = move === "run" ? standing(world, row, thread)?.operation : undefined;
  const address = operation?.address ?? 0;
  const before = wordIn(world.layout, row, address);
  makeMove(world, row, thread, move);
  // A notification looks at who waits, not at the word.
  if (operation === undefined || operation.kind === "notify" || joined.sites.steps === "single") return 0;
  const footprint = footprintOf(operation, before, wordIn(world.layout, row, address));
  for (let other = 0; other < world.layout.threads; other++) {
    if (other !== thread && placeInQueue(row, other) === 0) meet(joined, positionIn(row, other), address, footprint);
  }
  return footprint;
}

/** Where the thread is about to do something that belongs to the step that it is making. */
function nextJoined(joined: Joined, world: World, row: Row, thread: number): Site | undefined {
  const position = placeInQueue(row, thread) > 0 ? undefined : standing(world, row, thread);
  const operation = position?.operation;
  if (position === undefined || operation === undefined || joined.sites.steps === "single") return undefined;
  if (operation.kind === "wait" || operation.kind === "notify") return undefined;
  const site = siteOf(joined, position, operation);
  return site.isDisturbed || isNoticed(world, row, position, operation) ? undefined : site;
}

/** Whether a judgement, a ghost or a death could tell when it is done. */
function isNoticed(world: World, row: Row, position: Position, operation: Operation): boolean {
  const before = wordIn(world.layout, row, operation.address);
  const reached = after(world.positions, position, before);
  if (reached.effects.length > 0) return true;
  const canDie = left(row, "kills") > 0;
  if (canDie && isNoticedByRecovery(world.program, position, reached.position)) return true;
  return (canDie || world.program.always.length > 0) && changed(operation, before) !== before;
}

/** Who has finished dies no more; and who dies may be asked for what it waited. */
function isNoticedByRecovery({ recover }: Program, from: Position, to: Position): boolean {
  return to.operation === undefined || (recover !== undefined && recover.length > 1 && from.waitedOn !== to.waitedOn);
}

/** Somebody does something to a word while another thread stands at the position. */
function meet(joined: Joined, position: number, address: number, footprint: number): void {
  if (position <= 0) return;
  const stay = stayAt(joined, position);
  const known = stay.others.get(address) ?? 0;
  if ((known | footprint) === known) return;
  stay.others.set(address, known | footprint);
  for (const [site, own] of stay.trail) if (site.address === address) compare(joined, stay, site, own, footprint);
}

function leaveTrail(joined: Joined, position: number, trail: readonly (readonly [Site, number])[]): void {
  const stay = stayAt(joined, position);
  for (const [site, footprint] of trail) {
    const known = stay.trail.get(site) ?? 0;
    if ((known | footprint) === known) continue;
    stay.trail.set(site, known | footprint);
    compare(joined, stay, site, footprint, stay.others.get(site.address) ?? 0);
  }
}

function compare(joined: Joined, stay: Stay, site: Site, own: number, others: number): void {
  if (stay.isWrong || goTogether(own, others)) return;
  stay.isWrong = true;
  joined.isWrong = true;
  site.isDisturbed = true;
}

function stayAt({ stays }: Joined, position: number): Stay {
  return (stays[position] ??= { trail: new Map(), others: new Map(), isWrong: false });
}

function goTogether(one: number, other: number): boolean {
  if (one === 0 || other === 0) return true;
  const { change, plain, mayChange } = footprints;
  const both = one | other;
  return (both & change) === 0 && ((both & plain) === 0 || (both & mayChange) === 0);
}

function footprintOf(operation: Operation, before: number, value: number): number {
  const { look, change, plain, mayChange } = footprints;
  return look | (before === value ? 0 : change) | (isPlain(operation) ? plain : 0) | (changes(operation) ? mayChange : 0);
}

function siteOf({ sites, at }: Joined, { id, thread }: Position, { kind, address }: Operation): Site {
  const known = at[id];
  if (known !== undefined) return known;
  const key = `${thread}|${kind}|${address}`;
  const site = sites.all.get(key) ?? { address, isDisturbed: false };
  sites.all.set(key, site);
  at[id] = site;
  return site;
}
