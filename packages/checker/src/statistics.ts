/** Counts for the summary line: how many functions own something, and how many of them release it on every path. */

import type { Diagnostic } from "@freehold/diagnostics/diagnostic";
import type { BodyView } from "./body-view.ts";

export interface Statistics {
  /** Functions that call anything of interest. */
  readonly functions: number;
  /** Functions that acquire something whose release is theirs to see to. */
  readonly owning: number;
  /** Those of them that do, on every path the definite tier believes in, and of which no rule says otherwise. */
  readonly releasing: number;
  /** Owned values that were given up on because they have too many paths. */
  readonly truncated: number;
}

export const noOwners: Statistics = { functions: 0, owning: 0, releasing: 0, truncated: 0 };

/** `found` is what the rules say of the body. */
export function countOwners(statistics: Statistics, view: BodyView, found: readonly Diagnostic[]): Statistics {
  if (view.body.kind === "module") return statistics;
  const outcomes = view.facts.owners.filter(isOwned).map((owner) => view.outcome(owner, "definite"));
  const truncated = outcomes.filter((outcome) => outcome.truncated).length;
  const owning = outcomes.length > 0;
  const releasing = owning && found.length === 0 && outcomes.every((outcome) => outcome.leaks.length === 0);
  return {
    functions: statistics.functions + 1,
    owning: statistics.owning + Number(owning),
    releasing: statistics.releasing + Number(releasing),
    truncated: statistics.truncated + truncated,
  };
}

function isOwned(owner: BodyView["facts"]["owners"][number]): boolean {
  return (
    (owner.origin.kind === "acquired" || owner.origin.kind === "handed" || owner.origin.kind === "element") &&
    owner.type.strength === "hard"
  );
}
