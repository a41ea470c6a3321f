/**
 * Where each loan may have got to: Polonius' question, location by location.
 *
 * Question: before this step, which loans may each live region hold, and which regions flow into which?
 * Direction and lattice: forward; for each region a set of loans and a set of regions that it flows into, joined by union.
 * Transfer: a step's new loans go into their regions and its subsets are added; then everything flows as far as it can; then
 * the regions that are dead behind the step are forgotten, and so are the loans of places behind a reference that was
 * overwritten.
 * Invariants: regions of one value stand in no other value's type, so getting a new value forgets the old loans by liveness.
 * Guarantees: a loan that no live region holds before a step does not matter there.
 * Worked example: `r = &x; if (c) { r = &y }; x = 1; use(r)`: behind the branch the region of `r` holds both loans, so writing
 * `x` is a fault; were `r` overwritten on both ways, it would not be.
 */

import { hasBit, type BitSet } from "@freehold/mir/dataflow/bit-set";
import { inRounds } from "./flow.ts";
import type { Liveness } from "./liveness.ts";
import { overwritten } from "./overwritten.ts";
import type { BorrowFacts, LoanId, Step, StepId } from "./step.ts";
import type { RegionId } from "./type.ts";

/** By region: what it holds, and where that flows on to. Absent regions hold nothing. */
export type RegionState = ReadonlyMap<RegionId, RegionContents>;

export interface RegionContents {
  readonly loans: ReadonlySet<LoanId>;
  readonly into: ReadonlySet<RegionId>;
}

export interface LoanFlow {
  readonly before: readonly RegionState[];
  /** With what the step itself adds, before anything is forgotten. */
  during(step: StepId): RegionState;
}

export function solveLoans(facts: BorrowFacts, liveness: Liveness): LoanFlow {
  const { steps } = facts;
  const before: (RegionState | undefined)[] = steps.map(() => undefined);
  before[0] = startOf(facts);
  const through = (id: StepId): RegionState => flowThrough(facts, steps[id]!, before[id] ?? nothing);
  inRounds(steps, "forward", (id) => {
    if (before[id] === undefined) return [];
    const after = through(id);
    return steps[id]!.successors.filter((next) => {
      const arriving = onlyLive(after, liveness.regions[next]!);
      const known = before[next];
      const joined = known === undefined ? arriving : join(known, arriving);
      if (joined === known) return false;
      before[next] = joined;
      return true;
    });
  });
  const asked = new Map<StepId, RegionState>();
  return {
    before: before.map((state) => state ?? nothing),
    during(id) {
      const state = asked.get(id) ?? through(id);
      asked.set(id, state);
      return state;
    },
  };
}

const nothing: RegionState = new Map();

/** Each region of the signature holds the loan that stands for itself. */
function startOf({ types, loans }: BorrowFacts): RegionState {
  return new Map(
    types.universals.regions.map((region, index): [RegionId, RegionContents] => [
      region,
      { loans: new Set([loanOfCaller(loans.length, index)]), into: new Set() },
    ]),
  );
}

/** The loans of the caller come behind those of the body. */
export function loanOfCaller(loans: number, universal: number): LoanId {
  return (loans + universal) as LoanId;
}

function flowThrough(facts: BorrowFacts, step: Step, before: RegionState): RegionState {
  const killed = overwritten(facts, step);
  if (step.subsets.length === 0 && step.issues.length === 0 && killed.size === 0) return before;
  const after: Draft = new Map();
  for (const [region, { loans, into }] of before) after.set(region, { loans: without(loans, killed), into: new Set(into) });
  for (const loan of step.issues) draftAt(after, facts.loans[loan]!.region).loans.add(loan);
  for (const { from, to } of step.subsets) draftAt(after, from).into.add(to);
  return settled(after);
}

type Draft = Map<RegionId, { readonly loans: Set<LoanId>; readonly into: Set<RegionId> }>;

function draftAt(draft: Draft, region: RegionId): { readonly loans: Set<LoanId>; readonly into: Set<RegionId> } {
  const known = draft.get(region) ?? { loans: new Set(), into: new Set() };
  draft.set(region, known);
  return known;
}

/** Everything that a region holds reaches whatever it flows into, however far; and it flows there by itself from now on. */
function settled(draft: Draft): RegionState {
  for (const [start, { loans, into }] of draft) {
    for (const region of into) {
      const target = draftAt(draft, region);
      for (const loan of loans) target.loans.add(loan);
      for (const further of target.into) if (further !== start) into.add(further);
    }
  }
  return draft;
}

function without(loans: ReadonlySet<LoanId>, killed: ReadonlySet<LoanId>): Set<LoanId> {
  return killed.size === 0 ? new Set(loans) : new Set([...loans].filter((loan) => !killed.has(loan)));
}

function onlyLive(state: RegionState, live: BitSet): RegionState {
  if (isLive(state, live)) return state;
  const kept = new Map<RegionId, RegionContents>();
  for (const [region, { loans, into }] of state) {
    if (!hasBit(live, region)) continue;
    kept.set(region, { loans, into: new Set([...into].filter((target) => hasBit(live, target))) });
  }
  return kept;
}

/** From one use to the next, little dies: then the state is shared. */
function isLive(state: RegionState, live: BitSet): boolean {
  for (const [region, { into }] of state) {
    if (!hasBit(live, region)) return false;
    for (const target of into) if (!hasBit(live, target)) return false;
  }
  return true;
}

/** Gives `known` itself back where nothing is new. What one way brings may flow on by what is known from another. */
function join(known: RegionState, arriving: RegionState): RegionState {
  const isKnown = ([region, { loans, into }]: readonly [RegionId, RegionContents]): boolean => {
    const old = known.get(region);
    return old !== undefined && isWithin(loans, old.loans) && isWithin(into, old.into);
  };
  if (known === arriving || [...arriving].every(isKnown)) return known;
  const joined: Draft = new Map();
  for (const [region, { loans, into }] of [...known, ...arriving]) {
    const draft = draftAt(joined, region);
    for (const loan of loans) draft.loans.add(loan);
    for (const target of into) draft.into.add(target);
  }
  return settled(joined);
}

function isWithin<Id>(small: ReadonlySet<Id>, large: ReadonlySet<Id>): boolean {
  for (const id of small) if (!large.has(id)) return false;
  return true;
}
