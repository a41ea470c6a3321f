/** One check of one program: the models, what was worked out so far, and the ways to work out more. */

import type { Body, BodyId } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { indexModels } from "@freehold/models/index-of";
import type { Model } from "@freehold/models/schema";
import type { ContractCache } from "../contracts/body-contracts.ts";
import type { Effect } from "../contracts/contract.ts";
import { knowledgeOf } from "../contracts/owned-type.ts";
import { collectFacts, noFacts, searchOwners, type Search } from "../facts/collect.ts";
import type { BodyFacts } from "../facts/facts.ts";
import { parameterEffect } from "./parameter-effect.ts";

export interface Session extends ContractCache {
  /** Collected once for each body. */
  facts(body: Body): BodyFacts;
  /** The same, but empty for a body that owns nothing: what happens there is worth knowing only of what it is given. */
  factsOfOwners(body: Body): BodyFacts;
}

export function openSession(program: Program, models: readonly Model[]): Session {
  const facts = new Map<BodyId, BodyFacts>();
  const searches = new Map<BodyId, Search>();
  const search = (body: Body): Search => {
    const known = searches.get(body.id);
    if (known !== undefined) return known;
    const found = searchOwners(session, body);
    searches.set(body.id, found);
    return found;
  };
  const effects = new Map<string, Effect | undefined>();
  const session: Session = {
    knowledge: knowledgeOf(program, indexModels(models)),
    byBody: new Map(),
    facts(body) {
      const known = facts.get(body.id);
      if (known !== undefined) return known;
      const collected = collectFacts(session, search(body));
      facts.set(body.id, collected);
      return collected;
    },
    factsOfOwners(body) {
      return search(body).found.owners.length === 0 ? noFacts(body) : session.facts(body);
    },
    effectOf(callee, position) {
      const key = `${callee} ${position}`;
      if (effects.has(key)) return effects.get(key);
      // A recursive question finds this and learns nothing, which is the safe side.
      effects.set(key, undefined);
      const body = program.bodies[callee];
      const effect = body === undefined ? undefined : parameterEffect(session.facts(body), position);
      effects.set(key, effect);
      return effect;
    },
  };
  return session;
}
