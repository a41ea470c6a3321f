/** Gathers what the last pass of the analysis sees, each thing once and in source order. */

import type { Span } from "@freehold/diagnostics/span";
import type { BlockId } from "@freehold/mir/body";
import type { Owner } from "../../facts/facts.ts";
import type { Exit, Handing, LateUse, Outcome, Suspension, ReturnedValue } from "./outcome.ts";
import type { Recorder } from "./draft.ts";

export interface Recording extends Recorder {
  leak(exit: Exit): void;
  safe(exit: Exit): void;
  returned(value: ReturnedValue): void;
  suspended(suspension: Suspension): void;
  heldAt(block: BlockId): void;
  outcome(): Outcome;
  truncated(): Outcome;
}

export function recording(owner: Owner): Recording {
  const leaks = new Map<string, Exit>();
  const safe = new Map<string, Exit>();
  const exits = new Map<string, Exit>();
  const late = new Map<string, LateUse>();
  const returned = new Map<string, ReturnedValue>();
  const suspensions = new Map<string, Suspension>();
  const heldAt = new Set<BlockId>();
  const overwritten = new Map<string, Span>();
  const releases = new Map<string, Span>();
  const handed = new Map<string, Handing>();
  return {
    leak(exit) {
      exits.set(statusKey(exit), exit);
      leaks.set(`${exit.kind} ${key(exit.span)}`, exit);
    },
    safe(exit) {
      exits.set(statusKey(exit), exit);
      safe.set(`${exit.kind} ${key(exit.span)}`, exit);
    },
    suspended: (suspension) => void suspensions.set(key(suspension.span), suspension),
    heldAt: (block) => void heldAt.add(block),
    returned: (value) => void returned.set(`${value.as} ${key(value.span)}`, value),
    late: (use) => noteOnce(late, `${use.how} ${key(use.span)}`, use),
    overwritten: () => void overwritten.set(key(owner.span), owner.span),
    release: (event) => void releases.set(key(event.span), event.span),
    handed: ({ span, how }) => void handed.set(`${how} ${key(span)}`, { span, how }),
    outcome: () => ({
      owner,
      leaks: bySpan([...leaks.values()]),
      safe: bySpan([...safe.values()].filter((exit) => !leaks.has(`${exit.kind} ${key(exit.span)}`))),
      exits: bySpan([...exits.values()]),
      late: bySpan([...late.values()]),
      suspensions: bySpan([...suspensions.values()]),
      heldAt,
      overwritten: [...overwritten.values()],
      releases: [...releases.values()].sort((a, b) => a.start - b.start),
      handed: bySpan([...handed.values()]),
      returned: bySpan([...returned.values()]),
      truncated: false,
    }),
    truncated: () => ({
      owner,
      exits: [],
      leaks: [],
      safe: [],
      late: [],
      suspensions: [],
      heldAt: new Set(),
      overwritten: [],
      releases: [],
      handed: [],
      returned: [],
      truncated: true,
    }),
  };
}

function statusKey({ kind, span, status }: Exit): string {
  return `${kind} ${key(span)} ${status.kind}${"certain" in status && !status.certain ? "?" : ""}${status.kind === "given" ? status.how : ""}`;
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
