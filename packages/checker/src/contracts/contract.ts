/** What a call does to the values it touches, and what kind of owned value a type is: the answers every later stage reads. */

import type { Span } from "@freehold/diagnostics/span";
import type { BodyId, LocalId } from "@freehold/mir/body";
import type { TypeModel } from "@freehold/models/schema";

/** An owned type as the rules see it: from a model, or inferred from its members. */
export interface OwnedType {
  /** Identity: `pg:PoolClient`, or `inferred:Name`. */
  readonly key: string;
  readonly name: string;
  /** With article: `a pool checkout`. */
  readonly what: string;
  /** `inferred`: nobody says it is a resource; its members make it look like one. */
  readonly strength: "none" | "soft" | "hard" | "inferred";
  /** Methods that end it, the preferred one first. */
  readonly release: readonly string[];
  readonly model: TypeModel | undefined;
  /**
   * Whether its code is in the program, and whether its release methods then end something that one can see. `empties`: they end what it
   * holds, and nothing in them keeps it from being filled anew.
   */
  readonly code: "absent" | "ends" | "empties" | "idle";
  /** Its other methods that end it on the way. */
  readonly selfEnding?: readonly string[];
  /** All that it ends was given to it. */
  readonly wraps?: true;
  /** The method whose first call begins the obligation; absent where it begins with the value. */
  readonly startsBy?: string;
}

/** What one call does. Absent effects mean: borrowed if the callee is known, unknown otherwise. */
export interface Contract {
  /** The model, tag or signature speaks for the callee; otherwise all it is given may be kept. */
  readonly known: boolean;
  readonly result: ResultContract;
  /** What it gives to the closure that is its callback. */
  readonly handed?: Handed;
  /** It releases what the closure that is its callback makes of a type. */
  readonly tidied?: Tidied;
  readonly effects: ReadonlyMap<EffectPosition, Effect>;
  readonly throws: "never" | "outside" | "implicit";
  /** The call does not come back: `process.exit()`. */
  readonly diverges: boolean;
  /** Views of the receiver's memory end here. */
  readonly endsViews: boolean;
  /** It gives nothing only where the platform lacks what it is asked for. */
  readonly seldomNothing: boolean;
  /** The callee's name as a reader would write it: `pool.connect`. */
  readonly text: string;
}

/** Whose values of a type are released for it: the code of a closure, and the type's key. */
export interface Tidied {
  readonly code: BodyId;
  readonly type: string;
}

/** What a call hands to the closure that is its callback. */
export interface Handed {
  /** The closure's code. */
  readonly to: BodyId;
  readonly type: OwnedType;
  /** The callee as a reader would write it: `pool.getConnection`. */
  readonly by: string;
  readonly parameter: number;
  /** Where this parameter is truthy there is no value. */
  readonly error: number | undefined;
  /** This parameter is a function that releases the value. */
  readonly release: number | undefined;
}

/** An argument by position, the receiver, or a field of an options object: `1.fd`. */
export type EffectPosition = number | "this" | `${number}.${string}`;

export type Effect =
  /** `used`: the callee's code calls a method of it first of all. `later`: it may touch it after it has waited as well. */
  | { readonly kind: "borrows"; readonly used?: Inside; readonly later?: boolean; readonly whenThrown?: WhenThrown }
  /** `type` is what the model takes it to be; absent where only the name says so. `as`: what it then is, if nothing else tells. `inside`: where the callee's code does it. */
  | {
      readonly kind: "releases";
      readonly type?: OwnedType;
      readonly as?: OwnedType;
      readonly certain: boolean;
      readonly inside?: Inside;
      readonly whenThrown?: WhenThrown;
    }
  | { readonly kind: "moves"; readonly how: "transferred" | "consumed" }
  | { readonly kind: "stores" }
  /** The callee does not come back. */
  | { readonly kind: "diverges" }
  /** What is in the list, or in the object's `transfer`, moves. */
  | { readonly kind: "transfers" }
  /** The obligation of the receiver begins when the call has succeeded. */
  | { readonly kind: "acquires" };

/** What became of it where the callee throws, if that is something else. */
export type WhenThrown = { readonly kind: "released"; readonly inside: Inside } | { readonly kind: "unclear" };

/** What the code of a callee does, where it does it. */
export interface Inside {
  readonly span: Span;
  readonly member: string;
  /** What the value is taken for there. */
  readonly type: OwnedType | undefined;
}

/** Where a value that is handed to a function of the program arrives: a parameter, `this` or a capture of its code. */
export interface Arrival {
  readonly body: BodyId;
  readonly local: LocalId;
}

/** What the code of a function does to what arrives there, where it can be told. */
export type EffectOf = (arrival: Arrival) => Effect | undefined;

export type ResultContract =
  | { readonly kind: "none" }
  /** A new owned value; `awaited`: the promise brings it. `nullable`: or there is none. `declared` by a model or tag, or guessed from `signature` and name. `within`: ends with that one too. */
  | {
      readonly kind: "fresh";
      readonly type: OwnedType;
      readonly awaited: boolean;
      readonly nullable: boolean;
      readonly by: "declared" | "constructor" | "signature";
      readonly within?: number | "this";
    }
  /** A new owned value is in that field or element of it. */
  | { readonly kind: "part"; readonly type: OwnedType; readonly at: string }
  /** The receiver or an argument itself; `shown` by the callee's code, not only by the types. */
  | { readonly kind: "same"; readonly as: number | "this"; readonly shown?: true }
  /** Dies with the receiver or argument. */
  | { readonly kind: "derived"; readonly from: number | "this" }
  /** A view of the memory of the receiver or argument. */
  | { readonly kind: "wraps"; readonly what: number | "this" };

/** What the code of a function shows that it returns. */
export type ResultSummary =
  /** Something that it acquired, and that nobody else has; `guess`: it only sounds acquired. */
  | { readonly kind: "fresh"; readonly type: OwnedType; readonly awaited: boolean; readonly nullable: boolean; readonly guess: boolean }
  /** The like, in that field or element of it. */
  | { readonly kind: "part"; readonly type: OwnedType; readonly at: string }
  /** That parameter itself. */
  | { readonly kind: "same"; readonly as: number }
  /** What the function that is its parameter gives. */
  | { readonly kind: "callback"; readonly parameter: number }
  | { readonly kind: "unknown" };

export type ResultOf = (callee: BodyId) => ResultSummary;

export const borrows: Effect = { kind: "borrows" };
