/**
 * An obligation without a value: `await slots.acquire()` is met by `slots.release()` on the same object. It is tracked in a local of
 * its own, one for each object that a body both takes and gives back.
 */

import type { Body, CallId, LocalId } from "@freehold/mir/body";
import type { OwnedType } from "../contracts/contract.ts";
import type { Call } from "../contracts/resolve.ts";

export interface Pair {
  /** What gives a lock back does nothing else; what ends a transaction is a use of its connection as well. */
  readonly kind: "lock" | "transaction";
  /** `this.slots`, the object as it is written. */
  readonly text: string;
  /** Beyond the locals of the body: no code can name it. */
  readonly local: LocalId;
  readonly takenBy: ReadonlySet<CallId>;
  readonly ends: Ends;
  readonly type: OwnedType;
}

/** A call, here or in a closure, that gives back. */
export type Ends = (body: Body, call: Call) => boolean;

/** The key of the types of obligations without a value. */
export const pairKey = "freehold:pair";
