/**
 * The facts of one body: which owned values come into being, and what happens to which local at which point. Columns in the
 * style of Polonius, each fact with its point and span, so that a finding can tell its story. Data only; `collect.ts` fills it.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { BlockId, Body, BodyId, Constant, LocalId, Point } from "@freehold/mir/body";
import type { Arrival, Inside, OwnedType } from "../contracts/contract.ts";

export type OwnerId = number & { readonly [ownerId]: true };
declare const ownerId: unique symbol;

export interface BodyFacts {
  readonly body: Body;
  readonly owners: readonly Owner[];
  /** `events[block][index]`: what happens at that point, in order. The terminator is the last index. */
  readonly events: readonly (readonly (readonly Event[])[])[];
  /** What happens on the terminator's own way out only (`target`, `more`), not when it unwinds. By block. */
  readonly arrivals: readonly (readonly Event[])[];
  /** Why the unwind edge of a block's terminator would be taken. By block. */
  readonly throws: readonly ThrowReason[];
  /** The method, and the local it was called on, that has failed where a block unwinds. */
  readonly failures: ReadonlyMap<BlockId, Failure>;
  /** Flags `done` of what a method gave: `const { done } = await reader.read()`. */
  readonly doneFlags: readonly DoneFlag[];
  /** Blocks whose terminator does not come back. */
  readonly diverging: ReadonlySet<BlockId>;
  /** What a branch learns: by block. */
  readonly tests: ReadonlyMap<BlockId, Test>;
  /** The way of a branch that hardly any run takes: by block. */
  readonly seldom: ReadonlyMap<BlockId, "yes" | "no">;
  /** The closures that a local may hold, and what they reach in this body. */
  readonly closures: ReadonlyMap<LocalId, ClosureFact>;
  /** By the code of a closure of this body, its own locals for what it captures here. */
  readonly capturedBy: ReadonlyMap<BodyId, ReadonlyMap<LocalId, LocalId>>;
  /** Bindings that a closure sets: their value may change whenever other code runs. */
  readonly setByClosures: ReadonlySet<LocalId>;
  /** Bindings of enclosing bodies: what is put there is stored. */
  readonly outer: ReadonlySet<LocalId>;
}

export interface Failure {
  readonly via: LocalId;
  readonly member: string;
  /** It is no method, but a promise that tells how the value fares. */
  readonly kept?: true;
}

export interface DoneFlag {
  /** Set once the method's object is exhausted; `field` of the local, or the local itself. */
  readonly local: LocalId;
  readonly field: "done" | undefined;
  readonly via: LocalId;
  readonly member: string;
}

/** What the closures in a local reach in the body that makes them. */
export interface ClosureFact {
  readonly captures: ReadonlySet<LocalId>;
  /** Those of the captures that some path of the closure releases. */
  readonly releases: ReadonlySet<LocalId>;
}

/** One value with a story: it was acquired here, or it came from outside and is ended or given away here. */
export interface Owner {
  readonly id: OwnerId;
  readonly type: OwnedType;
  readonly origin: OwnerOrigin;
  readonly point: Point;
  /** Of the acquiring expression, or of the binding. */
  readonly span: Span;
  /** The callee that acquires, as written: `pool.connect`. */
  readonly by: string;
  /** Bound by `using`: it is released when its scope ends, whatever happens. */
  readonly using: boolean;
  /** The name a reader knows it by; empty for temporaries. */
  readonly name: string;
  readonly binding: LocalId | undefined;
  /** Releasing one of these locals' values releases the owner too, as a browser's end is its pages'. */
  readonly within: readonly LocalId[];
  /** It ends with something that this body did not make, so that it need not end here. */
  readonly guest: boolean;
  /** Acquiring may come back with nothing. */
  readonly nullable: boolean;
  /** Its promise brings it. */
  readonly pending: boolean;
}

