/** What is told, and in which order: by place, and of several reports of one fault the surest. */

import { primaryLabel, type Diagnostic, type Tier } from "@freehold/diagnostics/diagnostic";
import { compareSpans, type Span } from "@freehold/diagnostics/span";

export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...diagnostics].sort(
    (a, b) =>
      compareSpans(primaryLabel(a).span, primaryLabel(b).span) ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) ||
      sureness[a.tier] - sureness[b.tier] ||
      (a.message < b.message ? -1 : 1),
  );
  const seen = new Set<string>();
  const once = sorted.filter((diagnostic) => {
    const keys = [diagnostic.name, diagnostic.code].map((fault) => `${startOf(primaryLabel(diagnostic).span)} ${fault}`);
    if (keys.some((key) => seen.has(key))) return false;
    for (const key of keys) seen.add(key);
    return true;
  });
  return withoutOtherEnds(once);
}

const sureness: Readonly<Record<Tier, number>> = { definite: 0, maybe: 1, strict: 2 };

/** `drop(arena)` while it is lent, and the use of what it lent: a strict rule tells the one end, and a rule of every file the other. */
function withoutOtherEnds(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const strict = diagnostics.filter(({ tier }) => tier === "strict");
  if (strict.length === 0) return diagnostics;
  return diagnostics.filter((each) => each.tier === "strict" || !strict.some((other) => isOtherEnd(each, other)));
}

/** Each points at where the other one is told. */
function isOtherEnd(one: Diagnostic, other: Diagnostic): boolean {
  return one.code === other.code && pointsAt(one, primaryLabel(other).span) && pointsAt(other, primaryLabel(one).span);
}

function pointsAt({ labels }: Diagnostic, { file, start, end }: Span): boolean {
  return labels.some(({ role, span }) => role === "other" && span.file === file && span.start < end && start < span.end);
}

function startOf({ file, start }: Span): string {
  return `${file} ${start}`;
}
