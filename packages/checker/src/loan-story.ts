/** `freehold why` on a variable of strict code that is borrowed, or that borrows: its loans, from where each is made to who uses it last. */

import type { Diagnostic, Label } from "@freehold/diagnostics/diagnostic";
import type { Span } from "@freehold/diagnostics/span";
import type { Local, LocalId } from "@freehold/mir/body";
import { solveBorrows, type Solved } from "./borrows/check-borrows.ts";
import { loanUses, type LoanUse } from "./borrows/loan-uses.ts";
import { regionsOf } from "./borrows/type.ts";
import { borrowedHow, placeName } from "./borrows/words.ts";
import { other, primary } from "./explain/labels.ts";
import type { Session } from "./summaries/session.ts";

/** Of the variable that is declared or used at the place; absent where it has nothing to do with borrows. */
export function loanStory({ knowledge: { program }, strictCode }: Session, place: Span): Diagnostic | undefined {
  for (const body of program.bodies) {
    if (body.file !== place.file || !meets(body.span, place)) continue;
    const solved = solveBorrows(strictCode, body);
    const local = solved === undefined ? undefined : localAt(solved, place);
    const labels = solved === undefined || local === undefined ? [] : labelsOf(solved, local.id);
    if (solved !== undefined && local !== undefined && labels.length > 0) return storyOf(solved, local, labels);
  }
  return undefined;
}

function localAt({ facts: { types, steps } }: Solved, where: Span): Local | undefined {
  const { locals } = types.body;
  const named = locals.filter(({ kind, name }) => (kind.kind === "param" || kind.kind === "binding") && name !== "");
  const declared = named.find(({ span }) => meets(span, where));
  const used = steps
    .flatMap(({ accesses, writes }) => [...accesses, ...writes])
    .filter(({ span, how, place }) => how !== "end" && meets(span, where) && named.some(({ id }) => id === place.local))
    .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  return declared ?? named.find(({ id }) => id === used[0]?.place.local);
}

/** The loans of the variable itself, then those that it holds. */
function labelsOf(solved: Solved, local: LocalId): readonly Label[] {
  const { types } = solved.facts;
  const regions = regionsOf(types.localType(local));
  return loanUses(solved).flatMap((use) => {
    const isHeldByIt = regions.some((region) => solved.flow.before.some((state) => state.get(region)?.loans.has(use.loan.id) === true));
    // What a call reserves, it borrows in the same place.
    if (use.loan.how === "reserved") return [];
    return use.loan.place.local === local || isHeldByIt ? loanLabels(solved, use) : [];
  });
}

function loanLabels({ facts: { types } }: Solved, { loan, last, kept }: LoanUse): readonly Label[] {
  const name = placeName(types.body, loan.place);
  const made = `${name} is ${borrowedHow(loan)} here`;
  if (kept !== undefined) {
    const lifetime = types.universals.names.get(kept);
    return [other(loan.span, `${made}, for ${lifetime === undefined ? "longer than the function runs" : `all of \`${lifetime}\``}`)];
  }
  if (last.length === 0) return [other(loan.span, `${made}, and nobody uses the borrow`)];
  const later = last.filter((span) => !isWithin(loan.span, span));
  return [other(loan.span, made), ...later.map((span) => other(span, `the borrow of ${name} is used here for the last time`))];
}

function storyOf({ facts: { types } }: Solved, local: Local, labels: readonly Label[]): Diagnostic {
  return {
    code: "why",
    name: "why",
    tier: "strict",
    level: "warning",
    message: `the borrows of \`${local.name}\` in \`${types.body.name}\``,
    labels: [primary(local.span, "declared here"), ...labels].toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    why: "A borrow lasts until its last use. What is borrowed exclusively is nobody else's to look at until then, and what is borrowed otherwise is nobody's to change.",
    fixes: [],
    scope: types.body.scope,
  };
}

function meets(span: Span, place: Span): boolean {
  return span.start <= place.end && place.start <= span.end;
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
