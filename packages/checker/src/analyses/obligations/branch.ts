/** Which bundles of paths pass a branch, and what they know afterwards. */

import { assertNever } from "@freehold/mir/assert";
import type { LocalId } from "@freehold/mir/body";
import type { Flag, Owner, PlaceKey, Test, Value } from "../../facts/facts.ts";
import {
  anyValue,
  derivedValue,
  everyValue,
  falsyPart,
  holdingValue,
  narrow,
  nonNullishPart,
  noValue,
  nullishValue,
  nullValue,
  ownerValue,
  truthyPart,
  undefinedValue,
  union,
  without,
} from "../../facts/values.ts";
import { learn } from "./conditions.ts";
import { setValue, type Draft } from "./draft.ts";
import { valueOf, type Disjunct } from "./state.ts";

/** None when the test cannot come out this way. */
export function passEdge(test: Test, draft: Draft, edge: "yes" | "no", owner: Owner): readonly Disjunct[] {
  const holds = (edge === "yes") !== test.negated;
  switch (test.kind) {
    case "local":
      if (!learnOfPlace(draft, test.place, test.test, holds)) return [];
      return narrowTested(draft, test, (value) =>
        test.test === "truthy" ? narrow(value, holds ? truthyPart : falsyPart) : narrow(value, holds ? nullishValue : nonNullishPart),
      );
    case "value":
      if (!learnOfPlace(draft, test.place, "nullish", holds)) return [];
      return narrowTested(draft, test, (value) => narrow(value, holds ? test.yes : test.no));
    case "type": {
      const passed = narrowLocal(draft, test.local, (value) => narrow(value, possibleValues(test, owner, holds)));
      return learn(draft, test.key, { holds, locals: test.locals }) ? passed : [];
    }
    case "condition":
      return learn(draft, test.key, { holds, locals: test.locals }) ? [draft] : [];
    default:
      return assertNever(test);
  }
}

/** What a local was read from has the same answer. */
function learnOfPlace(draft: Draft, place: PlaceKey | undefined, test: "truthy" | "nullish", holds: boolean): boolean {
  return place === undefined || learn(draft, `${test} ${place.text}`, { holds, locals: place.locals });
}

function possibleValues({ by, type }: Extract<Test, { kind: "type" }>, owner: Owner, holds: boolean): Value {
  switch (by) {
    case "typeof":
      return valuesOfType(type, owner, holds);
    case "instanceof":
      return valuesOfClass(type, owner, holds);
    case "value":
      return holds ? anyValue : everyValue;
    default:
      return assertNever(by);
  }
}

/** What `typeof` tells: a number is a descriptor or is none, depending on the owner. */
function valuesOfType(type: string, owner: Owner, holds: boolean): Value {
  const some = (condition: boolean, values: Value): Value => (condition ? values : noValue);
  const form = owner.type.model?.form ?? "object";
  const own = form === "call" ? "function" : form;
  const told = [
    some(type === "undefined", undefinedValue),
    some(type === "object", union(nullValue, without(holdingValue, union(ownerValue, derivedValue)))),
    some(type === own, ownerValue),
  ].reduce(union);
  if (!holds) return without(everyValue, told);
  // An object that is owned may be callable, and what it lends may be anything.
  const possible = [told, some(type === "function" && own === "object", ownerValue), some(type !== "undefined", unowned)];
  return possible.reduce(union);
}

const unowned = union(without(nonNullishPart, holdingValue), derivedValue);

/** `instanceof` of the owner's own class; any other may be a base of it. */
function valuesOfClass(type: string, owner: Owner, holds: boolean): Value {
  if (holds) return nonNullishPart;
  return type === owner.type.name ? without(everyValue, ownerValue) : everyValue;
}

/** With the local, the flag that tells of it. */
function narrowTested(
  draft: Draft,
  { local, flag }: { readonly local: LocalId; readonly flag?: Flag },
  to: (value: Value) => Value,
): readonly Disjunct[] {
  const passed = narrowLocal(draft, local, to);
  if (flag === undefined || passed.length === 0) return passed;
  const value = valueOf(draft, local);
  const told = without(value, flag.when) === noValue ? truthyPart : narrow(value, flag.when) === noValue ? falsyPart : undefined;
  return told === undefined ? passed : narrowLocal(draft, flag.local, (known) => narrow(known, told));
}

function narrowLocal(draft: Draft, local: LocalId, to: (value: Value) => Value): readonly Draft[] {
  const value = to(valueOf(draft, local));
  if (value === noValue) return [];
  setValue(draft, local, value);
  return [draft];
}
