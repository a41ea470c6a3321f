/** The one order in which findings are shown: by file, then place, then code. */

import { type Diagnostic, primaryLabel } from "./diagnostic.ts";
import { compareSpans } from "./span.ts";

export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted(compareDiagnostics);
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareSpans(primaryLabel(a).span, primaryLabel(b).span) ||
    compareText(a.code, b.code) ||
    compareText(a.name, b.name) ||
    compareText(a.message, b.message)
  );
}

/** By code unit, so that the order is the same in every locale. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
