/**
 * Question: what does a function do to a value that it is given as a parameter, as `this` or by capture? It is followed as if it were
 * owned from the entry on; what became of it on the ways out is the answer. Example: `async function archive(file) { await
 * send(file.fd); await file.close(); }` releases its parameter; `function remember(file) { this.file = file; }` stores it; `function
 * size(file) { return file.stat(); }` borrows it.
 */

import type { LocalId } from "@freehold/mir/body";
import { successors } from "@freehold/mir/walk";
import { solveOwner } from "../analyses/obligations/solve.ts";
import type { Exit, Outcome } from "../analyses/obligations/outcome.ts";
import type { Effect, EffectOf, Inside, OwnedType } from "../contracts/contract.ts";
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
  return effect?.kind === "borrows" ? withFirstUse(effect, firstUse(facts, local, effectOf)) : effect;
}

export function sameEffect(a: Effect | undefined, b: Effect | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
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

function effectIn({ leaks, safe, truncated }: Outcome): Effect | undefined {
  if (truncated) return undefined;
  const kept = leaks.filter(comesBack);
  const ended = safe.filter(comesBack);
  if (ended.some(({ status }) => status.kind === "given" && status.how === "stored")) return { kind: "stores" };
  if (ended.length > 0 && kept.length === 0 && ended.every(({ status }) => status.kind === "moved"))
    return { kind: "moves", how: "consumed" };
  if (ended.some(({ status }) => status.kind !== "released")) return undefined;
  if (ended.length === 0) return { kind: "borrows" };
  const certain = kept.length === 0 && ended.every(({ status }) => status.kind === "released" && status.certain);
  const inside = ended.map(whereReleased).find((found) => found !== undefined);
  return { kind: "releases", certain, ...(inside && { inside }) };
}

/** An exception tells the caller that nothing is sure. */
function comesBack({ kind }: Exit): boolean {
  return kind === "return" || kind === "end";
}

function whereReleased({ status }: Exit): Inside | undefined {
  return status.kind === "released" ? { span: status.inside ?? status.at, member: status.member, type: status.type } : undefined;
}

function withFirstUse(effect: Effect, used: Inside | undefined): Effect {
  return used === undefined ? effect : { kind: "borrows", used };
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
