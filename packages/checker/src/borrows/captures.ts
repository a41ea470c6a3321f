/** What a closure captures, and how: read off the steps of its own code, place by place, as Rust does since 2021. */

import type { Span } from "@freehold/diagnostics/span";
import type { BodyId, Local, LocalId, Place } from "@freehold/mir/body";
import type { PathStep, TypedPlace } from "./place.ts";
import type { Access, BorrowFacts } from "./step.ts";

/** A place of the body that makes the closure. */
export interface CapturedPlace {
  readonly place: Place;
  readonly how: "shared" | "exclusive" | "moved";
  /** Where the closure gives it away. */
  readonly usedUp: Span | undefined;
  /** Its code hands a borrow of it to somebody who keeps it. */
  readonly kept: boolean;
  /** Variables of the maker into which its code puts a borrow of it. */
  readonly into: readonly LocalId[];
}

/** What a closure's code does with borrows of what it captures, by its own locals. */
export interface BorrowsOut {
  readonly kept: ReadonlySet<LocalId>;
  /** By the variable that they are put into. */
  readonly putInto: ReadonlyMap<LocalId, readonly LocalId[]>;
}

/**
 * `facts` are the closure's own, `outer` is the body that makes it. A place within another captured one is captured with it.
 */
export function capturedPlaces(facts: BorrowFacts, outer: BodyId, { kept, putInto }: BorrowsOut): readonly CapturedPlace[] {
  const { locals } = facts.types.body;
  const found = new Map<string, CapturedPlace>();
  for (const { accesses, writes } of facts.steps) {
    for (const { place, how, span } of [...accesses, ...writes]) {
      const { kind } = locals[place.local]!;
      const captured = captureBy(how);
      if (kind.kind !== "capture" || kind.body !== outer || captured === undefined) continue;
      const here: CapturedPlace = {
        place: { local: kind.local, path: pathOf(place) },
        how: captured,
        usedUp: how === "move" ? span : undefined,
        kept: kept.has(place.local),
        into: [...putInto].flatMap(([target, sources]) => (sources.includes(place.local) ? outerLocal(locals[target]!, outer) : [])),
      };
      const key = keyOf(here.place);
      found.set(key, stronger(found.get(key), here));
    }
  }
  return withoutParts([...found.values()]);
}

/**
 * What a `move` closure takes of these: a reference itself, not what lies behind it, and nothing out of a value whose destructor wants
 * it whole.
 */
export function takenPlaces(captured: readonly CapturedPlace[], typed: (place: Place) => TypedPlace): readonly CapturedPlace[] {
  const found = new Map<string, CapturedPlace>();
  for (const { place, usedUp, kept, into } of captured) {
    const { path, type } = typed(place);
    const barrier = path.findIndex((step) => step.kind === "deref" || (type.kind !== "copy" && isKeptWhole(step)));
    const taken: Place = { ...place, path: barrier < 0 ? place.path : place.path.slice(0, barrier) };
    const key = keyOf(taken);
    found.set(key, stronger(found.get(key), { place: taken, how: "moved", usedUp, kept, into }));
  }
  return withoutParts([...found.values()]);
}

function outerLocal({ kind }: Local, outer: BodyId): readonly LocalId[] {
  return kind.kind === "capture" && kind.body === outer ? [kind.local] : [];
}

/** Up to the first element, which is any of them. */
function pathOf({ path }: TypedPlace): Place["path"] {
  const projections: Place["path"][number][] = [];
  for (const step of path) {
    if (step.kind === "index") break;
    if (step.kind === "field") projections.push({ kind: "field", name: step.name });
  }
  return projections;
}

function captureBy(how: Access["how"]): CapturedPlace["how"] | undefined {
  switch (how) {
    case "read":
    case "test":
    case "shared":
      return "shared";
    case "exclusive":
    case "reserve":
    case "activate":
    case "write":
      return "exclusive";
    case "move":
      return "moved";
    case "end":
      return undefined;
  }
}

function keyOf({ local, path }: Place): string {
  return [local, ...path.map((step) => (step.kind === "field" ? step.name : ""))].join(".");
}

function isKeptWhole(step: PathStep): boolean {
  return step.kind === "field" && step.of.kind === "class" && step.of.of.disposable;
}

const strength: Readonly<Record<CapturedPlace["how"], number>> = { shared: 0, exclusive: 1, moved: 2 };

function stronger(known: CapturedPlace | undefined, found: CapturedPlace): CapturedPlace {
  if (known === undefined || strength[found.how] > strength[known.how]) return found;
  return { ...known, usedUp: known.usedUp ?? found.usedUp };
}

function withoutParts(captured: readonly CapturedPlace[]): readonly CapturedPlace[] {
  const wholes = captured.filter(({ place }) => !captured.some((other) => isPartOf(place, other.place)));
  return wholes.map((whole) => captured.filter(({ place }) => isPartOf(place, whole.place)).reduce(strongerWhole, whole));
}

function strongerWhole(whole: CapturedPlace, part: CapturedPlace): CapturedPlace {
  return strength[part.how] > strength[whole.how] ? { ...whole, how: part.how, usedUp: part.usedUp } : whole;
}

function isPartOf(part: { readonly local: LocalId; readonly path: Place["path"] }, whole: Place): boolean {
  return part.local === whole.local && part.path.length > whole.path.length && keyOf(part).startsWith(`${keyOf(whole)}.`);
}
