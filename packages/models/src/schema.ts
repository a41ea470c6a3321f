/**
 * The schema of ownership models: what a library's types own and what its functions do to what they are given. Data only, so
 * that the same file can be JSON in a project (`freehold.json#models`) and TypeScript here. `docs/models.md` tells it in prose.
 */

export interface Model {
  /** Import specifiers it speaks for: `["node:fs/promises", "fs/promises"]`, `["pg"]`; `["global"]` for what needs no import. */
  readonly modules: readonly string[];
  readonly types?: Readonly<Record<string, TypeModel>>;
  /** Keyed as written in code: `open`, `Pool.connect`, `FileHandle.close`, `new Worker`, `promises.open`, `static URL.createObjectURL`. */
  readonly functions?: Readonly<Record<string, FunctionModel>>;
  /** Recognises the same types where they are declared elsewhere (vendored copies, generated glue). */
  readonly shapes?: readonly ShapeModel[];
}

/** `none`: nothing to do. `soft`: the end comes by itself, or the collector backs it up. `hard`: somebody must release it. */
export type Strength = "none" | "soft" | "hard";

export interface TypeModel {
  /** With article, for messages: `an open file`, `a pool checkout`. */
  readonly what: string;
  readonly strength: Strength;
  /** Methods that end it: `["close"]`; the first is the one named in help. Symbols as `[Symbol.dispose]`; `()` is calling the value itself. */
  readonly release: readonly string[];
  /** Free functions that end it when it is their first argument: `["clearTimeout"]`. */
  readonly releasedBy?: readonly string[];
  /** Its fields that `releasedBy` is given instead: `disposeData(tensor.dataId)`. */
  readonly releasedThrough?: readonly string[];
  /** Every function that gives one gives a new one, and borrows those that it is given. */
  readonly alwaysNew?: boolean;
  /** Functions that end it without being given it: `unlock(file)`. Code that calls one of them has met the obligation. */
  readonly endedBy?: readonly string[];
  /** What happens when it is never released, as run-time sentences for `why`. */
  readonly leak?: string;
  /** Those of `release` that meet the obligation but leave it usable: `cancel` of a reader. */
  readonly usableAfter?: readonly string[];
  /** Soft, and yet it never ends by itself: code that waits for something else and then forgets it has left it behind. */
  readonly endless?: boolean;
  /** Endless, and there is room for a few: code that makes one and forgets it has left it behind, whether it waits for something or not. */
  readonly scarce?: boolean;
  /** A loop over it ends it, however the loop is left. */
  readonly endsWhenIterated?: boolean;
  /** Methods whose result with `done: true` meets the obligation: `read` of a reader, because a drained stream needs no unlocking. */
  readonly endsWhenDone?: readonly string[];
  /** Members whose failure, thrown or awaited, ends it: a stream whose `write` was rejected is broken, locked or not. */
  readonly endsOnFailure?: readonly string[];
  /** Ends that wait for what its own methods have begun, or leave it to finish: `close` of a file that is being read. */
  readonly finishes?: readonly string[];
  /** Members of what it was taken from that tell whether it is still held: `locked` of a stream. */
  readonly heldWhile?: readonly string[];
  /** Methods that set it to work: where one of them throws, no event of it comes, and no listener that would have ended it runs. */
  readonly idleUntil?: readonly string[];
  /** What happens when it is used after its end; absent: nothing bad, never reported. */
  readonly useAfter?: string;
  /** What happens on a second release; absent: a second release is harmless. */
  readonly doubleRelease?: string;
  /**
   * Members that may be touched after the end: `["closed", "destroyed", "on"]`. Code that tests one of them knows how it stands. One of
   * `release` that is named here does nothing when it comes second.
   */
  readonly safeAfter?: readonly string[];
  /** Members whose value borrows from it and dies with it: `["readable"]`. */
  readonly derived?: readonly string[];
  /** Members whose value closes it at its own end, such as a file's stream: whoever has asked for one has handed it over. */
  readonly endsThrough?: readonly string[];
  /** The collector ends it as well, only late: a leak that needs an exception, or that a project has chosen, is no certain fault. */
  readonly collected?: boolean;
  /** It goes back to a pool: what was attached to it must be detached first. */
  readonly loan?: boolean;
  /** The value is no object: a number, a string, an unlock function. `call`: calling the value releases it. */
  readonly form?: "object" | "number" | "string" | "call";
  /** Handing it to any function as an argument after its end is a use as well (pointers, wasm handles). */
  readonly argumentIsUse?: boolean;
  /** Its end does not wait for calls that are still at work on it, whose promises nobody has awaited. */
  readonly endsAtOnce?: boolean;
  /** Members that throw when they are read or written after its end: `value` of a guard. */
  readonly throwsWhenRead?: readonly string[];
  /** What it lends dies with it: touching a derived value after its end is a use of it. */
  readonly lends?: boolean;
  /** A guard: dropping it unbound is never meant. */
  readonly guard?: boolean;
  /** What happens when it is held while the function waits, as run-time sentences; absent: nothing bad, never reported. */
  readonly acrossAwait?: string;
  /** What happens when it is sent to another thread, as run-time sentences; absent: nothing bad, never reported. */
  readonly staysHere?: string;
  /** One thread only can have it: where it is sent without a transfer list, it may move. */
  readonly movable?: boolean;
}

