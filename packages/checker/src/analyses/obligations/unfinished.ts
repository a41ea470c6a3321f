/** Work that is still under way when the value it is about goes back to its pool, or ends at once. */

import { returnPlace } from "@freehold/mir/return-place";
import type { Event, Owner } from "../../facts/facts.ts";
import { has, workValue } from "../../facts/values.ts";
import type { Draft, Transfer } from "./draft.ts";

/** Promises of work that nobody has looked at run on when the value goes back to its pool; closing what queues waits for them. */
export function noteWork(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "release" }>): void {
  if (transfer.recorder === undefined || !event.certain || !goesBack(transfer.owner, event.member)) return;
  if (![...draft.values].some(([local, value]) => local !== returnPlace && has(value, workValue))) return;
  transfer.recorder.late({
    span: event.span,
    how: "work-dropped",
    member: event.member,
    status: { kind: "released", at: event.span, certain: true, member: event.member },
  });
}

/** To a pool, by its model or by the word for that; or its end waits for nobody. */
function goesBack({ type: { model } }: Owner, member: string): boolean {
  return model === undefined ? member === "release" : model.loan === true || model.endsAtOnce === true;
}
