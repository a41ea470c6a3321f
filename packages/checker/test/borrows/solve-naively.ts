/**
 * Which accesses break a loan, by Polonius' rules as they are written: every rule over everything that is known, again and again,
 * until nothing is added. It shares no code with the solver but the question which access breaks which loan.
 */

import { breaks } from "../../src/borrows/conflicts.ts";
import { overwritten } from "../../src/borrows/overwritten.ts";
import { loanOfCaller } from "../../src/borrows/solve.ts";
import type { Access, BorrowFacts, LoanId, Step } from "../../src/borrows/step.ts";
import { regionsOf } from "../../src/borrows/type.ts";

export interface NaiveSolution {
  /** For each access that breaks loans which are held, these loans. */
  readonly broken: ReadonlyMap<Access, ReadonlySet<LoanId>>;
  /** Loans of the caller that end up in another region of the caller: `region holds loan`. */
  readonly escaped: ReadonlySet<string>;
}

export function solveNaively(facts: BorrowFacts): NaiveSolution {
  const { steps, loans, types } = facts;
  const universal: readonly number[] = types.universals.regions;
  const isLive = liveRegions(facts);
  const regions = range(types.regionCount());

  // Before a step, and while it is taken.
  const subset = relation();
  const subsetDuring = relation();
  const requires = relation();
  const requiresDuring = relation();
  universal.forEach((region, index) => requires.add(region, loanOfCaller(loans.length, index), 0));
  untilNothingIsAdded([subset, subsetDuring, requires, requiresDuring], () => {
    steps.forEach((step, at) => {
      const killed = overwritten(facts, step);
      for (const [region, loan] of requires.at(at)) if (!killed.has(loan as LoanId)) requiresDuring.add(region, loan, at);
      for (const loan of step.issues) requiresDuring.add(loans[loan]!.region, loan, at);
      for (const [from, to] of subset.at(at)) subsetDuring.add(from, to, at);
      for (const { from, to } of step.subsets) subsetDuring.add(from, to, at);
      for (const [first, second] of subsetDuring.at(at)) {
        for (const third of regions) if (subsetDuring.has(second, third, at)) subsetDuring.add(first, third, at);
      }
      for (const [region, loan] of requiresDuring.at(at)) {
        for (const into of regions) if (subsetDuring.has(region, into, at)) requiresDuring.add(into, loan, at);
      }
      for (const next of step.successors) {
        for (const [from, to] of subsetDuring.at(at)) if (isLive(from, next) && isLive(to, next)) subset.add(from, to, next);
        for (const [region, loan] of requiresDuring.at(at)) if (isLive(region, next)) requires.add(region, loan, next);
      }
    });
  });

  const broken = new Map<Access, Set<LoanId>>();
  const escaped = new Set<string>();
  steps.forEach(({ accesses, writes, successors }, at) => {
    for (const access of accesses) tell(access, requires, (region) => isLive(region, at));
    for (const access of writes) tell(access, requiresDuring, (region) => successors.some((next) => isLive(region, next)));
    for (const [region, loan] of requiresDuring.at(at)) {
      if (universal.includes(region) && loan >= loans.length) escaped.add(`${region} holds ${loan}`);
    }

    function tell(access: Access, held: Relation, isWanted: (region: number) => boolean): void {
      for (const [region, id] of held.at(at)) {
        const loan = loans[id];
        if (loan === undefined || !isWanted(region) || !breaks(access, loan)) continue;
        broken.set(access, (broken.get(access) ?? new Set()).add(loan.id));
      }
    }
  });
  return { broken, escaped };
}

/** By the definition: a later use, or a destructor that finds it there, with no new value on the way. */
function liveRegions(facts: BorrowFacts): (region: number, step: number) => boolean {
  const { steps, values, types } = facts;
  const universal: readonly number[] = types.universals.regions;
  const isPresent = presentValues(facts);
  const live = relation();
  const dropped = relation();
  untilNothingIsAdded([live, dropped], () => {
    steps.forEach(({ uses, drops, defines, successors }, at) => {
      for (const value of uses) live.add(value, 0, at);
      for (const value of drops) if (isPresent(value, at)) dropped.add(value, 0, at);
      for (const next of successors) {
        for (const [value] of live.at(next)) if (value !== defines) live.add(value, 0, at);
        for (const [value] of dropped.at(next)) if (value !== defines && isPresent(value, at)) dropped.add(value, 0, at);
      }
    });
  });
  return (region, step) =>
    universal.includes(region) ||
    [...live.at(step), ...dropped.at(step)].some(([value]) => (regionsOf(values[value]!) as readonly number[]).includes(region));
}

function presentValues({ steps, types: { body } }: BorrowFacts): (value: number, step: number) => boolean {
  const present = relation();
  const made = new Set(["binding", "temporary", "return"]);
  for (const { id, kind } of body.locals) if (!made.has(kind.kind)) present.add(id, 0, 0);
  untilNothingIsAdded([present], () => {
    steps.forEach((step, at) => {
      for (const next of step.successors) {
        for (const [value] of present.at(at)) if (!isTaken(step, value)) present.add(value, 0, next);
        for (const value of given(step)) present.add(value, 0, next);
      }
    });
  });
  return (value, step) => present.has(value, 0, step);
}

function given({ defines, initialises }: Step): readonly number[] {
  return [...(defines === undefined ? [] : [defines]), ...(initialises === undefined ? [] : [initialises.local])];
}

function isTaken(step: Step, value: number): boolean {
  const { moves, accesses, settles } = step;
  if (given(step).includes(value)) return false;
  if ((settles as number | undefined) === value) return true;
  const isMoved = moves !== undefined && moves.path.length === 0 && (moves.local as number) === value;
  return isMoved || accesses.some(({ how, place }) => how === "end" && (place.local as number) === value);
}

/** Facts about two things at a step. */
interface Relation {
  add(left: number, right: number, step: number): void;
  has(left: number, right: number, step: number): boolean;
  at(step: number): readonly (readonly [number, number])[];
  size(): number;
}

function relation(): Relation {
  const bySteps = new Map<number, Map<string, readonly [number, number]>>();
  let size = 0;
  return {
    add(left, right, step) {
      const pairs = bySteps.get(step) ?? new Map<string, readonly [number, number]>();
      bySteps.set(step, pairs);
      const key = `${left} ${right}`;
      if (pairs.has(key)) return;
      pairs.set(key, [left, right]);
      size += 1;
    },
    has: (left, right, step) => bySteps.get(step)?.has(`${left} ${right}`) === true,
    at: (step) => [...(bySteps.get(step)?.values() ?? [])],
    size: () => size,
  };
}

function untilNothingIsAdded(relations: readonly Relation[], applyRules: () => void): void {
  const total = (): number => relations.reduce((sum, each) => sum + each.size(), 0);
  for (let before = -1; before !== total();) {
    before = total();
    applyRules();
  }
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
