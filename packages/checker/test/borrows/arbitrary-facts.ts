/** Random facts for the borrow checker: a few steps that borrow, use, move and end a few values, in any order and with any jumps. */

import fc, { type Arbitrary } from "fast-check";
import { asFilePath } from "@freehold/diagnostics/span";
import { parseBody } from "@freehold/mir/parse";
import type { LocalId } from "@freehold/mir/body";
import { emptyEnvironment, copyType, type RegionId, type Type } from "../../src/borrows/type.ts";
import type { AccessKind, BorrowFacts, Loan, LoanId, Step, StepId, ValueId } from "../../src/borrows/step.ts";
import type { PathStep, TypedPlace } from "../../src/borrows/place.ts";
import type { BodyTypes } from "../../src/borrows/typing.ts";

/** Four locals and two values on their way. */
const locals = 5;
const values = 7;
/** What never ends, then two lifetimes of the signature. */
const universal = 3;
const regions = universal + values;

export function arbitraryFacts(): Arbitrary<BorrowFacts> {
  return fc
    .record({
      loans: fc.array(arbitraryLoan(), { minLength: 1, maxLength: 4 }),
      count: fc.integer({ min: 2, max: 9 }),
    })
    .chain(({ loans, count }) =>
      fc.array(arbitraryStep(count, loans.length), { minLength: count, maxLength: count }).map((steps): BorrowFacts => ({
        types: typesOfNothing(),
        steps: inLine(steps),
        loans: loans.map((loan, id) => ({ ...loan, id: id as LoanId })),
        values: Array.from({ length: values }, (_, value) => typeOfValue(value)),
        faults: [],
      })),
    );
}

/** Every value may borrow, through a region of its own. */
function typeOfValue(value: number): Type {
  return { kind: "borrow", how: "shared", region: (universal + value) as RegionId, of: copyType };
}

function arbitraryLoan(): Arbitrary<Omit<Loan, "id">> {
  return fc.record({
    place: arbitraryPlace(),
    how: fc.constantFrom("shared" as const, "exclusive" as const),
    region: arbitraryRegion(),
    span: fc.constant(nowhere),
    by: fc.constant("hand" as const),
  });
}

/** Most steps do one thing, and go on to the next. */
function arbitraryStep(count: number, loans: number): Arbitrary<Step> {
  const few = <Each>(each: Arbitrary<Each>): Arbitrary<Each[]> => fc.array(each, { maxLength: 2 });
  const maybe = <Each>(each: Arbitrary<Each>): Arbitrary<Each | undefined> => fc.option(each, { nil: undefined, freq: 2 });
  const value = fc.nat(values - 1).map((id) => id as ValueId);
  return fc.record({
    span: fc.constant(nowhere),
    accesses: few(arbitraryAccess("read", "shared", "exclusive", "reserve", "move", "end")),
    writes: few(arbitraryAccess("write")),
    uses: few(value),
    drops: few(value),
    defines: maybe(value),
    subsets: few(fc.record({ from: fc.integer({ min: 1, max: regions - 1 }).map((id) => id as RegionId), to: arbitraryRegion() })),
    issues: few(fc.nat(loans - 1).map((id) => id as LoanId)),
    moves: maybe(arbitraryPlace().map((place) => ({ ...place, how: "given" as const }))),
    initialises: maybe(arbitraryPlace()),
    settles: maybe(arbitraryLocal()),
    opens: maybe(arbitraryLocal()),
    buries: maybe(arbitraryLocal()),
    successors: fc.array(
      fc.nat(count - 1).map((id) => id as StepId),
      { maxLength: 1 },
    ),
  });
}

function inLine(steps: readonly Step[]): readonly Step[] {
  return steps.map((step, id) => ({
    ...step,
    successors: [...new Set([...(id + 1 < steps.length ? [(id + 1) as StepId] : []), ...step.successors])],
  }));
}

function arbitraryAccess(...how: readonly AccessKind[]): Arbitrary<Step["accesses"][number]> {
  return fc.record({ place: arbitraryPlace(), how: fc.constantFrom(...how), span: fc.constant(nowhere) });
}

function arbitraryPlace(): Arbitrary<TypedPlace> {
  const steps: readonly PathStep[] = [
    { kind: "deref", how: "exclusive", region: 1 as RegionId },
    { kind: "field", name: "a", of: copyType },
    { kind: "field", name: "b", of: copyType },
    { kind: "index", of: copyType },
  ];
  return fc.record({
    local: arbitraryLocal(),
    path: fc.array(fc.constantFrom(...steps), { maxLength: 2 }),
    type: fc.constant(copyType),
  });
}

function arbitraryLocal(): Arbitrary<LocalId> {
  return fc.nat(locals - 1).map((id) => id as LocalId);
}

function arbitraryRegion(): Arbitrary<RegionId> {
  return fc.nat(regions - 1).map((id) => id as RegionId);
}

const nowhere = { file: asFilePath("facts.ts"), start: 0, end: 0 };

function typesOfNothing(): BodyTypes {
  const body = parseBody(
    "function f #0\n  params %1 %2\n  %0 <return>: return\n  %1 a: param\n  %2 b: param\n  %3 c: const\n  %4 d: let\n\nbb0:\n  return",
  );
  const fixed = {
    receiver: undefined,
    arguments: [],
    result: copyType,
    environment: emptyEnvironment,
    regions: Array.from({ length: universal }, (_, region) => region as RegionId),
    names: new Map<RegionId, string>(),
    outlives: new Set<string>(),
    missesLifetime: false,
    captured: new Set<RegionId>(),
    lent: new Set<RegionId>(),
  };
  return {
    body,
    universals: fixed,
    around: [],
    regionCount: () => regions,
    localType: (local: LocalId) => typeOfValue(local),
  } as unknown as BodyTypes;
}
