/** Where strict code passes something owned or borrowed to somebody of whom nothing is known. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, Operand, Terminator } from "@freehold/mir/body";
import { typedPlace, type TypedPlace } from "./place.ts";
import { calledType, isMoved, regionsOf, type Type } from "./type.ts";
import type { BodyTypes } from "./typing.ts";

export interface UnknownCallee {
  readonly passed: TypedPlace;
  readonly type: Type;
  readonly span: Span;
  readonly call: Extract<Terminator, { kind: "call" }>;
}

export function unknownCallees(types: BodyTypes): readonly UnknownCallee[] {
  return types.body.blocks.flatMap(({ terminator: call }) => {
    if (call.kind !== "call" || call.args.length === 0 || types.call(call).kind !== "somebody") return [];
    return call.args.flatMap(({ value }, index): readonly UnknownCallee[] => {
      if (value.kind === "constant" || !isTracked(types, value) || types.handling(call, index) !== "unknown") return [];
      const type = types.typeOf(value);
      return [{ passed: typedPlace(types.localType(value.place.local), value.place), type, span: value.span, call }];
    });
  });
}

/** A value that was just made is nobody else's, and given away; closures and promises are followed by themselves. */
function isTracked(types: BodyTypes, value: Extract<Operand, { kind: "place" }>): boolean {
  const type = types.typeOf(value);
  const { kind } = calledType(type);
  if (kind === "closure" || kind === "function" || kind === "running") return false;
  return regionsOf(type).length > 0 || (isMoved(type) && !isTemporary(types.body, value));
}

function isTemporary({ locals }: Body, { place }: Extract<Operand, { kind: "place" }>): boolean {
  return place.path.length === 0 && locals[place.local]!.kind.kind === "temporary";
}
