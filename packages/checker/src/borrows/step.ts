/**
 * The facts of a body for the borrow checker: a graph of small steps, each with what it touches, borrows, moves and ends.
 *
 * A step is a little finer than a point of MIR: an operand that is borrowed or moved before the later operands of the same call
 * run has a step of its own, where it is evaluated.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { LocalId } from "@freehold/mir/body";
import type { BorrowKind } from "@freehold/mir/declared";
import type { TypedPlace } from "./place.ts";
import type { RegionId, Type } from "./type.ts";
import type { BodyTypes } from "./typing.ts";

export type StepId = number & { readonly [stepId]: true };
export type LoanId = number & { readonly [loanId]: true };
/** A local, or a value on its way between two steps: first come the body's locals, by their ids. */
export type ValueId = number & { readonly [valueId]: true };
declare const stepId: unique symbol;
declare const loanId: unique symbol;
declare const valueId: unique symbol;

export interface BorrowFacts {
  readonly types: BodyTypes;
  readonly steps: readonly Step[];
  readonly loans: readonly Loan[];
  /** Types by `ValueId`. */
  readonly values: readonly Type[];
  readonly faults: readonly PlainFault[];
}

export interface Step {
  readonly span: Span;
  /** Judged by what is borrowed before the step. */
  readonly accesses: readonly Access[];
  /** Judged by what is borrowed after it. */
  readonly writes: readonly Access[];
  readonly uses: readonly ValueId[];
  /** What a destructor looks at here, as far as it is still there. */
  readonly drops: readonly ValueId[];
  /** Gets a new value as a whole. */
  readonly defines: ValueId | undefined;
  readonly subsets: readonly Subset[];
  readonly issues: readonly LoanId[];
  readonly moves: Move | undefined;
  /** Has a value from here on. */
  readonly initialises: TypedPlace | undefined;
  /** A promise that somebody else waits for from here on: it was awaited, returned or handed on. */
  readonly settles: LocalId | undefined;
  /** Has `undefined` in it from here on, as it has where it is declared without a value. */
  readonly opens: LocalId | undefined;
  /** Its place is gone, until the next turn of the loop makes another one. */
  readonly buries: LocalId | undefined;
  readonly successors: readonly StepId[];
}

/** The place is empty from here on: its value was given away, or ended by hand. */
export interface Move extends TypedPlace {
  readonly how: "given" | "ended";
}

/** Every loan in `from` is in `to` from here on. */
export interface Subset {
  readonly from: RegionId;
  readonly to: RegionId;
}

export interface Loan {
  readonly id: LoanId;
  readonly place: TypedPlace;
  /** `reserved`: exclusive from the call on that it is made for; until then, others may read. */
  readonly how: BorrowKind | "reserved";
  readonly region: RegionId;
  readonly span: Span;
  /** `closure`: it captures the place, and `span` is the closure. */
  readonly by: "hand" | "closure";
}

export interface Access {
  readonly place: TypedPlace;
  readonly how: AccessKind;
  readonly span: Span;
}

/** `end` is the end of the scope; `read` copies; `test` asks whether anything is there; `activate` begins a reserved borrow. */
export type AccessKind = "read" | "test" | "shared" | "exclusive" | "reserve" | "activate" | "move" | "write" | "end";

/** One call is given it twice. */
export interface LentTwice {
  readonly kind: "lent-twice";
  readonly place: TypedPlace;
  readonly span: Span;
  readonly how: BorrowKind;
  readonly first: { readonly span: Span; readonly how: BorrowKind };
}

/** What is wrong whatever is borrowed. */
export type PlainFault =
  | { readonly kind: "moved-out"; readonly place: TypedPlace; readonly span: Span; readonly by: Loan["by"] }
  | { readonly kind: "written-through"; readonly place: TypedPlace; readonly span: Span; readonly how: "assigned" | "borrowed" }
  | LentTwice
  /** It goes where nobody says who owns what is there. */
  | { readonly kind: "lost"; readonly place: TypedPlace; readonly span: Span; readonly reason: string };
