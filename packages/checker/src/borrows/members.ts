/** What a literal is made of: each member with its own operand, a spread taken apart into the fields that it gives. */

import type { Operand, Rvalue } from "@freehold/mir/body";
import { fieldNames } from "./instantiate.ts";
import { memberType } from "./place.ts";
import type { Type } from "./type.ts";
import type { BodyTypes } from "./typing.ts";

export interface LiteralMember {
  /** Of the field that it becomes; absent where nobody knows. */
  readonly name: string | undefined;
  readonly operand: Operand;
  /** All elements of a list, or an object of unknown fields. */
  readonly spread: boolean;
}

type Literal = Extract<Rvalue, { kind: "array" | "object" }>;

export function membersOf(types: BodyTypes, literal: Literal): readonly LiteralMember[] {
  return literal.kind === "array" ? arrayMembers(literal) : objectMembers(types, literal);
}

/** What a literal of that type expects of a member. */
export function expectedMember(type: Type, { name, spread }: LiteralMember): Type | undefined {
  const of = type.kind === "own" ? type.of : type;
  if (of.kind === "collection") return spread ? undefined : of.elements[0];
  return name === undefined || (of.kind !== "record" && of.kind !== "class" && of.kind !== "union") ? undefined : memberType(of, name);
}

/** `{ ...p, a: make() }` takes of `p` what is not given anew behind it. */
function objectMembers(types: BodyTypes, { members }: Literal): readonly LiteralMember[] {
  return members.flatMap(({ name, value, spread }, index): readonly LiteralMember[] => {
    const fields = spread && value.kind === "place" ? fieldNames(types.typeOf(value)) : undefined;
    if (fields === undefined || value.kind !== "place") return [{ name, operand: value, spread }];
    const { place, span } = value;
    const later = new Set(members.slice(index + 1).map((each) => each.name));
    return fields
      .filter((field) => !later.has(field))
      .map((field) => ({
        name: field,
        operand: { kind: "place", place: { local: place.local, path: [...place.path, { kind: "field", name: field }] }, span },
        spread: false,
      }));
  });
}

/** Of a tuple: its members by their positions, as long as no spread hides them. */
function arrayMembers({ members }: Literal): readonly LiteralMember[] {
  const first = members.findIndex(({ spread }) => spread);
  return members.map(({ value, spread }, index) => ({
    name: first >= 0 && index >= first ? undefined : String(index),
    operand: value,
    spread,
  }));
}
