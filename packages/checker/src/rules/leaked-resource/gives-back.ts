/**
 * Question: does a callee of which nothing is known most likely give back what it is handed? A function that came in as a parameter
 * works with what it is lent; what another function hands to a callee and releases itself, the callee does not release; what the
 * platform is told of it does not end; a function that reads or compares does no more than that; and what the body goes on to work
 * with is still its own. A name that may mean keeping speaks against all but the first two.
 */

import type { Body, LocalId } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import { returnPlace } from "@freehold/mir/return-place";
import { aliasesOf } from "../../analyses/obligations/evidence.ts";
import type { BodyView } from "../../body-view.ts";
import { calleePath, lastName } from "../../contracts/callee-path.ts";
import type { Knowledge } from "../../contracts/owned-type.ts";
import { isLentByOthers } from "../../contracts/peers.ts";
import { callFact, type Call } from "../../contracts/resolve.ts";
import { comesIn, definitionsOf } from "../../facts/definitions.ts";
import type { BodyFacts, Event, Owner } from "../../facts/facts.ts";
import { wholeLocal } from "../../whole-local.ts";
import { safeAfterRelease, soundsKeeping, soundsReading } from "../../words.ts";

/** A value as an argument of a call. */
export interface Loan {
  readonly call: Call;
  readonly position: number;
}

export function givesBack(view: BodyView, owner: Owner, { call, position }: Loan): boolean {
  const { body, facts, knowledge } = view;
  if (isLentByOthers(knowledge, body, call, position) || (isParameter(knowledge, body, call) && isWaitedFor(facts, call))) return true;
  const name = lastName(body, call.callee);
  // A function is handed on to be called.
  if (name === "" || soundsKeeping(name) || owner.type.model?.form === "call") return false;
  return (
    soundsReading(name) ||
    isPlatform(view, call) ||
    (owner.type.model?.form === "string" && isWaitedFor(facts, call)) ||
    isUsedAfter(view, owner, call)
  );
}

/** Also of the function around: `run(async () => work(client))`. */
function isParameter({ program }: Knowledge, body: Body, { callee }: Call): boolean {
  let local = callee.kind === "value" ? wholeLocal(callee.operand) : undefined;
  let within = body;
  for (;;) {
    const kind = local === undefined ? undefined : within.locals[local]?.kind;
    const outer = kind?.kind === "capture" ? program.bodies[kind.body] : undefined;
    if (kind?.kind !== "capture" || outer === undefined) return local !== undefined && comesIn(within, definitionsOf(within), local);
    [within, local] = [outer, kind.local];
  }
}

/** A handler that is merely told of it may keep it. */
function isWaitedFor({ body }: BodyFacts, { destination }: Call): boolean {
  const { awaited, successors } = definitionsOf(body);
  return destination.local === returnPlace || successors.has(destination.local) || [...awaited.values()].includes(destination.local);
}

/** `gl.bindTexture(target, texture)`: what the platform is given to keep, its models tell. */
function isPlatform({ body, knowledge }: BodyView, { call, callee }: Call): boolean {
  const modules = calleePath(knowledge.program, body, callee)?.modules ?? [];
  return callFact(knowledge, body, call)?.origin.kind === "library" || modules.some((name) => name.startsWith("node:"));
}

/** `pass.draw(target); await target.read()`. */
function isUsedAfter({ facts }: BodyView, owner: Owner, { target }: Call): boolean {
  if (target === undefined) return false;
  const aliases = aliasesOf(facts, owner);
  const after = reachableFrom(facts.body, [target], ({ kind, target: next }) => kind !== "unwind" && next !== owner.point.block);
  return [...after].some((block) => facts.events[block]?.flat().some((event) => isWork(event, aliases)));
}

function isWork(event: Event, aliases: ReadonlySet<LocalId>): boolean {
  if (event.kind === "pass") return event.as === "receiver" && aliases.has(event.via);
  return event.kind === "use" && event.how === "method" && aliases.has(event.via) && !safeAfterRelease.has(event.member);
}
