/**
 * Question: does a timer work with what the end of its object has emptied? The end sets a slot to nothing and leaves the timer, and the
 * timer's code asks for nothing that the end sets before it relies on that slot. Example: `setTimeout(() => this.element!.remove(), 500)`
 * beside `destroy() { this.element = null; }`.
 */

import type { Body } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import type { Call } from "../../contracts/resolve.ts";
import { globalCalls } from "../../explain/calls.ts";
import type { KeeperFacts } from "../../keepers/keeper-facts.ts";
import type { SlotUse } from "../../keepers/keeper.ts";
import type { LeftBehind } from "./left-behind.ts";
import { codeOf, codeRunBy, endsOf, isCleared } from "./timer-code.ts";

export function emptiedTimers(view: BodyView): readonly LeftBehind[] {
  const { body, file, keepers } = view;
  const timers = file.test ? [] : ["setTimeout", "setInterval"].flatMap((name) => globalCalls(view, body, name));
  return timers.flatMap((timer) => {
    const code = codeOf(view, timer.args[0]?.value);
    const keeper = code === undefined ? undefined : keepers.index().classOf(code);
    return code === undefined || keeper === undefined ? [] : emptied(view, keepers.factsOf(keeper), timer, code);
  });
}

function emptied(view: BodyView, facts: KeeperFacts, timer: Call, code: Body): readonly LeftBehind[] {
  const run = codeRunBy(facts, code);
  const found = endsOf(facts.keeper).flatMap((end): readonly LeftBehind[] => {
    const use = facts.uses.find((each) => run.has(each.body) && reliesOn(each) && isEmptiedBy(facts, end, each.slot));
    if (use === undefined || run.has(end) || tests(facts, run, end) || isCleared(view, facts, timer, end)) return [];
    return [{ kind: "emptied-timer", tier: "maybe", span: timer.span, slot: use.slot, use: use.span, end }];
  });
  return found.slice(0, 1);
}

/** Its code asks for something that the end sets, the slot itself or a flag. */
function tests(facts: KeeperFacts, run: ReadonlySet<Body>, end: Body): boolean {
  const asked = new Set(facts.uses.flatMap(({ body, slot, how }) => (run.has(body) && how.kind === "test" ? [slot] : [])));
  return facts.reaches(end, ({ slot, how }) => how.kind === "set" && asked.has(slot));
}

/** It fails where there is nothing: a member is read, set or called. */
function reliesOn({ depth, how }: SlotUse): boolean {
  return depth === "part" ? how.kind !== "test" : how.kind === "call";
}

function isEmptiedBy(facts: KeeperFacts, end: Body, slot: string): boolean {
  return facts.reaches(
    end,
    ({ slot: other, depth, how }) =>
      other === slot &&
      depth === "itself" &&
      how.kind === "set" &&
      how.value?.kind === "constant" &&
      (how.value.value.kind === "null" || how.value.value.kind === "undefined"),
  );
}
