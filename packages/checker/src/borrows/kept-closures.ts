/** Who keeps a closure that it is given: what such a closure borrows must never end. */

import type { LocalId, Terminator } from "@freehold/mir/body";
import type { DeclaredType, Signature } from "@freehold/mir/declared";
import { synchronousCallbackMethods } from "../words.ts";
import { staticRegion } from "./instantiate.ts";
import type { InstantiatedSignature } from "./signature.ts";
import { loanOfCaller, type LoanFlow } from "./solve.ts";
import type { BorrowFacts, StepId, Subset } from "./step.ts";
import { calledType, regionsOf, type RegionId, type Type } from "./type.ts";

/** Positions of arguments. */
export type Kept = readonly number[] | "all";

/** Of a function's own arguments, those whose closures are still there when it has returned: read off its own code. */
export function keptArguments({ types, loans, steps }: BorrowFacts, flow: LoanFlow): Kept {
  const { universals } = types;
  if (universals.captured.size === 0) return [];
  const kept = new Set(steps.flatMap((_, id) => [...(flow.during(id as StepId).get(staticRegion)?.loans ?? [])]));
  const isKept = (type: Type): boolean =>
    regionsOf(type).some(
      (region) => universals.captured.has(region) && kept.has(loanOfCaller(loans.length, universals.regions.indexOf(region))),
    );
  return universals.arguments.flatMap((type, index) => (isKept(type) ? [index] : []));
}

/** Of a closure's captured variables, those of which it hands a borrow to somebody who keeps it. */
export function keptCaptures(facts: BorrowFacts): ReadonlySet<LocalId> {
  return new Set(capturesFlowingInto(facts, [staticRegion]));
}

/** Of a closure's captured variables, those that it puts a borrow of into another one: by that one, `r` in `() => { r = ref(x); }`. */
export function capturesPutInto(facts: BorrowFacts): ReadonlyMap<LocalId, readonly LocalId[]> {
  const { types } = facts;
  const targets = types.body.locals.filter(({ kind }) => kind.kind === "capture").map(({ id }) => id);
  const flows = targets.map((id): readonly [LocalId, readonly LocalId[]] => {
    const found = capturesFlowingInto(facts, regionsOf(types.localType(id)));
    return [id, found.filter((source) => source !== id)];
  });
  return new Map(flows.filter(([, sources]) => sources.length > 0));
}

function capturesFlowingInto({ types, steps, loans }: BorrowFacts, regions: readonly RegionId[]): readonly LocalId[] {
  const reached = new Set(regions);
  const subsets = steps.flatMap((step) => step.subsets);
  for (const region of reached) for (const { from, to } of subsets) if (to === region) reached.add(from);
  if (reached.size === regions.length) return [];
  const captures = types.body.locals.filter(({ id, kind }) => {
    if (kind.kind !== "capture") return false;
    const lent = loans.some(({ place, region }) => place.local === id && reached.has(region));
    return lent || regionsOf(types.localType(id)).some((region) => reached.has(region));
  });
  return captures.map(({ id }) => id);
}

/** Where there is no code to read, what is lent stays with the caller, and what is given does not. */
export function keptWithoutCode({ arguments: args }: Signature): Kept {
  const isLent = ({ kind }: DeclaredType): boolean => kind === "borrow";
  return args.flatMap((type, index) => (isLent(type) ? [] : [index]));
}

/** What is kept outlives everything. */
export function keptForever({ arguments: args, captured }: InstantiatedSignature, kept: Kept): readonly Subset[] {
  return args
    .filter((_, index) => kept === "all" || kept.includes(index))
    .flatMap(regionsOf)
    .filter((region) => captured.has(region))
    .map((from) => ({ from, to: staticRegion }));
}

/** Somebody whose code is not strict may call a closure at any time later, unless it is known to call it at once. */
export function isKeptByStranger({ callee }: Extract<Terminator, { kind: "call" }>, given: Type): boolean {
  if (callee.kind === "method" && synchronousCallbackMethods.has(callee.name)) return false;
  const { kind } = calledType(given);
  return kind === "closure" || kind === "function";
}
