/** One body with everything the rules may ask about it; what costs is worked out when first asked. */

import type { Tier } from "@freehold/diagnostics/diagnostic";
import { invariant } from "@freehold/mir/assert";
import type { Body, BodyId } from "@freehold/mir/body";
import type { ProgramFile } from "@freehold/mir/program";
import type { Outcome } from "./analyses/obligations/outcome.ts";
import { checkBorrows, type BorrowReport } from "./borrows/check-borrows.ts";
import { solveOwner } from "./analyses/obligations/solve.ts";
import type { ResultSummary } from "./contracts/contract.ts";
import type { Knowledge } from "./contracts/owned-type.ts";
import { noFacts } from "./facts/collect.ts";
import type { BodyFacts, Owner } from "./facts/facts.ts";
import type { KnownKeepers } from "./keepers/known-keepers.ts";
import type { Session } from "./summaries/session.ts";

export interface BodyView {
  readonly knowledge: Knowledge;
  readonly body: Body;
  readonly file: ProgramFile;
  readonly facts: BodyFacts;
  readonly keepers: KnownKeepers;
  /** What the borrow checker says of a body of strict code; absent elsewhere. */
  readonly borrows: BorrowReport | undefined;
  /** Of another body, everything that there is of this one. */
  viewOf(body: Body): BodyView;
  /** Of another body, as `facts` are of this one. */
  factsOf(body: Body): BodyFacts;
  /** What the code of a function gives to its callers. */
  resultOf(callee: BodyId): ResultSummary;
  /** Whether the code of a function holds a `throw` that leaves it. */
  throwsByCode(callee: BodyId): boolean;
  /** The highest tier that was asked for. */
  readonly tier: Tier;
  /** What became of an owner, as far as a tier believes in exceptions. */
  outcome(owner: Owner, tier: "definite" | "maybe"): Outcome;
}

export function viewBody(session: Session, body: Body, tier: Tier): BodyView {
  const file = session.knowledge.files.get(body.file);
  invariant(file !== undefined, `body ${body.id} has a file`);
  const solved = new Map<string, Outcome>();
  let facts: BodyFacts | undefined;
  const factsOnce = (): BodyFacts => (facts ??= session.factsOfOwners(body));
  let borrows: BorrowReport | undefined;
  return {
    knowledge: session.knowledge,
    body,
    get borrows() {
      return (borrows ??= checkBorrows(session.strictCode, body));
    },
    file,
    get facts() {
      return factsOnce();
    },
    keepers: session.keepers,
    viewOf: (other) => viewBody(session, other, tier),
    factsOf: (other) => (session.mayOwn(other) ? session.factsOfOwners(other) : noFacts(other)),
    resultOf: (callee) => session.resultOf(callee),
    throwsByCode: (callee) => session.throwsByCode(callee),
    tier,
    outcome(owner, believed) {
      const key = `${owner.id} ${believed}`;
      const known = solved.get(key);
      if (known !== undefined) return known;
      const outcome = solveOwner(factsOnce(), owner, believed, session.effectOf);
      solved.set(key, outcome);
      return outcome;
    },
  };
}

/** A parameter that is taken over is followed twice: as lent, for what comes too late, and as owned, for where it is lost. */
export function ownersOnce({ facts }: BodyView): readonly Owner[] {
  return facts.owners.filter(({ origin }) => origin.kind !== "taken");
}
