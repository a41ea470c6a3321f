/** The values that a body gives to functions of the program which surely end them, and that it did not acquire itself. */

import type { LocalId } from "@freehold/mir/body";
import { aliasesOf } from "../analyses/obligations/evidence.ts";
import type { EffectOf, OwnedType } from "../contracts/contract.ts";
import type { BodyFacts, Owner, OwnerId } from "../facts/facts.ts";
import type { HandedToEnder } from "./ending-callees.ts";

/** They are followed for what happens to them afterwards, as if the body had ended them itself. */
export function withLentOwners(facts: BodyFacts, handed: readonly HandedToEnder[], effectOf: EffectOf): BodyFacts {
  if (handed.length === 0) return facts;
  const reached = new Set<LocalId>(facts.owners.flatMap((owner) => [...aliasesOf(facts, owner)]));
  const owners: Owner[] = [...facts.owners];
  for (const { via, to } of handed) {
    if (reached.has(via)) continue;
    const effect = effectOf(to);
    if (effect?.kind !== "releases" || !effect.certain || effect.inside?.type === undefined) continue;
    reached.add(via);
    owners.push(lent(facts, owners.length as OwnerId, via, effect.inside.type));
  }
  return { ...facts, owners };
}

function lent({ body }: BodyFacts, id: OwnerId, binding: LocalId, type: OwnedType): Owner {
  const { name, span } = body.locals[binding]!;
  return {
    id,
    type,
    origin: { kind: "borrowed" },
    point: { block: body.blocks[0]!.id, index: 0 },
    span,
    by: name,
    using: false,
    name,
    binding,
    within: [],
    guest: false,
    nullable: false,
    pending: false,
  };
}
