/** Which bundles of paths pass a branch, and what they know afterwards. */

import { assertNever } from "@freehold/mir/assert";
import type { Test, Value } from "../../facts/facts.ts";
import { falsyPart, narrow, nonNullishPart, noValue, nullishValue, truthyPart } from "../../facts/values.ts";
import { valueOf, type Condition, type Disjunct } from "./state.ts";
import { forgetCondition, setCondition, setValue, type Draft } from "./draft.ts";

/** None when the test cannot come out this way. */
export function passEdge(test: Test | undefined, draft: Draft, edge: "yes" | "no"): readonly Disjunct[] {
  if (test === undefined) return [draft];
  const holds = (edge === "yes") !== test.negated;
  switch (test.kind) {
    case "local":
      return narrowLocal(draft, test.local, (value) =>
        test.test === "truthy" ? narrow(value, holds ? truthyPart : falsyPart) : narrow(value, holds ? nullishValue : nonNullishPart),
      );
    case "value":
      return narrowLocal(draft, test.local, (value) => narrow(value, holds ? test.yes : test.no));
    case "condition": {
      const known = draft.conditions.get(test.key);
      if (known !== undefined && known.holds !== holds) return [];
      if (holds && equalsSomethingElse(draft, test.key)) return [];
      remember(draft, test.key, { holds, locals: test.locals });
      return [draft];
    }
    default:
      return assertNever(test);
  }
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

function narrowLocal(draft: Draft, local: Parameters<typeof valueOf>[1], to: (value: Value) => Value): readonly Disjunct[] {
  const value = to(valueOf(draft, local));
  if (value === noValue) return [];
  setValue(draft, local, value);
  return [draft];
}