export type OwnerOrigin =
  /** The result of a call or `new` in this body. `guess`: only signature and name say so. `lookedUp`: not even these, only that it is released. */
  | { readonly kind: "acquired"; readonly guess: boolean; readonly lookedUp?: true }
  /** A parameter that the caller of this callback hands over, unless `error` tells of a failure; calling `release` ends it. */
  | { readonly kind: "handed"; readonly error: LocalId | undefined; readonly release: LocalId | undefined }
  /** An item of an async iteration, owned by the turn. */
  | { readonly kind: "element" }
  /** A parameter or other value owned elsewhere, tracked because it is released or moved here. */
  | { readonly kind: "borrowed" }
  /** A parameter, followed for what its function does to it. */
  | { readonly kind: "given" }
  /** A parameter that this body ends whenever it comes back. `agreed`: the callers are known to leave that to it. */
  | { readonly kind: "taken"; readonly agreed: boolean }
  /** A view of memory that can be moved away under it. */
  | { readonly kind: "view"; readonly root: string };

/** What happens to locals. `via` is the local that was touched. */
export type Event =
  /** The owner's value is in `into`; `pending`: its promise is; `nullable`: or there is none. */
  | { readonly kind: "acquire"; readonly owner: OwnerId; readonly into: LocalId; readonly pending: boolean; readonly nullable: boolean }
  /** `into` is set to something untracked, of which this much is known; a variable perhaps to a text or a number that it is compared with. */
  | { readonly kind: "set"; readonly into: LocalId; readonly value: Value; readonly constant?: Constant }
  /** `into` is set from `from`. */
  | { readonly kind: "assign"; readonly into: LocalId; readonly from: LocalId; readonly how: AssignHow }
  /** `into` is set to what `from.member` gives. */
  | { readonly kind: "read"; readonly into: LocalId; readonly from: LocalId; readonly member: string }
  /** The `literal` in `into` holds `from`; what was `made` of it perhaps does. */
  | { readonly kind: "contain"; readonly into: LocalId; readonly from: LocalId; readonly how: "literal" | "made"; readonly span: Span }
  /** The binding's scope ends. */
  | { readonly kind: "forget"; readonly local: LocalId }
  /** `type`: what it must be for this to end it; absent: whatever it is. `member` is `close`, or `()` when the value itself is called. */
  | {
      readonly kind: "release";
      readonly via: LocalId;
      readonly certain: boolean;
      readonly type: OwnedType | undefined;
      readonly member: string;
      readonly span: Span;
      readonly text: string;
      /** Where the callee's code does it. */
      readonly inside?: Inside;
    }
  /** What the object or array in `via` holds is released through it: `state.file.close()`. Or it ends by that field: `disposeData(tensor.dataId)`. */
  | {
      readonly kind: "release-part";
      readonly via: LocalId;
      readonly field?: string;
      readonly certain: boolean;
      readonly span: Span;
      readonly text: string;
    }
  | { readonly kind: "move"; readonly via: LocalId; readonly how: "transferred" | "consumed"; readonly span: Span; readonly text: string }
  /** Somebody else may own it now. `kept`: surely; otherwise only if this body never releases it afterwards. `returning`: the callee comes back before it lets go. `partsOnly`: only what the value holds. */
  | {
      readonly kind: "give";
      readonly via: LocalId;
      readonly kept: boolean;
      readonly returning: boolean;
      readonly partsOnly?: true;
      readonly how: GiveReason;
      readonly span: Span;
      readonly text: string;
    }
  /** Given to code of the program, which is asked what it does to it; `otherwise` is what happens where that cannot be told. */
  | {
      readonly kind: "pass";
      readonly via: LocalId;
      readonly to: Arrival;
      /** What the call gives: its promise, if it gives one. */
      readonly into: LocalId;
      readonly as: "argument" | "receiver";
      readonly span: Span;
      readonly text: string;
      readonly otherwise: readonly Event[];
    }
  /** The local's value is called: a closure, or a function that releases. `runs`: the one closure it can be, if it is over when the call is. */
  | { readonly kind: "invoke"; readonly via: LocalId; readonly runs: BodyId | undefined; readonly span: Span; readonly text: string }
  /** `promise.then(…)`: what the promise brings goes to a callback. */
  | { readonly kind: "react"; readonly via: LocalId; readonly returned: boolean; readonly member: string; readonly span: Span }
  | {
      readonly kind: "use";
      readonly via: LocalId;
      readonly how: UseKind;
      readonly member: string;
      readonly span: Span;
      /** Where the callee's code does it. */
      readonly inside?: Inside;
    }
  /** A function was given `from` and is still at work on it: what it gave, in `into`, tells when it is through. Asked is the code at `to`, if there is any. */
  | { readonly kind: "start"; readonly into: LocalId; readonly from: LocalId; readonly to: Worker | "surely" | "perhaps" }
  /** Somebody waits for the promise in the local, whatever comes of it. */
  | { readonly kind: "settle"; readonly via: LocalId }
  /** A loop over the local's value begins or goes on; leaving it closes some values. */
  | { readonly kind: "iterate"; readonly via: LocalId; readonly async: boolean; readonly span: Span }
  /** A function of that name is called; some values end so without being given to it. */
  | { readonly kind: "called"; readonly name: string; readonly span: Span }
  /** Views of the memory that `root` names end here. */
  | { readonly kind: "end-views"; readonly root: string; readonly certain: boolean; readonly span: Span; readonly text: string };

