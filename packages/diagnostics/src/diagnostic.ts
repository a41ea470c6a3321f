/** A finding in words: what every renderer, host and test reads. Plain data, no colours, no line numbers. */

import type { Span } from "./span.ts";

/** How sure the checker is; each tier includes the ones before it. */
export type Tier = "definite" | "maybe" | "strict";

export type Level = "error" | "warning";

/** `primary` is the place the finding is about; `other` labels tell its story. */
export interface Label {
  readonly span: Span;
  readonly text: string;
  readonly role: "primary" | "other";
}

/** `safe` keeps behaviour; `suggested` may change it and asks for a look. */
export interface Fix {
  readonly title: string;
  readonly safety: "safe" | "suggested";
  readonly edits: readonly Edit[];
}

/** Replaces the span's text; an empty span inserts. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface Diagnostic {
  /** `FH1001`, or rustc's code where the meaning is rustc's. */
  readonly code: string;
  /** The identity: `leaked-resource`. */
  readonly name: string;
  readonly tier: Tier;
  readonly level: Level;
  /** The headline: true and understandable alone; values in backticks, no full stop. */
  readonly message: string;
  /** In source order. Exactly one is primary. */
  readonly labels: readonly Label[];
  /** What happens at run time, in sentences. */
  readonly why?: string;
  /** An order: what to do. */
  readonly help?: string;
  readonly fixes: readonly Fix[];
  /** Names of the enclosing declarations, outermost first: `["Store", "add"]`. */
  readonly scope: readonly string[];
}

export function primaryLabel(diagnostic: Diagnostic): Label {
  const label = diagnostic.labels.find((candidate) => candidate.role === "primary");
  if (label === undefined) throw new Error(`diagnostic ${diagnostic.name} has no primary label`);
  return label;
}
