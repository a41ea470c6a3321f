/** Loans as text: what is borrowed where and how, and how long it lasts. */

import type { Span } from "@freehold/diagnostics/span";
import type { Solved } from "./check-borrows.ts";
import { loanUses } from "./loan-uses.ts";
import { borrowedHow, placeName } from "./words.ts";

/** Empty where nothing is borrowed; `text` is the file's, to show what each span covers. */
export function printLoans(solved: Solved, text: string): string {
  const { body, universals } = solved.facts.types;
  const uses = loanUses(solved);
  if (uses.length === 0) return "";
  const lines = uses.map(({ loan, last, kept }) => {
    const ends =
      kept === undefined
        ? last.map((span) => excerpt(span, text)).join(", ") || "never used"
        : (universals.names.get(kept) ?? "the caller");
    return `  #${loan.id} ${placeName(body, loan.place)} ${borrowedHow(loan)} at ${excerpt(loan.span, text)}, until ${ends}`;
  });
  return [`loans of ${body.name}`, ...lines].join("\n");
}

function excerpt({ start, end }: Span, text: string): string {
  const shown = text.slice(start, end).replace(/\s+/g, " ");
  return shown.length > 60 ? `${shown.slice(0, 59)}…` : shown;
}
