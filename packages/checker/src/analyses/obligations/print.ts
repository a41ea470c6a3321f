/** Outcomes as text: the ways out of each owner, and what touched it too late. */

import type { Span } from "@freehold/diagnostics/span";
import { printOwner } from "../../facts/print.ts";
import type { Exit, Outcome } from "./outcome.ts";

/** `text` is the file's, to show what each span covers. */
export function printOutcome(outcome: Outcome, text: string): string {
  const lines = [printOwner(outcome.owner)];
  if (outcome.truncated) lines.push("  given up: too many paths");
  for (const exit of outcome.leaks) lines.push(`  ✗ ${printExit(exit, text)}`);
  for (const exit of outcome.safe) lines.push(`  ✓ ${printExit(exit, text)}: ${exit.status.kind}`);
  for (const { how, span } of outcome.suspensions) lines.push(`  ~ held across ${how}: ${excerpt(span, text)}`);
  for (const span of outcome.overwritten) lines.push(`  ✗ acquired again while owned: ${excerpt(span, text)}`);
  for (const use of outcome.late) lines.push(`  ! ${use.how} ${use.member} after ${use.status.kind}: ${excerpt(use.span, text)}`);
  return lines.join("\n");
}

function printExit(exit: Exit, text: string): string {
  return `${exit.kind} ${excerpt(exit.span, text)}${exit.after === undefined ? "" : ` after ${excerpt(exit.after.span, text)} threw`}`;
}

function excerpt(span: Span, text: string): string {
  const shown = text.slice(span.start, span.end).replace(/\s+/g, " ");
  return shown.length > 60 ? `${shown.slice(0, 59)}…` : shown;
}
