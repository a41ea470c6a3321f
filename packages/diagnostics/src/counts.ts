/** How many findings there are, in all and of each kind. */

import { type Diagnostic, primaryLabel } from "./diagnostic.ts";

export interface Counts {
  readonly findings: number;
  readonly errors: number;
  readonly warnings: number;
  /** Files that have a finding. */
  readonly files: number;
  /** Most frequent first; equals by code. */
  readonly byCode: readonly CodeCount[];
}

export interface CodeCount {
  readonly code: string;
  readonly name: string;
  readonly count: number;
}

export function countDiagnostics(diagnostics: readonly Diagnostic[]): Counts {
  const errors = diagnostics.filter((diagnostic) => diagnostic.level === "error").length;
  return {
    findings: diagnostics.length,
    errors,
    warnings: diagnostics.length - errors,
    files: new Set(diagnostics.map((diagnostic) => primaryLabel(diagnostic).span.file)).size,
    byCode: countByCode(diagnostics),
  };
}

function countByCode(diagnostics: readonly Diagnostic[]): readonly CodeCount[] {
  const counts = new Map<string, CodeCount>();
  for (const { code, name } of diagnostics) {
    const key = `${code} ${name}`;
    counts.set(key, { code, name, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
