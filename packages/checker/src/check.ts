/** The pipeline: a program in, diagnostics out. The same program gives the same diagnostics, in the same order. */

import type { Diagnostic, Tier } from "@freehold/diagnostics/diagnostic";
import type { Body } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import type { Model } from "@freehold/models/schema";
import { viewBody, type BodyView } from "./body-view.ts";
import { inOrder } from "./in-order.ts";
import type { Reads, Rule } from "./rule.ts";
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
      const found = checkBody(view, "owners");
      statistics = countOwners(statistics, view, found);
      diagnostics.push(...found);
    }
    diagnostics.push(...checkBody(view, "code"));
  }
  // By itself: code that runs without a break runs faster than code that takes turns with other code.
  for (const body of bodiesOfStrictFiles(program)) {
    diagnostics.push(...checkBody(viewBody(session, body, options.tier), "borrows"));
  }
  return { diagnostics: inOrder(diagnostics), statistics };
}

function bodiesOfStrictFiles({ files, bodies }: Program): readonly Body[] {
  const strict = new Set(files.filter((file) => file.strict !== undefined).map(({ path }) => path));
  return strict.size === 0 ? [] : bodies.filter(({ file }) => strict.has(file));
}

/** What the rules say of a body in the view's tier. */
function checkBody(view: BodyView, reads: Reads): readonly Diagnostic[] {
  return rulesReading[reads].flatMap((rule) => rule.check(view)).filter((found) => view.tier !== "definite" || found.tier !== "maybe");
}

/** A file opts into the strict rules by itself, so its findings are told in every tier. */
const rulesReading: Readonly<Record<Reads, readonly Rule[]>> = {
  owners: rules.filter(({ reads }) => reads === "owners"),
  code: rules.filter(({ reads }) => reads === "code"),
  borrows: rules.flatMap((rule) => (rule.reads === "borrows" ? [rule] : (rule.inStrictCode ?? []))),
};
