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
  const during: RegionState[] = [];
  before[0] = onlyLive(startOf(facts), liveness.regions[0]!);
  inRounds(steps, "forward", (id) => {
    const known = before[id];
    if (known === undefined) return [];
    const after = flowThrough(facts, steps[id]!, known);
    during[id] = after;
    return steps[id]!.successors.filter((next) => {
      const live = liveness.regions[next]!;
      // Steps in a row often share one set.
      const arriving = after === known && live === liveness.regions[id] ? after : onlyLive(after, live);
      const old = before[next];
      const joined = old === undefined ? arriving : join(old, arriving);
      if (joined === old) return false;
      before[next] = joined;
      return true;
    });
  });
  return {
    before: before.map((state) => state ?? nothing),
    during: (id) => during[id] ?? flowThrough(facts, steps[id]!, nothing),
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

/** The state itself where the step changes nothing; what is not touched is shared with it. */
function flowThrough(facts: BorrowFacts, step: Step, before: RegionState): RegionState {
  const killed = overwritten(facts, step);
  if (step.subsets.length === 0 && step.issues.length === 0 && killed.size === 0) return before;
  const after = new Map(before);
  if (killed.size > 0) for (const [region, { loans, into }] of before) after.set(region, { loans: without(loans, killed), into });
  for (const loan of step.issues) lend(after, facts.loans[loan]!.region, [loan]);
  for (const { from, to } of step.subsets) letFlow(after, from, to);
  return after;
}

/** Everything that a region holds is held by whatever it flows into, however far: each change keeps it so. */
type Draft = Map<RegionId, RegionContents>;

function lend(draft: Draft, region: RegionId, loans: Iterable<LoanId>): void {
  const { into } = draft.get(region) ?? empty;
  for (const holder of [region, ...into]) {
    const contents = draft.get(holder) ?? empty;
    const held = withAll(contents.loans, loans);
    if (held !== contents.loans) draft.set(holder, { ...contents, loans: held });
  }
}

function letFlow(draft: Draft, from: RegionId, to: RegionId): void {
  const source = draft.get(from) ?? empty;
  if (from === to || source.into.has(to)) return;
  const further = [to, ...(draft.get(to)?.into ?? [])];
  draft.set(from, { ...source, into: withOthers(source.into, further, from) });
  for (const [region, contents] of draft) {
    if (contents.into.has(from)) draft.set(region, { ...contents, into: withOthers(contents.into, further, region) });
  }
  lend(draft, from, source.loans);
}

const empty: RegionContents = { loans: new Set(), into: new Set() };

/** The set itself where nothing is new. */
function withAll<Id>(known: ReadonlySet<Id>, more: Iterable<Id>): ReadonlySet<Id> {
  let grown: Set<Id> | undefined;
  for (const id of more) if (!known.has(id)) (grown ??= new Set(known)).add(id);
  return grown ?? known;
}

function withOthers(known: ReadonlySet<RegionId>, more: readonly RegionId[], itself: RegionId): ReadonlySet<RegionId> {
  return withAll(
    known,
    more.filter((region) => region !== itself),
  );
}

function without(loans: ReadonlySet<LoanId>, killed: ReadonlySet<LoanId>): ReadonlySet<LoanId> {
  return new Set([...loans].filter((loan) => !killed.has(loan)));
}

function onlyLive(state: RegionState, live: BitSet): RegionState {
  if (isLive(state, live)) return state;
  const kept = new Map<RegionId, RegionContents>();
  for (const [region, { loans, into }] of state) {
    if (!hasBit(live, region)) continue;
    kept.set(region, { loans, into: onlyLiveOf(into, live) });
  }
  return kept;
}

function onlyLiveOf(regions: ReadonlySet<RegionId>, live: BitSet): ReadonlySet<RegionId> {
  for (const region of regions) if (!hasBit(live, region)) return new Set([...regions].filter((each) => hasBit(live, each)));
  return regions;
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
    const old = known.get(region) ?? empty;
    return isWithin(loans, old.loans) && isWithin(into, old.into);
  };
  if (known === arriving || [...arriving].every(isKnown)) return known;
  const joined: Draft = new Map(known);
  for (const [region, { loans, into }] of arriving) {
    for (const target of into) letFlow(joined, region, target);
    lend(joined, region, loans);
  }
  return joined;
}

function isWithin<Id>(small: ReadonlySet<Id>, large: ReadonlySet<Id>): boolean {
  for (const id of small) if (!large.has(id)) return false;
  return true;
}
