/** What a closure captures, and how: read off the steps of its own code, place by place, as Rust does since 2021. */

import type { BodyId, LocalId, Place } from "@freehold/mir/body";
import type { TypedPlace } from "./place.ts";
import type { Access, BorrowFacts } from "./step.ts";

/** A place of the body that makes the closure. */
export interface CapturedPlace {
  readonly place: Place;
  readonly how: "shared" | "exclusive" | "moved";
}

/** `facts` are the closure's own, `outer` is the body that makes it. A place within another captured one is captured with it. */
export function capturedPlaces(facts: BorrowFacts, outer: BodyId): readonly CapturedPlace[] {
  const { locals } = facts.types.body;
  const found = new Map<string, CapturedPlace>();
  for (const { accesses, writes } of facts.steps) {
    for (const { place, how } of [...accesses, ...writes]) {
      const { kind } = locals[place.local]!;
      const captured = captureBy(how);
      if (kind.kind !== "capture" || kind.body !== outer || captured === undefined) continue;
      const here: CapturedPlace = { place: { local: kind.local, path: pathOf(place) }, how: captured };
      const key = keyOf(here.place);
      found.set(key, stronger(found.get(key), here));
    }
  }
  return withoutParts([...found.values()]);
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

const strength: Readonly<Record<CapturedPlace["how"], number>> = { shared: 0, exclusive: 1, moved: 2 };

function stronger(known: CapturedPlace | undefined, found: CapturedPlace): CapturedPlace {
  return known === undefined || strength[found.how] > strength[known.how] ? found : known;
}

function withoutParts(captured: readonly CapturedPlace[]): readonly CapturedPlace[] {
  const wholes = captured.filter(({ place }) => !captured.some((other) => isPartOf(place, other.place)));
  return wholes.map((whole) => captured.filter(({ place }) => isPartOf(place, whole.place)).reduce(strongerWhole, whole));
}

function strongerWhole(whole: CapturedPlace, part: CapturedPlace): CapturedPlace {
  return strength[part.how] > strength[whole.how] ? { ...whole, how: part.how } : whole;
}

function isPartOf(part: { readonly local: LocalId; readonly path: Place["path"] }, whole: Place): boolean {
  return part.local === whole.local && part.path.length > whole.path.length && keyOf(part).startsWith(`${keyOf(whole)}.`);
}
