/** What handing a value on does to its owner: stored, borrowed, or left to a closure. */

import type { Event, Owner } from "../../facts/facts.ts";
import { containerValue, derivedValue, has, holdingValue, ownerValue, pendingValue, union, without } from "../../facts/values.ts";
import { combinesPromises } from "../../facts/work.ts";
import { defer, passWork, type Draft, type Transfer } from "./draft.ts";
import { valueOf } from "./state.ts";

/** What is lent stays its owner's, whoever gets it next. */
export function give(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "give" }>): void {
  giveClosure(transfer, draft, event);
  if (!combinesPromises(event.text)) passWork(draft, event.via);
  if (event.how === "captured") return;
  const held = valueOf(draft, event.via);
  const value = event.partsOnly === true && !endsByUse(transfer.owner) ? without(held, ownerValue) : held;
  const late = event.how === "stored" && transfer.owner.using && has(value, ownerValue) ? draft.status : undefined;
  if (late?.kind === "live" && event.text.startsWith("this.")) noteStored(transfer, event);
  if (has(value, union(union(ownerValue, pendingValue), union(containerValue, derivedValue)))) handOver(transfer, draft, event);
}

/** Reading it to its end, or a function elsewhere, may end it: that it is only lent says too little. */
function endsByUse({ type: { model } }: Owner): boolean {
  return model?.endsWhenDone !== undefined || model?.endsWhenIterated !== undefined || model?.endedBy !== undefined;
}

function noteStored(transfer: Transfer, event: Extract<Event, { kind: "give" }>): void {
  transfer.recorder?.late({
    span: event.span,
    how: "stored",
    member: event.text,
    status: { kind: "released", at: event.span, certain: true, member: "using" },
  });
}

function handOver(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "give" }>): void {
  if (transfer.owner.using || isCopied(transfer.owner, event)) return;
  if (!event.kept && (event.returning || transfer.releasedLater)) return;
  if (transfer.owner.origin.kind !== "view") transfer.recorder?.handed(event);
  if (transfer.owner.origin.kind === "view" || (draft.status.kind !== "live" && draft.status.kind !== "absent")) return;
  draft.status = { kind: "given", at: event.span, how: event.how };
}

/** A pointer given as a number is only read, `HEAPU8.set(bytes, pointer)`; a URL put into an element's `src` stays whoever made it to revoke. */
function isCopied({ type, binding }: Owner, event: Extract<Event, { kind: "give" }>): boolean {
  if (type.model?.form === "number" && type.model.argumentIsUse === true)
    return event.how === "argument" || /\bHEAP\w+\.set$/.test(event.text);
  if (type.model?.form === "number") return false;
  return (
    type.model?.form === "string" &&
    binding !== undefined &&
    event.how === "stored" &&
    /\.(?:src|href|poster|srcObject|textContent|innerHTML)$/.test(event.text)
  );
}

/** A closure that releases what it captured sees to it from now on; one that does not may keep it. */
function giveClosure(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "give" }>): void {
  const closure = transfer.facts.closures.get(event.via);
  if (closure === undefined) return;
  for (const local of closure.captures) {
    const value = valueOf(draft, local);
    if (closure.releases.has(local)) {
      draft.guarded = new Set([...draft.guarded, local]);
      if (has(value, union(ownerValue, pendingValue))) defer(draft);
    } else if (has(value, holdingValue) && !event.returning) handOver(transfer, draft, { ...event, how: "captured", kept: false });
  }
}
