/** What the analysis found out about one owner: every way out, and everything that happened to it too late. Data only. */

import type { Span } from "@freehold/diagnostics/span";
import type { BlockId } from "@freehold/mir/body";
import type { GiveReason, Owner, UseKind } from "../../facts/facts.ts";
import type { Status, Thrown } from "./state.ts";

export interface Outcome {
  readonly owner: Owner;
  /** Ways out on which it is still owned by this body. */
  readonly leaks: readonly Exit[];
  /** Ways out on which somebody saw to it. */
  readonly safe: readonly Exit[];
  /** All of them, the same way once for each status it is left with. */
  readonly exits: readonly Exit[];
  readonly late: readonly LateUse[];
  /** Points that acquire anew while the old one is still owned. */
  readonly overwritten: readonly Span[];
  /** Where the body stands still while it holds it. Noted of types only for which that matters. */
  readonly suspensions: readonly Suspension[];
  /** The blocks whose terminators run while it is held. Noted of guards only. */
  readonly heldAt: ReadonlySet<BlockId>;
  /** Where it is handed to somebody, on any path. */
  readonly handed: readonly Handing[];
  /** Where it is released, on any path. */
  readonly releases: readonly Span[];
  /** What was returned, where, on every way out that returns. */
  readonly returned: readonly ReturnedValue[];
  /** Too many paths: nothing is said. */
  readonly truncated: boolean;
}

export interface Handing {
  readonly span: Span;
  readonly how: GiveReason;
}

export interface Exit {
  /** `end`: control runs off the end; `closed`: the consumer of a generator stops early. */
  readonly kind: "return" | "end" | "throw" | "closed";
  readonly span: Span;
  /** What threw on the way to a return, and was caught. */
  readonly after: Thrown | undefined;
  readonly explicit: boolean;
  /** What became of it, for safe exits. */
  readonly status: Status;
}

export interface Suspension {
  readonly span: Span;
  /** While a promise is awaited, or the end of an `await using` at the end of its scope, other tasks run; at a `yield` the consumer does. */
  readonly how: "await" | "async-dispose" | "yield";
}

/** In what form one bundle of paths gives the owner to the caller, if it does. */
export interface ReturnedValue {
  readonly span: Span;
  readonly as: "itself" | "promise" | "part" | "closure" | "nothing" | "something else";
}

export interface LateUse {
  readonly span: Span;
  readonly how:
    | UseKind
    | "lent"
    | "release"
    | "move"
    | "returned"
    | "lent-returned"
    | "work-returned"
    | "work-dropped"
    | "captured-returned"
    | "stored"
    /** It goes into a literal. */
    | "contained";
  readonly member: string;
  /** Where the callee's code does it. */
  readonly inside?: Span;
  /** Why it is too late. */
  readonly status: Extract<Status, { kind: "released" | "moved" | "ended" }>;
}