export interface FunctionModel {
  readonly result?: ResultModel;
  /** What it gives to the callback that is its last argument, or a member of its first: once, and not when it has failed. */
  readonly callback?: CallbackModel;
  /** Its result is that of the overloads whose (awaited) result is of one of these types: `connect()`, but not `connect(callback)`. */
  readonly whenResult?: readonly string[];
  /**
   * What happens to what is given: by position, `this` for the receiver, `1.fd` for a field of an options object, `*` for every
   * position that is not listed. Unlisted ones of a modelled function are borrowed.
   */
  readonly takes?: Readonly<Record<string, Effect>>;
  /** `never`: cannot throw or reject. `outside`: fails on outside data (I/O, parsing). `cloning`: on a first argument that cannot be cloned. Absent: as any call. */
  readonly throws?: "never" | "outside" | "cloning";
  /** What the code of its callback makes of this type is its to release, except for what that code returns. */
  readonly tidies?: string;
  /** Also a function of this name that is declared elsewhere without code (a vendored copy, a global script); what it gives back is then unknown. */
  readonly anywhere?: boolean;
  /** It takes a lock, which nobody can take twice. */
  readonly locks?: LockModel;
  /** What it sends to another thread, by position as in `takes`. */
  readonly sends?: Readonly<Record<string, Sent>>;
  /** Ends every view of the receiver's memory: `grow`, `transfer`, `resize`. */
  readonly endsViews?: boolean;
  /** It gives nothing only where the platform lacks what it is asked for: no fault is certain that needs it to. */
  readonly seldomNothing?: boolean;
}

/** A lock that whoever has it must not take again: a mutex, or a cell that is borrowed. */
export interface LockModel {
  /** `shared` ones may be held beside each other. */
  readonly mode: "exclusive" | "shared";
  /** The argument that names it; absent: the lock is the receiver. */
  readonly name?: number;
  /** The callback for whose time it is held; absent: as long as the result lives. */
  readonly during?: number;
  /** Where a second one fails: in the call, when its promise is awaited, or nowhere, because it gives nothing then. */
  readonly fails: "here" | "awaited" | "never";
  /** Nobody waits for it: whoever else wants it fails as well, as with a cell. */
  readonly othersFail?: boolean;
  /** What it then is, for messages: `locked`. */
  readonly held: string;
  /** What happens when it is taken twice, as run-time sentences. */
  readonly again: string;
}

/** `(error, client, done) => …`: a new owned value of the named type arrives as a parameter. Parameters count from 0. */
export interface CallbackModel {
  readonly type: string;
  readonly parameter: number;
  /** The callback is that member of the literal which is the first argument, and is called again and again: `output` of a decoder. */
  readonly member?: string;
  /** The parameter that tells of a failure: where it is truthy there is no value. */
  readonly error?: number;
  /** The parameter that is a function which releases the value. */
  readonly release?: number;
}

export type ResultModel =
  /**
   * A new owned value of the named type (of this model; `pg:PoolClient` for another's). `awaited`: it is in the promise. `at`: it is
   * in that field of the result (`"1"`, `"port1"`), or `"element"`, each item of it. `within`: releasing that receiver or argument
   * ends it too, as a browser's end is its pages'.
   */
  | { readonly kind: "fresh"; readonly type: string; readonly awaited?: boolean; readonly at?: string; readonly within?: string }
  /** The receiver or an argument itself, passed through. */
  | { readonly kind: "same"; readonly as: string }
  /** A handle that lives no longer than the receiver or argument; `onlyOf`: when that is of one of these types, else a copy. */
  | { readonly kind: "derived"; readonly from: string; readonly onlyOf?: readonly string[] }
  /** One obligation, two handles: releasing either ends both. */
  | { readonly kind: "wraps"; readonly what: string }
  /** Owned by somebody else. */
  | { readonly kind: "shared" };

/**
 * `moves`: gone for the caller (consumed). `stores`: kept by the callee, which owns it from now on; the caller may go on using it.
 * `transfers`: what is in the list, or in the object's `transfer`, moves; the list itself stays. `acquires`: the obligation of the
 * receiver's type begins when the call has succeeded and its promise, if it gives one, is fulfilled (`await client.connect()`); a
 * call that fails leaves nothing to release. A receiver that came from elsewhere stays its owner's to release.
 */
export type Effect = "borrows" | "releases" | "moves" | "stores" | "transfers" | "acquires";

/**
 * `value`: with all that is in it; a function, a promise or an instance of a class with code is refused, and what is `movable` moves.
 * `snapshot`: as bytes, so that nothing moves. `text`: a function, as its source text, which takes nothing along of what is around it.
 */
export type Sent = "value" | "snapshot" | "text";

export interface ShapeModel {
  /** The type's name matches one of these, to the letter (an empty list is any name)… */
  readonly names: readonly string[];
  /** …and it has all these members. */
  readonly members: readonly string[];
  /** The type of this model that it then is. */
  readonly type: string;
  /** Also the project's own classes that extend one of the names. */
  readonly extended?: boolean;
  /** Only where the type is declared without code: `declare class`, a `.d.ts`. For shapes that say little. */
  readonly ambient?: boolean;
}
