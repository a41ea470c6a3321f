/** Intervals of an object that nobody can stop: the object has an end, and the interval's handle is dropped. */

import type { BodyView } from "../../body-view.ts";
import { globalCalls } from "../../explain/calls.ts";
import { isUnread } from "../../facts/unread.ts";
import { endedClass, isOfThis } from "./ended-class.ts";
import type { LeftBehind } from "./left-behind.ts";

export function endlessIntervals(view: BodyView): readonly LeftBehind[] {
  const { body, file } = view;
  const dropped = globalCalls(view, body, "setInterval").filter(
    ({ destination, args }) => isUnread(body, destination.local) && args[0] !== undefined && isOfThis(view, body, args[0].value),
  );
  const ended = dropped.length === 0 || file.test ? undefined : endedClass(view);
  if (ended === undefined) return [];
  return dropped.map(({ span }) => ({ kind: "endless-interval", tier: "maybe", span, object: ended.keeper.name, end: ended.end }));
}
