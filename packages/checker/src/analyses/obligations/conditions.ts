/** What a way knows of conditions that may be asked again. */

import type { Constant, LocalId } from "@freehold/mir/body";
import { has, ownerValue } from "../../facts/values.ts";
import { forgetCondition, setCondition, type Draft } from "./draft.ts";
import { valueOf, type Condition } from "./state.ts";

/** False when the condition is known to come out the other way. */
export function learn(draft: Draft, key: string, condition: Condition): boolean {
  const known = draft.conditions.get(key);
  if (known !== undefined && known.holds !== condition.holds) return false;
  if (condition.holds && (equalsSomethingElse(draft, key) || isExcluded(draft, key) || areApart(draft, key))) return false;
  remember(draft, key, condition);
  return true;
}

/** `owner = "us"`: whoever compares it with that or with another text has his answer. */
export function learnConstant(draft: Draft, local: LocalId, constant: Constant): void {
  remember(draft, `%${local} === ${JSON.stringify(constant)}`, { holds: true, locals: [local] });
}

/** What is nullish is not truthy. */
function isExcluded({ conditions }: Draft, key: string): boolean {
  const other = key.startsWith("truthy ")
    ? key.replace("truthy", "nullish")
    : key.startsWith("nullish ")
      ? key.replace("nullish", "truthy")
      : "";
  return conditions.get(other)?.holds === true;
}

/** `file === given` cannot hold where one is the owner, and the other is not. */
function areApart(draft: Draft, key: string): boolean {
  const [, left, right] = /^%(\d+) ={2,3} %(\d+)$/.exec(key) ?? [];
  if (left === undefined || right === undefined) return false;
  const [a, b] = [valueOf(draft, Number(left) as LocalId), valueOf(draft, Number(right) as LocalId)];
  return (a === ownerValue && !has(b, ownerValue)) || (b === ownerValue && !has(a, ownerValue));
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
