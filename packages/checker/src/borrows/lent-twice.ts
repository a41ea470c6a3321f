/**
 * What the collector owns may have many names, and no loan of it is followed; but one call that is given the same object twice, once to
 * change it, is what no `Mut` allows.
 */

import type { BorrowKind } from "@freehold/mir/declared";
import type { Input } from "./inputs.ts";
import { isPrefix, typedPlace, type TypedPlace } from "./place.ts";
import type { PlainFault } from "./step.ts";
import type { BodyTypes } from "./typing.ts";

export function lentTwice(types: BodyTypes, inputs: readonly Input[]): readonly PlainFault[] {
  if (inputs.length < 2) return [];
  const lent = inputs.flatMap((input) => lentInput(types, input));
  return lent.flatMap(({ place, how, span }, index): readonly PlainFault[] => {
    const first = lent.slice(0, index).find((other) => isSame(other.place, place) && (how === "exclusive" || other.how === "exclusive"));
    if (first === undefined) return [];
    return [{ kind: "lent-twice", place, span, how, first: { span: first.span, how: first.how } }];
  });
}

interface LentInput {
  readonly place: TypedPlace;
  readonly how: BorrowKind;
  readonly span: Input["operand"]["span"];
}

/** An object of the collector's where a borrow is expected. */
function lentInput(types: BodyTypes, { operand, expected }: Input): readonly LentInput[] {
  if (operand.kind === "constant" || expected?.kind !== "borrow") return [];
  const place = typedPlace(types.localType(operand.place.local), operand.place);
  const isObject = place.type.kind === "copy" && place.type.of !== undefined;
  return isObject ? [{ place, how: expected.how, span: operand.span }] : [];
}

/** Elements that are not told apart need not be the same one. */
function isSame(left: TypedPlace, right: TypedPlace): boolean {
  return left.path.length === right.path.length && isPrefix(left, right) && left.path.every(({ kind }) => kind !== "index");
}
