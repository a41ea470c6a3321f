/** Gathers what the last pass of the analysis sees, each thing once and in source order. */

import type { Span } from "@freehold/diagnostics/span";
import type { Owner } from "../../facts/facts.ts";
import type { Exit, LateUse, Outcome, Suspension } from "./outcome.ts";
import type { Recorder } from "./draft.ts";

export interface Recording extends Recorder {
  leak(exit: Exit): void;
  safe(exit: Exit): void;
  suspended(suspension: Suspension): void;
  outcome(): Outcome;
  truncated(): Outcome;
}

export function recording(owner: Owner): Recording {
  const leaks = new Map<string, Exit>();
  const safe = new Map<string, Exit>();
  const late = new Map<string, LateUse>();
  const suspensions = new Map<string, Suspension>();
  const overwritten = new Map<string, Span>();
  const releases = new Map<string, Span>();
  return {
    leak: (exit) => void leaks.set(`${exit.kind} ${key(exit.span)}`, exit),
    safe: (exit) => void safe.set(`${exit.kind} ${key(exit.span)}`, exit),
    suspended: (suspension) => void suspensions.set(key(suspension.span), suspension),
    late: (use) => noteOnce(late, `${use.how} ${key(use.span)}`, use),
    overwritten: () => void overwritten.set(key(owner.span), owner.span),
    release: (event) => void releases.set(key(event.span), event.span),
    outcome: () => ({
      owner,
      leaks: bySpan([...leaks.values()]),
      safe: bySpan([...safe.values()].filter((exit) => !leaks.has(`${exit.kind} ${key(exit.span)}`))),
      late: bySpan([...late.values()]),
      suspensions: bySpan([...suspensions.values()]),
      overwritten: [...overwritten.values()],
      releases: [...releases.values()].sort((a, b) => a.start - b.start),
      truncated: false,
    }),
    truncated: () => ({ owner, leaks: [], safe: [], late: [], suspensions: [], overwritten: [], releases: [], truncated: true }),
  };
}

function noteOnce(late: Map<string, LateUse>, at: string, use: LateUse): void {
  const old = late.get(at);
  // A certain end is the better story where several paths lead to one use.
  if (old === undefined || (!certain(old) && certain(use))) late.set(at, use);
}

function certain({ status }: LateUse): boolean {
  return status.kind === "moved" || status.certain;
}

function key(span: Span): string {
  return `${span.start}-${span.end}`;
}

function bySpan<T extends { readonly span: Span }>(items: T[]): readonly T[] {
  return items.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
