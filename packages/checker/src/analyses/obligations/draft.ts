/** One bundle of paths under way, what its transfer reads, and where it notes what it saw. */

import type { LocalId } from "@freehold/mir/body";
import type { EffectOf } from "../../contracts/contract.ts";
import type { BodyFacts, Event, Owner, Value } from "../../facts/facts.ts";
import { anyValue, has, truthyValue, union, without, workValue } from "../../facts/values.ts";
import type { DropFlags } from "./drop-flags.ts";
import type { LateUse } from "./outcome.ts";
import { valueOf, type Condition, type Disjunct, type FailedCall, type Status, type Way } from "./state.ts";

/** One bundle under way; only the transfer and the solver write to it. */
export interface Draft {
  status: Status;
  way: Way;
  values: Disjunct["values"];
  conditions: Disjunct["conditions"];
  /** Its maps are those of the bundle it was made from, until the first write. */
  readonly own: { values?: Map<LocalId, Value>; conditions?: Map<string, Condition> };
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
  handed(event: Extract<Event, { kind: "give" }>): void;
}

export interface Transfer {
  readonly facts: BodyFacts;
  readonly owner: Owner;
  /** A release can still come after the point under transfer, so what it is handed to borrows. */
  readonly releasedLater: boolean;
  readonly flags: DropFlags;
  readonly recorder: Recorder | undefined;
  readonly effectOf: EffectOf;
  /** Of an acquisition that may come back with nothing, which case this is. */
  readonly acquisition: "succeeds" | "fails";
}

export function draftOf(disjunct: Disjunct): Draft {
  return { ...disjunct, own: {} };
}

export function setValue(draft: Draft, local: LocalId, value: Value): void {
  if (draft.values.get(local) !== value) ownValues(draft).set(local, value);
}

export function forgetValue(draft: Draft, local: LocalId): void {
  if (draft.values.has(local)) ownValues(draft).delete(local);
}

export function setCondition(draft: Draft, key: string, condition: Condition): void {
  ownConditions(draft).set(key, condition);
}

export function forgetCondition(draft: Draft, key: string): void {
  if (draft.conditions.has(key)) ownConditions(draft).delete(key);
}

function ownValues(draft: Draft): Map<LocalId, Value> {
  const own = (draft.own.values ??= new Map(draft.values));
  draft.values = own;
  return own;
}

function ownConditions(draft: Draft): Map<string, Condition> {
  const own = (draft.own.conditions ??= new Map(draft.conditions));
  draft.conditions = own;
  return own;
}

export function tooLate(status: Status): LateUse["status"] | undefined {
  return status.kind === "released" || status.kind === "moved" || status.kind === "ended" ? status : undefined;
}

/** What a local is once other code may have run: a closure may have set it. */
export function disturb(facts: BodyFacts, draft: Draft): void {
  for (const local of facts.setByClosures) {
    const value = draft.values.get(local);
    if (value !== undefined) setValue(draft, local, union(value, anyValue));
  }
}

/** Whoever gets the promise sees to it. */
export function passWork(draft: Draft, via: LocalId): void {
  if (!has(valueOf(draft, via), workValue)) return;
  for (const [local, value] of draft.values)
    if (has(value, workValue)) setValue(draft, local, union(without(value, workValue), truthyValue));
}

export function defer(draft: Draft): void {
  if (draft.status.kind === "live") draft.status = { kind: "deferred" };
}
