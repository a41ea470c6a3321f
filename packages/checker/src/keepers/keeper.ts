/**
 * Keepers: what holds values between two calls. A class keeps them in its fields; a scope keeps them in variables that its functions
 * share. Either way they are its *slots*. Data only; `find-keepers.ts` finds the keepers, `slot-uses.ts` tells what they do.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, BodyId, LocalId, Operand, Point } from "@freehold/mir/body";
import type { OwnedType } from "../contracts/contract.ts";
import type { Call } from "../contracts/resolve.ts";

export interface Keeper {
  readonly kind: "class" | "scope";
  /** The class's name, or that of the function whose variables they are. */
  readonly name: string;
  /** The body around a class; the body whose variables a scope's are. */
  readonly home: Body;
  /** Methods, accessors, constructors and initializers; the functions that stand directly in a scope. */
  readonly members: readonly Body[];
  /** The member that a body belongs to, for members and the closures in them. */
  readonly memberOf: ReadonlyMap<BodyId, Body>;
  /** The name in `home` that the class extends; `computed` where that is no plain name. */
  readonly extends: LocalId | "computed" | undefined;
}

/** One touch of a slot. */
export interface SlotUse {
  readonly slot: string;
  /** The value that is kept, or something that it holds. */
  readonly depth: Depth;
  readonly body: Body;
  readonly point: Point;
  readonly span: Span;
  readonly how: SlotUseKind;
}

/** `member`: what a field of it holds, given a name. `key`: what its container is asked for its values by. */
export type Depth = "itself" | "part" | "member" | "key";

export type SlotUseKind =
  /** The slot gets another value; absent where that is no operand, such as a literal's. */
  | { readonly kind: "set"; readonly value: Operand | undefined }
  /** Its container gets one more value, perhaps under a key. */
  | { readonly kind: "put"; readonly values: readonly Operand[]; readonly key: Operand | undefined }
  /** It is released, or something in it is. */
  | { readonly kind: "end"; readonly member: string; readonly type: OwnedType | undefined }
  /** Its container lets go of one value, or of all. */
  | { readonly kind: "cut"; readonly member: CutMember; readonly call: Call | undefined }
  /** `read`: taken out or looked at. `test`: a branch may depend on it. `count`: asked how many there are. `call`: borrowed, by one of its methods or as an argument. `hand`: somebody else gets it. */
  | { readonly kind: "read" | "test" | "count" | "call" | "hand" };

export type CutMember = "clear" | "delete" | "length" | "shift" | "pop" | "splice";

/** What a node does to an operand, before it is known of which slots that is. */
export interface Touch {
  readonly operand: Operand;
  readonly how: SlotUseKind;
}
