/** What happens to a value that is given to code of the program, once that code has been asked. */

import { assertNever } from "@freehold/mir/assert";
import type { Effect, Inside } from "../../contracts/contract.ts";
import type { Event, Value } from "../../facts/facts.ts";
import { has, ownerValue } from "../../facts/values.ts";
import type { FailedCall, Status } from "./state.ts";

type Pass = Extract<Event, { kind: "pass" }>;

export function passed(event: Pass, effect: Effect | undefined): readonly Event[] {
  const { via, span, text, as, otherwise } = event;
  switch (effect?.kind) {
    case "releases":
      return [released(event, effect)];
    case "moves":
      return [{ kind: "move", via, how: effect.how, span, text }];
    case "stores":
      // Many an object keeps itself somewhere and stays its maker's to end: `super.connect(); registry.add(this)`.
      return as === "receiver" ? otherwise : [{ kind: "give", via, kept: true, returning: false, how: "stored", span, text }];
    case "borrows":
      return as === "receiver" ? [used(event, effect.used)] : [used(event, effect.used), lentParts(event)];
    case "diverges":
    case "transfers":
    case "acquires":
    case undefined:
      return otherwise;
    default:
      return assertNever(effect);
  }
}

/** Where a callee ends what it is given only when it comes back, or only when it throws, the two ways differ. */
export function failureOf({ span, into }: Pass, effect: Effect | undefined, held: Value): FailedCall | undefined {
  const thrown = effect?.kind === "releases" || effect?.kind === "borrows" ? effect.whenThrown : undefined;
  if (thrown === undefined || !has(held, ownerValue)) return undefined;
  const status: Status =
    thrown.kind === "unclear"
      ? { kind: "given", at: span, how: "argument" }
      : { kind: "released", at: span, certain: true, member: thrown.inside.member, inside: thrown.inside.span };
  return { call: span, promise: into, status };
}

function released({ via, span, text }: Pass, { certain, inside }: Extract<Effect, { kind: "releases" }>): Event {
  const member = inside?.member ?? lastName(text);
  return { kind: "release", via, certain, type: undefined, member, span, text, ...(inside && { inside }) };
}

function used({ via, span, text, as }: Pass, inside: Inside | undefined): Event {
  if (as === "receiver") return { kind: "use", via, how: "method", member: lastName(text), span, ...(inside && { inside }) };
  return inside === undefined
    ? { kind: "use", via, how: "argument", member: text, span }
    : { kind: "use", via, how: "method", member: inside.member, span, inside };
}

/** What a callee does to a value says nothing about what the value holds: `configure({ file })`. */
function lentParts({ via, span, text }: Pass): Event {
  return { kind: "give", via, kept: false, returning: false, partsOnly: true, how: "argument", span, text };
}

function lastName(text: string): string {
  return text.slice(text.lastIndexOf(".") + 1);
}
