/**
 * Question: after this point, may the body still release the owner? If so, whoever was handed it before only borrowed it.
 * Direction and lattice: backward reachability, a set of blocks. Flow-insensitive about aliases: any local that the owner's value
 * may reach counts. Exceptions do not: in `try { await adopt(socket); } catch { socket.close(); }` the callee takes the socket when
 * it succeeds. Example: in `use(client); client.release();` the call `use` borrows; without the second line it may keep.
 */

import { remembering } from "@freehold/mir/remembering";
import { successors } from "@freehold/mir/walk";
import type { BlockId, Body, LocalId, Point } from "@freehold/mir/body";
import { returnPlace } from "@freehold/mir/return-place";
import type { EffectOf } from "../../contracts/contract.ts";
import type { BodyFacts, Event, Owner } from "../../facts/facts.ts";
import { passed } from "./pass.ts";

export interface Evidence {
  /** A release of the owner can still come after the point. */
  after(point: Point): boolean;
  /** The body releases it somewhere. */
  readonly anywhere: boolean;
  /** The methods by which it does. */
  readonly methods: ReadonlySet<string>;
  /** Somebody who is not known is given it, and may keep it. */
  readonly offered: boolean;
}

export function releaseEvidence(facts: BodyFacts, owner: Owner, effectOf: EffectOf): Evidence {
  const aliases = aliasesOf(facts, owner);
  const last = new Map<BlockId, number>();
  const methods = new Set<string>();
  let offered = false;
  for (const { block, index, event } of endersOf(facts)) {
    for (const told of event.kind === "pass" && aliases.has(event.via) ? passed(event, effectOf(event.to)) : [event]) {
      offered ||= told.kind === "give" && told.how === "argument" && aliases.has(told.via);
      if (!mayRelease(facts, owner, aliases, told)) continue;
      last.set(block, index);
      if (told.kind === "release") methods.add(told.member);
    }
  }
  const before = blocksBefore(facts.body, new Set(last.keys()));
  return { after: ({ block, index }) => (last.get(block) ?? -1) > index || before.has(block), anywhere: last.size > 0, methods, offered };
}

/** Where the compiler knows no type for it, the method's name says what a model knows of it. */
export function isRelease({ type }: Owner, event: Extract<Event, { kind: "use" }>): boolean {
  return event.how === "method" && event.inside === undefined && type.model?.release.includes(event.member) === true;
}

/** What the member gives closes it at its own end, or the method closes its own object. */
export function endsOnTheWay({ type }: Owner, { how, member }: Extract<Event, { kind: "use" }>): boolean {
  return how === "property"
    ? type.model?.endsThrough?.includes(member) === true
    : how === "method" && type.selfEnding?.includes(member) === true;
}

/** A loop over it ends it: a model says so, or it is a source of its own, which has nothing left to close when it was read to its end. */
export function endsByLoop({ type }: Owner, event: Extract<Event, { kind: "iterate" }>): boolean {
  return type.model?.endsWhenIterated === true || (event.async && type.strength === "inferred");
}

function mayRelease(facts: BodyFacts, owner: Owner, aliases: ReadonlySet<LocalId>, event: Event): boolean {
  if (event.kind === "use") return isRelease(owner, event) && aliases.has(event.via);
  if (event.kind === "iterate") return endsByLoop(owner, event) && aliases.has(event.via);
  if (event.kind === "release" || event.kind === "release-part" || event.kind === "move") return aliases.has(event.via);
  if (event.kind === "invoke" && aliases.has(event.via)) return true;
  if (event.kind !== "invoke" && event.kind !== "give") return false;
  const closure = facts.closures.get(event.via);
  return closure !== undefined && [...closure.releases].some((local) => aliases.has(local));
}

/** The events that may end some owner, in order. */
const endersOf = remembering(({ events }: BodyFacts): readonly Ender[] =>
  events.flatMap((points, block) =>
    points.flatMap((here, index) => here.filter(mayEnd).map((event) => ({ block: block as BlockId, index, event }))),
  ),
);

interface Ender {
  readonly block: BlockId;
  readonly index: number;
  readonly event: Event;
}

function mayEnd(event: Event): boolean {
  switch (event.kind) {
    case "use":
      return event.how === "method";
    case "release":
    case "release-part":
    case "move":
    case "iterate":
    case "invoke":
    case "give":
    case "pass":
      return true;
    default:
      return false;
  }
}

/** The events by which values get into locals. */
const movesOf = remembering(({ events, arrivals }: BodyFacts): Moves => {
  const all = [...events.flat(2), ...arrivals.flat()];
  return { acquisitions: all.filter((event) => event.kind === "acquire"), flows: all.filter((event) => isFlow(event)) };
});

interface Moves {
  readonly acquisitions: readonly Extract<Event, { kind: "acquire" }>[];
  readonly flows: readonly Flow[];
}

type Flow = Extract<Event, { kind: "assign" | "contain" | "read" }>;

function isFlow(event: Event): event is Flow {
  return event.kind === "assign" || event.kind === "contain" || event.kind === "read";
}

/** Every local that the owner's value, its promise or a container of it may be in. */
export function aliasesOf(facts: BodyFacts, owner: Owner): ReadonlySet<LocalId> {
  const aliases = new Set<LocalId>();
  if (owner.binding !== undefined) aliases.add(owner.binding);
  for (const host of owner.within) aliases.add(host);
  if (owner.origin.kind === "handed" && owner.origin.release !== undefined) aliases.add(owner.origin.release);
  const { acquisitions, flows } = movesOf(facts);
  for (const event of acquisitions) if (event.owner === owner.id) aliases.add(event.into);
  for (let changed = true; changed;) {
    changed = false;
    for (const event of flows) {
      if (event.kind === "assign" && (event.how === "derived" || event.how === "companion" || event.how === "work")) continue;
      if (!aliases.has(event.from) || aliases.has(event.into) || event.into === returnPlace) continue;
      aliases.add(event.into);
      changed = true;
    }
  }
  return aliases;
}

/** Blocks from which one of `goals` is reached over at least one edge, without an exception. */
function blocksBefore(body: Body, goals: ReadonlySet<BlockId>): ReadonlySet<BlockId> {
  const incoming = usualPredecessors(body);
  const reached = new Set<BlockId>();
  const pending = [...goals];
  for (let goal = pending.pop(); goal !== undefined; goal = pending.pop()) {
    for (const predecessor of incoming[goal]!) {
      if (reached.has(predecessor)) continue;
      reached.add(predecessor);
      pending.push(predecessor);
    }
  }
  return reached;
}

/** By block; exceptions left out. */
const usualPredecessors = remembering((body: Body): readonly (readonly BlockId[])[] => {
  const incoming: BlockId[][] = body.blocks.map(() => []);
  for (const block of body.blocks)
    for (const { kind, target } of successors(block.terminator)) if (kind !== "unwind") incoming[target]!.push(block.id);
  return incoming;
});
