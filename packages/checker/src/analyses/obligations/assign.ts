/** How values get into locals: by assignment, out of a member, into a container, by an acquisition. */

import { assertNever } from "@freehold/mir/assert";
import type { LocalId } from "@freehold/mir/body";
import type { Event, Value } from "../../facts/facts.ts";
import {
  anyValue,
  containerValue,
  derivedValue,
  has,
  holdingValue,
  independentValue,
  narrow,
  nullishValue,
  ownerValue,
  pendingValue,
  truthyValue,
  union,
  without,
  workValue,
} from "../../facts/values.ts";
import { defer, forgetCondition, forgetValue, setValue, type Draft, type Transfer } from "./draft.ts";
import { valueOf } from "./state.ts";

/** Assignment kills what was known of conditions on the local. */
export function setLocal({ owner }: Transfer, draft: Draft, into: LocalId, value: Value): void {
  for (const [key, condition] of draft.conditions) if (condition.locals.includes(into)) forgetCondition(draft, key);
  if (owner.origin.kind === "borrowed" && owner.binding === into && !has(value, holdingValue)) return rebind(draft, into, value);
  // Of thousands of results, each bundle would carry all: what says nothing has no entry.
  if (value === anyValue) forgetValue(draft, into);
  else setValue(draft, into, value);
}

/** A value that is owned elsewhere is what its binding holds: another one from now on, or none. */
function rebind(draft: Draft, binding: LocalId, value: Value): void {
  if (!has(without(value, nullishValue), truthyValue)) {
    setValue(draft, binding, value);
    draft.status = { kind: "absent" };
    return;
  }
  clearHolders(draft);
  setValue(draft, binding, union(ownerValue, narrow(value, nullishValue)));
  draft.status = { kind: "lent" };
}

export function assign(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "assign" }>): void {
  const from = valueOf(draft, event.from);
  if (event.how === "awaited") return awaited(transfer, draft, event.into, from);
  setLocal(transfer, draft, event.into, assigned(from, event.how));
  if (has(valueOf(draft, event.into), ownerValue) && draft.guarded.has(event.into)) defer(draft);
  storeOutside(transfer, draft, event.into);
}

function assigned(from: Value, how: Exclude<Extract<Event, { kind: "assign" }>["how"], "awaited">): Value {
  switch (how) {
    case "same":
      return from;
    case "perhaps-same":
      if (has(from, pendingValue)) return union(from, anyValue);
      return has(from, holdingValue) ? union(narrow(from, holdingValue), truthyValue) : anyValue;
    case "derived":
      return has(from, union(ownerValue, derivedValue)) ? union(derivedValue, truthyValue) : anyValue;
    case "companion":
      return has(from, union(ownerValue, derivedValue)) ? union(union(derivedValue, independentValue), truthyValue) : anyValue;
    case "work":
      return has(from, union(ownerValue, workValue)) ? union(workValue, truthyValue) : anyValue;
    case "element":
      return has(from, containerValue) ? union(ownerValue, anyValue) : anyValue;
    default:
      return assertNever(how);
  }
}

/** Awaiting the promise of the owner is what acquires it. */
function awaited(transfer: Transfer, draft: Draft, into: LocalId, from: Value): void {
  const nothingKnown = has(from, truthyValue) || !has(from, holdingValue) ? anyValue : narrow(from, nullishValue);
  if (has(from, pendingValue) && (transfer.owner.nullable || has(from, truthyValue))) {
    draft.mayFail = true;
    if (transfer.acquisition === "fails") return setLocal(transfer, draft, into, has(from, truthyValue) ? anyValue : nullishValue);
  }
  if (!has(from, pendingValue)) {
    setLocal(transfer, draft, into, union(without(narrow(from, holdingValue), workValue), nothingKnown));
    return;
  }
  setLocal(transfer, draft, into, draft.mayFail === true ? ownerValue : union(ownerValue, narrow(from, nullishValue)));
  if (draft.status.kind === "absent") draft.status = { kind: "live" };
  if (draft.guarded.has(into)) defer(draft);
  storeOutside(transfer, draft, into);
}

export function readValue({ owner }: Transfer, draft: Draft, from: LocalId, member: string): Value {
  const value = valueOf(draft, from);
  // How many there are is not one of them.
  if (has(value, containerValue)) return /^(?:length|size)$/.test(member) ? anyValue : union(ownerValue, anyValue);
  if (has(value, ownerValue) && owner.type.model?.derived?.includes(member) === true) return union(derivedValue, truthyValue);
  return anyValue;
}

export function contain({ owner, recorder }: Transfer, draft: Draft, event: Extract<Event, { kind: "contain" }>): void {
  // Numbers and strings are copied into what is made of them.
  if (event.how === "made" && (owner.type.model?.form === "number" || owner.type.model?.form === "string")) return;
  const member = valueOf(draft, event.from);
  if (event.how === "literal" && draft.status.kind === "moved" && has(member, ownerValue))
    recorder?.late({ span: event.span, how: "contained", member: "", status: draft.status });
  // A wrapper ends with what it wraps, but what is read from it is not that value.
  const holder = event.how === "made" ? derivedValue : containerValue;
  const inside = has(member, workValue) ? workValue : has(member, holdingValue) ? holder : undefined;
  if (inside !== undefined) setValue(draft, event.into, union(valueOf(draft, event.into), inside));
}

export function acquire(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "acquire" }>): void {
  if (event.owner !== transfer.owner.id) {
    setLocal(transfer, draft, event.into, event.nullable && !event.pending ? anyValue : truthyValue);
    return;
  }
  if (draft.status.kind === "live") transfer.recorder?.overwritten(event);
  clearHolders(draft);
  // What made it was there: after `page = await browser.newPage()` the browser of `browser?.close()` is no question.
  for (const host of transfer.owner.within) setValue(draft, host, without(valueOf(draft, host), nullishValue));
  if (event.nullable && !event.pending) {
    draft.mayFail = true;
    if (transfer.acquisition === "fails") {
      draft.status = { kind: "absent" };
      return setLocal(transfer, draft, event.into, nullishValue);
    }
  }
  setLocal(transfer, draft, event.into, event.pending ? pendingValue : ownerValue);
  const idle = transfer.owner.origin.kind === "view" || transfer.owner.type.startsBy !== undefined;
  draft.status = event.pending ? { kind: "absent" } : idle ? { kind: "lent" } : { kind: "live" };
  if (!event.pending && draft.guarded.has(event.into)) defer(draft);
  storeOutside(transfer, draft, event.into);
}

/** What is put into a binding of an enclosing body belongs to that body. */
function storeOutside({ facts, owner }: Transfer, draft: Draft, into: LocalId): void {
  if (
    !facts.outer.has(into) ||
    owner.origin.kind === "borrowed" ||
    !has(valueOf(draft, into), union(ownerValue, union(pendingValue, containerValue)))
  )
    return;
  if (draft.status.kind === "live" || draft.status.kind === "absent") draft.status = { kind: "given", at: owner.span, how: "stored" };
}

function clearHolders(draft: Draft): void {
  for (const [local, value] of draft.values)
    if (has(value, holdingValue)) setValue(draft, local, union(without(value, holdingValue), truthyValue));
}
