/** What a rule is: a name with a code, a search that yields findings as data, and the words for each finding. */

import type { Diagnostic, Fix, Label, Tier } from "@freehold/diagnostics/diagnostic";
import type { BodyView } from "./body-view.ts";
import type { BorrowReport } from "./borrows/check-borrows.ts";

export interface RuleMeta {
  /** Kebab-case; the identity, and the folder's name. */
  readonly name: string;
  /** rustc's code where the meaning is rustc's, `FHnnnn` otherwise. */
  readonly code: string;
  /** Where rustc tells apart what the rule takes together: its other codes. */
  readonly otherCodes?: readonly string[];
  /** One line for lists. */
  readonly summary: string;
}

export interface Rule {
  readonly meta: RuleMeta;
  readonly reads: Reads;
  check(view: BodyView): readonly Diagnostic[];
  /** What the same name means in strict code, where it means more. */
  readonly inStrictCode?: Rule;
}

/**
 * `owners`: asked about the bodies that may own something. `code`: about every body, and reads no facts unless something there
 * calls for it. `borrows`: about the bodies of strict files.
 */
export type Reads = "owners" | "code" | "borrows";

/** A finding is data: no words, no colours, no line numbers. */
export interface RuleDefinition<Finding extends { readonly tier: Tier }> {
  readonly meta: RuleMeta;
  /** Absent: `owners`. */
  readonly reads?: Reads;
  find(view: BodyView): readonly Finding[];
  describe(finding: Finding, view: BodyView): Description;
}

/** The words for one finding. */
export interface Description {
  /** One of the rule's other codes. */
  readonly code?: string;
  readonly message: string;
  readonly labels: readonly Label[];
  readonly why?: string;
  readonly help?: string;
  readonly fixes?: readonly Fix[];
  /** Of the code at fault, where that is not the body which shows the fault. */
  readonly scope?: readonly string[];
}

export function defineRule<Finding extends { readonly tier: Tier }>(definition: RuleDefinition<Finding>): Rule {
  return {
    meta: definition.meta,
    reads: definition.reads ?? "owners",
    check: (view) =>
      definition.find(view).map((finding) => diagnostic(definition.meta, finding.tier, definition.describe(finding, view), view)),
  };
}

/** A rule of strict code: it sees what the borrow checker found. */
export function defineBorrowRule<Finding>(definition: BorrowRuleDefinition<Finding>): Rule {
  return {
    meta: definition.meta,
    reads: "borrows",
    check(view) {
      const report = view.borrows;
      if (report === undefined) return [];
      return definition
        .find(report)
        .map((finding) => diagnostic(definition.meta, "strict", definition.describe(finding, { report, view }), view));
    },
  };
}

export interface BorrowRuleDefinition<Finding> {
  readonly meta: RuleMeta;
  find(report: BorrowReport): readonly Finding[];
  describe(finding: Finding, context: BorrowContext): Description;
}

export interface BorrowContext {
  readonly report: BorrowReport;
  readonly view: BodyView;
}

function diagnostic(meta: RuleMeta, tier: Tier, words: Description, view: BodyView): Diagnostic {
  return {
    code: words.code ?? meta.code,
    name: meta.name,
    tier,
    level: tier === "maybe" ? "warning" : "error",
    message: words.message,
    labels: [...words.labels].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    ...(words.why !== undefined && { why: words.why }),
    ...(words.help !== undefined && { help: words.help }),
    fixes: words.fixes ?? [],
    scope: words.scope ?? view.body.scope,
  };
}
