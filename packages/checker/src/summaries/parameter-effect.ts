/**
 * Question: what does a function do to the value it is given for one of its parameters? It is followed as if it were owned from the
 * entry on; what became of it on the ways out is the answer. Example: `async function archive(file) { await send(file.fd); await
 * file.close(); }` releases its parameter; `function remember(file) { this.file = file; }` stores it; `function size(file) { return
 * file.stat(); }` borrows it.
 */

import type { LocalId } from "@freehold/mir/body";
import { solveOwner } from "../analyses/obligations/solve.ts";
import type { Exit, Outcome } from "../analyses/obligations/outcome.ts";
import { borrows, type Effect, type OwnedType } from "../contracts/contract.ts";
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
export function parameterEffect(facts: BodyFacts, position: number): Effect | undefined {
  const local = facts.body.params[position];
  const declared = local === undefined ? undefined : facts.body.locals[local];
  if (local === undefined || declared?.kind.kind !== "param" || declared.kind.rest || declared.name === "" || facts.body.generator)
    return undefined;
  return effectOf(solveOwner(facts, given(facts, local), "definite"));
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

function effectOf({ leaks, safe, truncated }: Outcome): Effect | undefined {
  if (truncated) return undefined;
  const kept = leaks.filter(comesBack);
  const ended = safe.filter(comesBack);
  if (ended.some(({ status }) => status.kind === "given" && status.how === "stored")) return { kind: "stores" };
  if (ended.length > 0 && kept.length === 0 && ended.every(({ status }) => status.kind === "moved"))
    return { kind: "moves", how: "consumed" };
  if (ended.some(({ status }) => status.kind !== "released")) return undefined;
  if (ended.length === 0) return borrows;
  const certain = kept.length === 0 && ended.every(({ status }) => status.kind === "released" && status.certain);
  return { kind: "releases", certain };
}

/** An exception tells the caller that nothing is sure. */
function comesBack({ kind }: Exit): boolean {
  return kind === "return" || kind === "end";
}
