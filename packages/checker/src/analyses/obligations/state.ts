/** The state of one owner on the paths that reach a point: what became of it, and what the locals hold on those paths. */

import type { Span } from "@freehold/diagnostics/span";
import type { LocalId } from "@freehold/mir/body";
import type { OwnedType } from "../../contracts/contract.ts";
import type { GiveReason, Value } from "../../facts/facts.ts";
import { anyValue, falsyPart, noValue, truthyPart, union, without } from "../../facts/values.ts";

/** What became of the owner. Paths with different answers are kept apart; paths with the same answer are joined (as in ESP). */
export type Status =
  /** Not acquired yet, or its promise is still pending. */
  | { readonly kind: "absent" }
  /** Acquired, and this body must see to its release. */
  | { readonly kind: "live" }
  /** Usable, without an obligation here. */
  | { readonly kind: "lent" }
  | {
      readonly kind: "released";
      readonly at: Span;
      readonly certain: boolean;
      readonly member: string;
      /** What it was taken for there, and where in the callee's code that was. */
      readonly type?: OwnedType;
      readonly inside?: Span;
    }
  | { readonly kind: "moved"; readonly at: Span; readonly how: "transferred" | "consumed"; readonly text: string }
  /** Somebody else owns it now. */
  | { readonly kind: "given"; readonly at: Span; readonly how: GiveReason | "returned" | "awaited-elsewhere" }
  /** A closure that was handed on will release it. */
  | { readonly kind: "deferred" }
  /** The memory under the view went away. */
  | { readonly kind: "ended"; readonly at: Span; readonly certain: boolean; readonly text: string };

/** How the paths left, or are about to leave. */
export interface Way {
  /** The `return` under way. */
  readonly returning: Span | undefined;
  /** The last point that threw, caught or not. */
  readonly thrown: Thrown | undefined;
}

export interface Thrown {
  readonly span: Span;
  readonly explicit: boolean;
}

/** All paths with the same status (and, while unwinding, the same origin), joined. */
export interface Disjunct {
  readonly status: Status;
  readonly way: Way;
  /** Locals without an entry may be anything but the owner. */
  readonly values: ReadonlyMap<LocalId, Value>;
  /** Conditions that were tested, with their outcome. */
  readonly conditions: ReadonlyMap<string, Condition>;
  /** Bindings that a closure already handed on will release. */
  readonly guarded: ReadonlySet<LocalId>;
  /** What becomes of it where the callee that it was given to last throws, or the promise that this one gave. */
  readonly failure?: FailedCall;
}

export interface FailedCall {
  readonly call: Span;
  readonly promise: LocalId;
  readonly status: Status;
}

export interface Condition {
  readonly holds: boolean;
  readonly locals: readonly LocalId[];
}

export type State = ReadonlyMap<string, Disjunct>;

export const noWay: Way = { returning: undefined, thrown: undefined };

export function valueOf(disjunct: Disjunct, local: LocalId): Value {
  return disjunct.values.get(local) ?? anyValue;
}

/**
 * Equal keys are joined. `unwinding` keeps the origins of exceptions apart, so that each way out can be shown. Before there
 * is something to release, ways that differ in a local that is `deciding` about it stay apart: each leads to its own acquisition, or to none.
 */
export function keyOf(disjunct: Disjunct, unwinding: "unwinding" | "running", deciding: ReadonlySet<LocalId>): string {
  const { status, way } = disjunct;
  const at = "at" in status ? `@${status.at.start}-${status.at.end}` : "";
  const certain = "certain" in status && !status.certain ? "?" : "";
  const thrown = unwinding === "unwinding" && way.thrown !== undefined ? `!${way.thrown.span.start}-${way.thrown.span.end}` : "";
  const returning = way.returning === undefined ? "" : `^${way.returning.start}-${way.returning.end}`;
  const flagged = status.kind === "absent" ? [...deciding].map((local) => truthOf(valueOf(disjunct, local))).join("") : "";
  return `${status.kind}${certain}${at}${thrown}${returning}${flagged}`;
}

function truthOf(value: Value): "+" | "-" | " " {
  if (without(value, truthyPart) === noValue) return "+";
  return without(value, falsyPart) === noValue ? "-" : " ";
}

/** The old disjunct itself when nothing new came in. */
export function joinDisjuncts(old: Disjunct, added: Disjunct): Disjunct {
  const values = joinValues(old.values, added.values);
  const conditions = joinConditions(old.conditions, added.conditions);
  const guarded = joinGuards(old.guarded, added.guarded);
  const failure = old.failure ?? added.failure;
  if (values === old.values && conditions === old.conditions && guarded === old.guarded && failure === old.failure) return old;
  return { status: old.status, way: old.way, values, conditions, guarded, ...(failure && { failure }) };
}

function joinValues(old: Disjunct["values"], added: Disjunct["values"]): Disjunct["values"] {
  if (old === added) return old;
  let joined: Map<LocalId, Value> | undefined;
  for (const [local, before] of old) {
    const after = union(before, added.get(local) ?? anyValue);
    if (after === before) continue;
    joined ??= new Map(old);
    if (after === anyValue) joined.delete(local);
    else joined.set(local, after);
  }
  for (const [local, value] of added) {
    const after = union(anyValue, value);
    if (after === anyValue || old.has(local)) continue;
    joined ??= new Map(old);
    joined.set(local, after);
  }
  return joined ?? old;
}

function joinConditions(old: Disjunct["conditions"], added: Disjunct["conditions"]): Disjunct["conditions"] {
  if (old === added || old.size === 0) return old;
  const kept = [...old].filter(([key, condition]) => added.get(key)?.holds === condition.holds);
  return kept.length === old.size ? old : new Map(kept);
}

/** A guard counts if it is there on any path: silence is the safe side. */
function joinGuards(old: Disjunct["guarded"], added: Disjunct["guarded"]): Disjunct["guarded"] {
  return old === added || [...added].every((local) => old.has(local)) ? old : new Set([...old, ...added]);
}
