/** One bundle of paths under way, what its transfer reads, and where it notes what it saw. */

import type { LocalId } from "@freehold/mir/body";
import type { EffectOf } from "../../contracts/contract.ts";
import type { BodyFacts, Event, Owner, Value } from "../../facts/facts.ts";
import { anyValue, has, truthyValue, union, without, workValue } from "../../facts/values.ts";
import type { LateUse } from "./outcome.ts";
import { valueOf, type Condition, type Disjunct, type FailedCall, type Status, type Way } from "./state.ts";

/** One bundle under way; only the transfer and the solver write to it. */
export interface Draft {
  status: Status;
  way: Way;
  readonly values: Map<LocalId, Value>;
  readonly conditions: Map<string, Condition>;
  guarded: ReadonlySet<LocalId>;
  failure?: FailedCall;
  /** An acquisition on the way here could also have come back with nothing. */
  mayFail?: boolean;
}

/** Where the analysis notes what it saw, in its last pass over the points. */
export interface Recorder {
  late(use: LateUse): void;
  overwritten(event: Extract<Event, { kind: "acquire" }>): void;
  release(event: Extract<Event, { kind: "release" | "release-part" | "invoke" }>): void;
}

export interface Transfer {
  readonly facts: BodyFacts;
  readonly owner: Owner;
  /** A release can still come after the point under transfer, so what it is handed to borrows. */
  readonly releasedLater: boolean;
  readonly recorder: Recorder | undefined;
  readonly effectOf: EffectOf;
  /** Of an acquisition that may come back with nothing, which case this is. */
  readonly acquisition: "succeeds" | "fails";
}

export function draftOf(disjunct: Disjunct): Draft {
  return { ...disjunct, values: new Map(disjunct.values), conditions: new Map(disjunct.conditions) };
}

export function tooLate(status: Status): LateUse["status"] | undefined {
  return status.kind === "released" || status.kind === "moved" || status.kind === "ended" ? status : undefined;
}

/** What a local is once other code may have run: a closure may have set it. */
export function disturb(facts: BodyFacts, draft: Draft): void {
  for (const local of facts.setByClosures) {
    const value = draft.values.get(local);
    if (value !== undefined) draft.values.set(local, union(value, anyValue));
  }
}

/** Whoever gets the promise sees to it. */
export function passWork(draft: Draft, via: LocalId): void {
  if (!has(valueOf(draft, via), workValue)) return;
  for (const [local, value] of draft.values)
    if (has(value, workValue)) draft.values.set(local, union(without(value, workValue), truthyValue));
}

export function defer(draft: Draft): void {
  if (draft.status.kind === "live") draft.status = { kind: "deferred" };
}
