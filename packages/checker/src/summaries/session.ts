/** One check of one program: the models, what was worked out so far, and the ways to work out more. */

import type { Body, BodyId } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { indexModels } from "@freehold/models/index-of";
import type { Model } from "@freehold/models/schema";
import { strictCodeOf, type StrictCode } from "../borrows/strict-code.ts";
import { contractsOf, handedTo, type ContractCache } from "../contracts/body-contracts.ts";
import { calleeBody } from "../contracts/callee-body.ts";
import { callerIndex } from "../contracts/callers.ts";
import type { Arrival, Effect, EffectOf, ResultOf, ResultSummary } from "../contracts/contract.ts";
import { throwsByCode, type ThrowIndex } from "../contracts/throwing-callees.ts";
import { knowledgeOf } from "../contracts/owned-type.ts";
import { collectFacts, noFacts, searchOwners, type Search } from "../facts/collect.ts";
import type { BodyFacts } from "../facts/facts.ts";
import { knownKeepers, type KnownKeepers } from "../keepers/known-keepers.ts";
import { handedToEnders, type EnderIndex } from "./ending-callees.ts";
import { inheritedOwners, withInheritedOwners } from "./inherited-owners.ts";
import { withLentOwners } from "./lent-owners.ts";
import { withTakenParameters } from "./taken-parameters.ts";
import { callsFactory, mayBeFactory, type FactoryIndex } from "./factories.ts";
import { passedThrough, resultSummary } from "./result.ts";
import { generatorResult } from "./generator-result.ts";
import { onDemand, sameAnswer } from "./on-demand.ts";
import { parameterEffect } from "./parameter-effect.ts";

export interface Session extends ContractCache {
  /** Collected once for each body. */
  facts(body: Body): BodyFacts;
  /** The same, but empty for a body that owns nothing: what happens there is worth knowing only of what it is given. */
  factsOfOwners(body: Body): BodyFacts;
  /** Whether that could be more than nothing: a body about which nothing had to be asked owns nothing of its own, nor does a closure of it. */
  mayOwn(body: Body): boolean;
  /** What classes and scopes keep between two calls. */
  readonly keepers: KnownKeepers;
  /** Of the files that opt in. */
  readonly strictCode: StrictCode;
}

export function openSession(program: Program, models: readonly Model[]): Session {
  const knowledge = knowledgeOf(program, indexModels(models));
  const callersOf = callerIndex(knowledge.callees);
  const asked = askedAbout(program);
  const facts = new Map<BodyId, BodyFacts>();
  const searches = new Map<BodyId, Search>();
  const search = (body: Body): Search => {
    const known = searches.get(body.id);
    if (known !== undefined) return known;
    const found = searchOwners(session, body);
    searches.set(body.id, found);
    return found;
  };
  const effectOf: EffectOf = onDemand<Arrival, Effect | undefined>({
    keyOf: ({ body, local }) => `${body} ${local}`,
    start: { kind: "diverges" },
    unknown: undefined,
    same: sameAnswer,
    workOut: (arrival) => {
      const body = program.bodies[arrival.body];
      return body === undefined ? undefined : parameterEffect(session.facts(body), arrival.local, effectOf);
    },
  });
  const factories: FactoryIndex = new Map();
  const resultOf: ResultOf = onDemand<BodyId, ResultSummary>({
    keyOf: String,
    start: { kind: "unknown" },
    unknown: { kind: "unknown" },
    same: sameAnswer,
    workOut: (callee) => {
      const body = program.bodies[callee];
      if (body === undefined) return { kind: "unknown" };
      const passed = body.generator ? undefined : passedThrough(body);
      if (passed !== undefined && passed.kind !== "unknown") return passed;
      if (!mayBeFactory(knowledge.callees, factories, callee)) return { kind: "unknown" };
      if (body.generator) return generatorResult(session.facts(body), effectOf);
      return resultSummary(session.facts(body), { effectOf, bodyOf: (id) => program.bodies[id] });
    },
  });
  const enders: EnderIndex = new Map();
  const factsOf = (body: Body): BodyFacts => session.facts(body);
  const thrown: ThrowIndex = new Map();
  const session: Session = {
    knowledge,
    byBody: new Map(),
    keepers: knownKeepers(program, { knowledge, contractsOf: (body) => contractsOf(session, body) }),
    strictCode: strictCodeOf({
      files: knowledge.files,
      bodies: program.bodies,
      outside: {
        effectOf,
        resultOf,
        calleeOf: (body, call) => calleeBody(knowledge.callees, body, call),
        contractOf: (body, call) => contractsOf(session, body).get(call),
      },
    }),
    facts(body) {
      const known = facts.get(body.id);
      if (known !== undefined) return known;
      const collected = collectFacts(session, search(body));
      facts.set(body.id, collected);
      return collected;
    },
    factsOfOwners(body) {
      const handed = handedToEnders(knowledge.callees, enders, body);
      const inherited = inheritedOwners(body, { effectOf, factsOf, bodyOf: (id) => program.bodies[id] });
      if (handed.length === 0 && inherited.length === 0 && search(body).found.owners.length === 0) return noFacts(body);
      const facts = withLentOwners(session.facts(body), handed, effectOf);
      return withTakenParameters(withInheritedOwners(facts, inherited), { effectOf, callersOf, factsOf });
    },
    mayOwn(body) {
      if (asked.has(body.id)) return true;
      return (
        handedTo(session, body) !== undefined ||
        handedToEnders(knowledge.callees, enders, body).length > 0 ||
        callsFactory(knowledge.callees, factories, body)
      );
    },
    effectOf,
    resultOf,
    throwsByCode: (callee) => throwsByCode(knowledge.callees, thrown, callee),
  };
  return session;
}

/** Something in their code, or in a closure of theirs, was worth a question. */
function askedAbout({ bodies, answers }: Program): ReadonlySet<BodyId> {
  const asked = new Set<BodyId>();
  for (const { id } of bodies) {
    const known = answers[id];
    if (known === undefined || (known.calls.size === 0 && known.locals.size === 0)) continue;
    for (let at: BodyId | undefined = id; at !== undefined && !asked.has(at); at = bodies[at]?.parent) asked.add(at);
  }
  return asked;
}
