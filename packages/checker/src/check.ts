/** The pipeline: a program in, diagnostics out. The same program gives the same diagnostics, in the same order. */

import type { Diagnostic, Tier } from "@freehold/diagnostics/diagnostic";
import { primaryLabel } from "@freehold/diagnostics/diagnostic";
import { compareSpans } from "@freehold/diagnostics/span";
import type { Program } from "@freehold/mir/program";
import type { Model } from "@freehold/models/schema";
import { viewBody, type BodyView } from "./body-view.ts";
import type { Reads } from "./rule.ts";
import { rules } from "./rules/registry.generated.ts";
import { countOwners, noOwners, type Statistics } from "./statistics.ts";
import { openSession } from "./summaries/session.ts";

export interface CheckOptions {
  readonly models: readonly Model[];
  readonly tier: Tier;
}

export interface CheckResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly statistics: Statistics;
}

export function check(program: Program, options: CheckOptions): CheckResult {
  const session = openSession(program, options.models);
  const diagnostics: Diagnostic[] = [];
  let statistics = noOwners;
  for (const body of program.bodies) {
    const view = viewBody(session, body, options.tier);
    if (session.mayOwn(body)) {
      statistics = countOwners(statistics, view);
      diagnostics.push(...checkBody(view, "owners"));
    }
    diagnostics.push(...checkBody(view, "code"));
  }
  return { diagnostics: inOrder(diagnostics.filter((found) => options.tier !== "definite" || found.tier === "definite")), statistics };
}

function checkBody(view: BodyView, reads: Reads): readonly Diagnostic[] {
  return rules.flatMap((rule) => (rule.reads === reads ? rule.check(view) : []));
}

/** By place, then code; one fault told by several rules at one place is told once, by the first. */
function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...diagnostics].sort(
    (a, b) =>
      compareSpans(primaryLabel(a).span, primaryLabel(b).span) ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) ||
      (a.message < b.message ? -1 : 1),
  );
  const seen = new Set<string>();
  return sorted.filter((diagnostic) => {
    const { span } = primaryLabel(diagnostic);
    const key = `${span.file} ${span.start} ${diagnostic.name}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
