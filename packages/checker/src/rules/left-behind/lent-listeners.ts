/** Listeners on a pool's value: what was added while it was borrowed must come off before it goes back. */

import type { BodyView } from "../../body-view.ts";
import { methodCalls, programUnit, textArgument } from "../../explain/calls.ts";
import type { LeftBehind } from "./left-behind.ts";
import { adding, removing } from "./listening.ts";

export function lentListeners(view: BodyView): readonly LeftBehind[] {
  if (methodCalls(view.body, undefined, adding).length === 0) return [];
  return view.factsOf(view.body).owners.flatMap((owner) => {
    if (owner.type.model?.loan !== true || owner.name === "") return [];
    const { releases } = view.outcome(owner, "definite");
    if (releases.length === 0) return [];
    const removed = programUnit(view).flatMap((body) => methodCalls(body, owner.name, removing));
    return methodCalls(view.body, owner.name, adding).flatMap((call): LeftBehind[] => {
      const event = textArgument(call, 0);
      if (event === undefined || removed.some((removal) => (textArgument(removal, 0) ?? event) === event)) return [];
      return [{ kind: "lent-listener", tier: "definite", object: owner.name, event, span: call.span, returned: releases }];
    });
  });
}