/** Where it arrives in the code of a function that is at work on it. */
export interface Worker extends Arrival {
  /** It is used while that waits, or afterwards. */
  readonly late: boolean;
}

export type AssignHow =
  | "same"
  /** A pass-through is likely: `wrap(x)`. */
  | "perhaps-same"
  /** A handle or view that dies with it. */
  | "derived"
  /** A thing with an end of its own that it handed out: whoever gets it may end both. */
  | "companion"
  /** A promise that is still at work on it. */
  | "work"
  | "awaited"
  /** An element or a rest of a container. */
  | "element";

export type GiveReason = "argument" | "stored" | "captured" | "thrown" | "yielded" | "unknown";

/** `counted`: the length of it goes into a sum, a text or a message. */
export type UseKind = "method" | "argument" | "element" | "property" | "counted" | "read";

/** What is known of an untracked value, as a set of possibilities (see `values.ts`). */
export type Value = number & { readonly [value]: true };
declare const value: unique symbol;

/** Why control may leave a point by its unwind edge; decides the tier in which that edge exists. */
export type ThrowReason =
  | "never"
  /** A `throw` statement. */
  | "explicit"
  /** Outside data: an `await`, I/O, parsing. */
  | "outside"
  /** Any call may throw. */
  | "implicit"
  /** A call that is there to fail, or runs code that was handed in: `assertValid(x)`, `callback()`. */
  | "likely"
  /** A release that fails. */
  | "release";

/** A place as a text: `%1.file`, and the locals in it. */
export interface PlaceKey {
  readonly text: string;
  readonly locals: readonly LocalId[];
}

/** A variable that tells of another one: it is truthy exactly where that was one of these. */
export interface Flag {
  readonly local: LocalId;
  readonly when: Value;
}

/** A branch on a local or on a repeatable condition. */
export type Test =
  | {
      readonly kind: "local";
      readonly local: LocalId;
      readonly test: "truthy" | "nullish";
      readonly negated: boolean;
      /** `const own = !file`, which the answer is one for as well. */
      readonly flag?: Flag;
      /** What the local was read from, which has the same answer when it is read again. */
      readonly place?: PlaceKey;
    }
  /** `x === undefined` and friends: what the local may be when it holds, and when it does not. */
  | {
      readonly kind: "value";
      readonly local: LocalId;
      readonly yes: Value;
      readonly no: Value;
      readonly negated: boolean;
      readonly flag?: Flag;
      /** Only where `yes` is that there is none. */
      readonly place?: PlaceKey;
    }
  /** The same condition asked twice has the same answer, while its locals are not set. */
  | (RepeatableTest & { readonly kind: "condition" })
  /**
   * `typeof x === "number"`, `x instanceof Socket`: whether that speaks of the owner depends on what the owner is. By `value`: it is
   * one of the type that no owner has, as standard output is among descriptors.
   */
  | (RepeatableTest & {
      readonly kind: "type";
      readonly local: LocalId;
      readonly by: "typeof" | "instanceof" | "value";
      readonly type: string;
    });

interface RepeatableTest {
  readonly key: string;
  readonly locals: readonly LocalId[];
  readonly negated: boolean;
}
