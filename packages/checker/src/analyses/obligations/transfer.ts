/** What one event does to the state of one owner on one bundle of paths. */

import { assertNever } from "@freehold/mir/assert";
import type { LocalId } from "@freehold/mir/body";
import { definitionsOf, isReturned } from "../../facts/definitions.ts";
import type { Event } from "../../facts/facts.ts";
import { has, holdingValue, ownerValue, pendingValue, truthyValue, union, workValue } from "../../facts/values.ts";
import { acquire, assign, contain, readValue, setLocal } from "./assign.ts";
import { learnConstant } from "./conditions.ts";
import { forgetValue, passWork, tooLate, type Draft, type Transfer } from "./draft.ts";
import { isFlipped } from "./drop-flags.ts";
import { invoke, move, release, releasePart, satisfy, use } from "./end.ts";
import { endsByLoop } from "./evidence.ts";
import { give } from "./give.ts";
import { failureOf, passed } from "./pass.ts";
import { valueOf } from "./state.ts";

export function apply(transfer: Transfer, draft: Draft, event: Event): void {
  switch (event.kind) {
    case "set":
      if (draft.status.kind === "live" && isFlipped(transfer.flags, event.into, valueOf(draft, event.into), event.value))
        draft.status = { kind: "given", at: transfer.owner.span, how: "argument" };
      setLocal(transfer, draft, event.into, event.value);
      if (event.constant !== undefined) learnConstant(draft, event.into, event.constant);
      return;
    case "assign":
      return assign(transfer, draft, event);
    case "read":
      return setLocal(transfer, draft, event.into, readValue(transfer, draft, event.from, event.member));
    case "contain":
      return contain(transfer, draft, event);
    case "forget":
      forgetValue(draft, event.local);
      return;
    case "acquire":
      return acquire(transfer, draft, event);
    case "release":
      return release(transfer, draft, event);
    case "release-part":
      return releasePart(transfer, draft, event);
    case "move":
      return move(transfer, draft, event);
    case "give":
      return give(transfer, draft, event);
    case "pass":
      return pass(transfer, draft, event);
    case "invoke":
      return invoke(transfer, draft, event);
    case "react":
      return react(draft, event);
    case "use":
      return use(transfer, draft, event);
    case "start":
      return start(transfer, draft, event);
    case "settle":
      return passWork(draft, event.via);
    case "iterate":
      if (endsByLoop(transfer.owner, event) && has(valueOf(draft, event.via), ownerValue)) satisfy(draft, event);
      return;
    case "called":
      if (draft.status.kind === "live" && transfer.owner.type.model?.endedBy?.includes(event.name) === true)
        draft.status = { kind: "given", at: event.span, how: "argument" };
      return;
    case "end-views":
      if (transfer.owner.origin.kind === "view" && transfer.owner.origin.root === event.root && draft.status.kind === "lent") {
        draft.status = { kind: "ended", at: event.span, certain: event.certain, text: event.text };
      }
      return;
    default:
      return assertNever(event);
  }
}

/** The callee is asked only about what may hold the owner. */
function pass(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "pass" }>): void {
  const held = valueOf(draft, event.via);
  const effect = has(held, holdingValue) ? transfer.effectOf(event.to) : undefined;
  const failure = tooLate(draft.status) === undefined ? failureOf(event, effect, held) : undefined;
  for (const told of passed(event, effect)) apply(transfer, draft, told);
  if (failure !== undefined) draft.failure = failure;
  if (effect?.kind === "diverges" && has(held, ownerValue) && draft.status.kind !== "absent") draft.status = { kind: "absent" };
}

/** Its promise comes back while the callee still uses the value. */
function start(transfer: Transfer, draft: Draft, { into, from, to }: Extract<Event, { kind: "start" }>): void {
  if (!has(valueOf(draft, from), ownerValue)) return;
  if (isAtWork(transfer, into, to)) setLocal(transfer, draft, into, union(workValue, truthyValue));
}

/** What is known of a type is told as certain, so that a guess is made only of others. */
function isAtWork({ facts, owner, effectOf }: Transfer, into: LocalId, to: Extract<Event, { kind: "start" }>["to"]): boolean {
  if (to === "surely") return true;
  if (owner.type.model?.endsAtOnce === true) return to !== "perhaps" && to.late;
  const effect = to === "perhaps" ? undefined : effectOf(to);
  if (effect === undefined) return isReturned(definitionsOf(facts.body), into) && !owner.using && owner.type.model === undefined;
  const waits = owner.type.model?.finishes !== undefined;
  return effect.kind === "borrows" && effect.used !== undefined && (!waits || effect.later === true);
}

/** `open(path).then(use)`: the callback gets it. */
function react(draft: Draft, event: Extract<Event, { kind: "react" }>): void {
  // What is returned is still the caller's to await.
  if (!event.returned) passWork(draft, event.via);
  if (event.member !== "then" || !has(valueOf(draft, event.via), pendingValue)) return;
  if (draft.status.kind === "absent") draft.status = { kind: "given", at: event.span, how: "awaited-elsewhere" };
}
