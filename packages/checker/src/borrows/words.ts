/** How borrows are told: places by their names, and the labels that all rules of strict code share. */

import type { Label } from "@freehold/diagnostics/diagnostic";
import type { Span } from "@freehold/diagnostics/span";
import type { Body } from "@freehold/mir/body";
import { assertNever } from "@freehold/mir/assert";
import { other, primary } from "../explain/labels.ts";
import type { Conflict } from "./conflicts.ts";
import type { TypedPlace } from "./place.ts";
import type { NextUse } from "./next-use.ts";
import type { BorrowFacts, Loan } from "./step.ts";

/** `x.items[…]`, in backticks; what has no name is told by what it is. */
export function placeName({ locals }: Body, { local, path }: TypedPlace): string {
  const { name, kind } = locals[local]!;
  if (name === "" && kind.kind !== "this") return path.length === 0 ? "a temporary value" : "a part of a temporary value";
  const steps = path.map((step) =>
    step.kind === "field" || step.kind === "accessor" ? `.${step.name}` : step.kind === "index" ? "[…]" : "",
  );
  return `\`${name === "" ? "this" : name}${steps.join("")}\``;
}

/** The loan, what breaks it, and who still wants it: what every conflict shows. */
export function conflictLabels(
  { types: { body, universals } }: BorrowFacts,
  { access, loan, use }: Conflict,
  broken: string,
): readonly Label[] {
  const isSame = access.span.start === loan.span.start && access.span.end === loan.span.end;
  const place = placeName(body, loan.place);
  const labels = isSame
    ? [primary(access.span, `${broken}; it was ${borrowedHow(loan)} here on an earlier turn of the loop`)]
    : [other(loan.span, `${place} is ${borrowedHow(loan)} here`), primary(access.span, broken)];
  const later = useLabel(use, [access.span, loan.span]);
  if (later !== undefined) return [...labels, later];
  if (use.kind !== "caller") return labels;
  const lifetime = universals.names.get(use.region);
  const text = lifetime === undefined ? "the borrow is handed back to the caller" : `the borrow must last for all of \`${lifetime}\``;
  return labels.map((label) => (label.role === "primary" ? { ...label, text: `${label.text}; ${text}` } : label));
}

/** A scope that ends too early: the fault is the borrow that was not to be made. */
export function endLabels({ types: { body, universals } }: BorrowFacts, { access, loan, use }: Conflict): readonly Label[] {
  const name = placeName(body, access.place);
  const lifetime = use.kind === "caller" ? universals.names.get(use.region) : undefined;
  const isTemporary = body.locals[access.place.local]?.kind.kind === "temporary";
  const ends = isTemporary ? "it ends with this statement" : `${name} ends here, with its scope`;
  const kept = lifetime === undefined ? "" : `; the borrow must last for all of \`${lifetime}\``;
  const labels = [primary(loan.span, `borrowed here, for longer than ${name} lives${kept}`), other(access.span, ends)];
  const later = useLabel(use, [access.span, loan.span]);
  return later === undefined ? labels : [...labels, later];
}

export function borrowedHow({ how }: Loan): string {
  switch (how) {
    case "shared":
      return "borrowed";
    case "exclusive":
    case "reserved":
      return "borrowed exclusively";
    default:
      return assertNever(how);
  }
}

function useLabel(use: NextUse, shown: readonly Span[]): Label | undefined {
  switch (use.kind) {
    case "use":
      if (shown.some(({ start, end }) => start === use.span.start && end === use.span.end)) return undefined;
      return other(
        use.span,
        use.turn === "next" ? "the borrow is used here, on the next turn of the loop" : "the borrow is used here later",
      );
    case "drop":
      return other(use.span, `\`${use.name}\` still has the borrow when it is disposed here`);
    case "caller":
    case "unknown":
      return undefined;
    default:
      return assertNever(use);
  }
}
