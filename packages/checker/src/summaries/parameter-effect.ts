/**
 * Question: what does a function do to a value that it is given as a parameter, as `this` or by capture? It is followed as if it were
 * owned from the entry on; what became of it on the ways out is the answer. Example: `async function archive(file) { await
 * send(file.fd); await file.close(); }` releases its parameter; `function remember(file) { this.file = file; }` stores it; `function
 * size(file) { return file.stat(); }` borrows it.
 */

import type { LocalId } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import { successors } from "@freehold/mir/walk";
import { solveOwner } from "../analyses/obligations/solve.ts";
import type { Exit, Outcome } from "../analyses/obligations/outcome.ts";
import type { Effect, EffectOf, Inside, OwnedType, WhenThrown } from "../contracts/contract.ts";
import type { BodyFacts, Owner, OwnerId } from "../facts/facts.ts";

/** Whatever it is: any release of it counts. */
export const anything: OwnedType = {
  key: "freehold:anything",
  name: "value",
  what: "a value",
  strength: "none",
  release: [],
  model: undefined,
  code: "absent",
};

/** Absent when nothing can be said: it may be kept by somebody that is not known. */
export function parameterEffect(facts: BodyFacts, local: LocalId, effectOf: EffectOf): Effect | undefined {
  const declared = facts.body.locals[local];
  if (declared === undefined || facts.body.generator) return undefined;
  const effect = effectIn(solveOwner(facts, given(facts, local), "definite", effectOf));
  if (effect?.kind !== "borrows") return effect;
  const used = firstUse(facts, local, effectOf);
  return used === undefined ? effect : { ...effect, used, later: isTouchedLater(facts, local) };
}

function given({ body, owners }: BodyFacts, local: LocalId): Owner {
  const { span, name } = body.locals[local]!;
  return {
    id: owners.length as OwnerId,
    type: anything,
    origin: { kind: "given" },
    point: { block: body.blocks[0]!.id, index: 0 },
    span,
    by: name,
    using: false,
    name,
    binding: local,
    within: [],
    guest: false,
    nullable: false,
    pending: false,
  };
}

function effectIn({ exits, truncated }: Outcome): Effect | undefined {
  if (truncated) return undefined;
  const leaks = exits.filter(({ status }) => status.kind === "live");
  const safe = exits.filter(({ status }) => status.kind !== "live");
  const kept = leaks.filter(comesBack);
  const ended = safe.filter(comesBack);
  if (kept.length === 0 && ended.length === 0) return { kind: "diverges" };
  if (ended.some(({ status }) => status.kind === "given" && status.how === "stored")) return { kind: "stores" };
  if (kept.length === 0 && ended.every(({ status }) => status.kind === "moved")) return { kind: "moves", how: "consumed" };
  if (ended.some(({ status }) => status.kind !== "released")) return undefined;
  const thrown = whenThrown(leaks, safe, ended.length === 0 ? "borrows" : "releases");
  if (ended.length === 0) return { kind: "borrows", ...(thrown && { whenThrown: thrown }) };
  const certain = kept.length === 0 && ended.every(({ status }) => status.kind === "released" && status.certain);
  const inside = firstRelease(ended);
  return { kind: "releases", certain, ...(inside && { inside }), ...(thrown && { whenThrown: thrown }) };
}

/** Absent where it is as when the function comes back. */
function whenThrown(leaks: readonly Exit[], safe: readonly Exit[], otherwise: "borrows" | "releases"): WhenThrown | undefined {
  const kept = leaks.some(({ kind }) => kind === "throw");
  const ended = safe.filter(({ kind }) => kind === "throw");
  if (otherwise === "releases") return kept || !ended.every(isCertain) ? { kind: "unclear" } : undefined;
  const inside = firstRelease(ended);
  if (ended.length === 0) return undefined;
  return kept || inside === undefined || !ended.every(isCertain) ? { kind: "unclear" } : { kind: "released", inside };
}

function isCertain({ status }: Exit): boolean {
  return status.kind === "released" && status.certain;
}

/** An exception tells the caller that nothing is sure. */
function comesBack({ kind }: Exit): boolean {
  return kind === "return" || kind === "end";
}

function firstRelease(exits: readonly Exit[]): Inside | undefined {
  for (const { status } of exits)
    if (status.kind === "released") return { span: status.inside ?? status.at, member: status.member, type: status.type };
  return undefined;
}

/** The first method called on it before any branch: a dead value would not get past it. */
function firstUse(facts: BodyFacts, local: LocalId, effectOf: EffectOf): Inside | undefined {
  let block = facts.body.blocks[0];
  for (let steps = 0; block !== undefined && steps < 16; steps++) {
    for (const event of facts.events[block.id]!.flat()) {
      if (!("via" in event) || event.via !== local) continue;
      if (event.kind === "use" && event.how === "method") return { span: event.span, member: event.member, type: undefined };
      const inner = event.kind === "pass" ? effectOf(event.to) : undefined;
      if (inner?.kind === "borrows" && inner.used !== undefined) return inner.used;
    }
    const onward = successors(block.terminator).filter(({ kind }) => kind !== "unwind");
    block = onward.length === 1 && onward[0]!.kind === "normal" ? facts.body.blocks[onward[0]!.target] : undefined;
  }
  return undefined;
}

/** Behind an `await`, when its caller may have gone on. */
function isTouchedLater({ body, events }: BodyFacts, local: LocalId): boolean {
  const awaited = body.blocks.flatMap(({ terminator }) =>
    terminator.kind === "await" ? successors(terminator).map(({ target }) => target) : [],
  );
  return [...reachableFrom(body, awaited)].some((block) => events[block]!.flat().some((event) => "via" in event && event.via === local));
}
