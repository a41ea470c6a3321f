/** Which bundles of paths pass a branch, and what they know afterwards. */

import { assertNever } from "@freehold/mir/assert";
import type { Owner, Test, Value } from "../../facts/facts.ts";
import {
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
import { valueOf, type Condition, type Disjunct } from "./state.ts";
import { forgetCondition, setCondition, setValue, type Draft } from "./draft.ts";

/** None when the test cannot come out this way. */
export function passEdge(test: Test, draft: Draft, edge: "yes" | "no", owner: Owner): readonly Disjunct[] {
  const holds = (edge === "yes") !== test.negated;
  switch (test.kind) {
    case "local":
      return narrowLocal(draft, test.local, (value) =>
        test.test === "truthy" ? narrow(value, holds ? truthyPart : falsyPart) : narrow(value, holds ? nullishValue : nonNullishPart),
      );
    case "value":
      return narrowLocal(draft, test.local, (value) => narrow(value, holds ? test.yes : test.no));
    case "type": {
      const possible = test.by === "typeof" ? valuesOfType(test.type, owner, holds) : valuesOfClass(test.type, owner, holds);
      return narrowLocal(draft, test.local, (value) => narrow(value, possible)).flatMap((passed) => passCondition(test, passed, holds));
    }
    case "condition":
      return passCondition(test, draft, holds);
    default:
      return assertNever(test);
  }
}

function passCondition({ key, locals }: Extract<Test, { readonly key: string }>, draft: Draft, holds: boolean): readonly Draft[] {
  const known = draft.conditions.get(key);
  if (known !== undefined && known.holds !== holds) return [];
  if (holds && equalsSomethingElse(draft, key)) return [];
  remember(draft, key, { holds, locals });
  return [draft];
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

/** A switch of thousands of cases asks as many questions; who asks one again does so soon. */
const mostConditions = 128;

function remember(draft: Draft, key: string, condition: Condition): void {
  setCondition(draft, key, condition);
  if (draft.conditions.size <= mostConditions) return;
  const [oldest] = draft.conditions.keys();
  forgetCondition(draft, oldest!);
}

/** `kind === "a"` cannot hold where `kind === "b"` does. */
function equalsSomethingElse(draft: Draft, key: string): boolean {
  const [subject, constant] = key.split(" === {");
  if (constant === undefined) return false;
  return [...draft.conditions].some(([other, condition]) => condition.holds && other !== key && other.startsWith(`${subject} === {`));
}

function narrowLocal(draft: Draft, local: Parameters<typeof valueOf>[1], to: (value: Value) => Value): readonly Draft[] {
  const value = to(valueOf(draft, local));
  if (value === noValue) return [];
  setValue(draft, local, value);
  return [draft];
}
