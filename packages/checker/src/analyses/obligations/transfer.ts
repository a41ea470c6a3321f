/** What one event does to the state of one owner on one bundle of paths. */

import { assertNever } from "@freehold/mir/assert";
import type { Span } from "@freehold/diagnostics/span";
import type { BodyId, LocalId } from "@freehold/mir/body";
import type { Effect, OwnedType } from "../../contracts/contract.ts";
import type { ClosureFact, Event, Owner, Value } from "../../facts/facts.ts";
import {
  anyValue,
  containerValue,
  derivedValue,
  has,
  holdingValue,
  narrow,
  nullishValue,
  ownerValue,
  pendingValue,
  truthyValue,
  union,
  without,
  workValue,
} from "../../facts/values.ts";
import { defer, forgetCondition, forgetValue, passWork, setValue, tooLate, type Draft, type Transfer } from "./draft.ts";
import { isFlipped } from "./drop-flags.ts";
import { endsByLoop, endsOnTheWay, isRelease } from "./evidence.ts";
import { give } from "./give.ts";
import { failureOf, passed } from "./pass.ts";
import { valueOf } from "./state.ts";
import { noteWork } from "./unfinished.ts";

export function apply(transfer: Transfer, draft: Draft, event: Event): void {
  switch (event.kind) {
    case "set":
      if (draft.status.kind === "live" && isFlipped(transfer.flags, event.into, valueOf(draft, event.into), event.value))
        draft.status = { kind: "given", at: transfer.owner.span, how: "argument" };
      return setLocal(transfer, draft, event.into, event.value);
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
  const effect = to === undefined ? undefined : transfer.effectOf(to);
  if (to === undefined || (effect?.kind === "borrows" && effect.used !== undefined))
    setLocal(transfer, draft, into, union(workValue, truthyValue));
}

/** Assignment kills what was known of conditions on the local; a value owned elsewhere is followed into its binding. */
function setLocal({ owner }: Transfer, draft: Draft, into: LocalId, value: Value): void {
  for (const [key, condition] of draft.conditions) if (condition.locals.includes(into)) forgetCondition(draft, key);
  if (
    owner.origin.kind === "borrowed" &&
    owner.binding === into &&
    !has(value, holdingValue) &&
    !has(without(value, nullishValue), truthyValue)
  ) {
    setValue(draft, into, value);
    if (draft.status.kind !== "absent") draft.status = { kind: "absent" };
    return;
  }
  if (owner.origin.kind === "borrowed" && owner.binding === into && !has(value, holdingValue)) {
    clearHolders(draft);
    setValue(draft, into, union(ownerValue, narrow(value, nullishValue)));
    draft.status = { kind: "lent" };
    return;
  }
  // Of thousands of results, each bundle would carry all: what says nothing has no entry.
  if (value === anyValue) forgetValue(draft, into);
  else setValue(draft, into, value);
}

function assign(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "assign" }>): void {
  const from = valueOf(draft, event.from);
  switch (event.how) {
    case "same":
      setLocal(transfer, draft, event.into, from);
      break;
    case "perhaps-same":
      setLocal(
        transfer,
        draft,
        event.into,
        has(from, pendingValue)
          ? union(from, anyValue)
          : has(from, holdingValue)
            ? union(narrow(from, holdingValue), truthyValue)
            : anyValue,
      );
      break;
    case "derived":
      setLocal(transfer, draft, event.into, has(from, union(ownerValue, derivedValue)) ? union(derivedValue, truthyValue) : anyValue);
      break;
    case "work":
      setLocal(transfer, draft, event.into, has(from, union(ownerValue, workValue)) ? union(workValue, truthyValue) : anyValue);
      break;
    case "element":
      setLocal(transfer, draft, event.into, has(from, containerValue) ? union(ownerValue, anyValue) : anyValue);
      break;
    case "awaited":
      return awaited(transfer, draft, event.into, from);
  }
  if (has(valueOf(draft, event.into), ownerValue) && draft.guarded.has(event.into)) defer(draft);
  storeOutside(transfer, draft, event.into);
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

function readValue({ owner }: Transfer, draft: Draft, from: LocalId, member: string): Value {
  const value = valueOf(draft, from);
  // How many there are is not one of them.
  if (has(value, containerValue)) return /^(?:length|size)$/.test(member) ? anyValue : union(ownerValue, anyValue);
  if (has(value, ownerValue) && owner.type.model?.derived?.includes(member) === true) return union(derivedValue, truthyValue);
  return anyValue;
}

function contain({ owner, recorder }: Transfer, draft: Draft, event: Extract<Event, { kind: "contain" }>): void {
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

function acquire(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "acquire" }>): void {
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

function release(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "release" }>): void {
  const value = valueOf(draft, event.via);
  if (transfer.owner.within.includes(event.via) && draft.status.kind === "live") {
    markReleased(transfer, draft, event, false);
    return;
  }
  if (has(value, ownerValue) && accepts(transfer.owner, event)) {
    const again = tooLate(draft.status);
    const usable = transfer.owner.type.model?.usableAfter?.includes(event.member) === true;
    // What leaves the value usable needs one that is: `reader.cancel()` after `reader.releaseLock()` is rejected.
    if (again !== undefined)
      transfer.recorder?.late({ span: event.span, how: usable ? "method" : "release", member: event.member, status: again });
    else noteWork(transfer, draft, event);
    if (usable) satisfy(draft, event);
    else markReleased(transfer, draft, event, event.certain);
    return;
  }
  if (has(value, ownerValue)) use(transfer, draft, { kind: "use", via: event.via, how: "method", member: event.member, span: event.span });
  else if (has(value, containerValue)) markReleased(transfer, draft, event, false);
  else if (has(value, derivedValue) && draft.status.kind === "live") {
    transfer.recorder?.release(event);
    satisfy(draft, event);
  }
}

/** Some values end by one of their fields. */
function releasePart(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "release-part" }>): void {
  const whole = event.field !== undefined && transfer.owner.type.model?.releasedThrough?.includes(event.field) === true;
  if (whole)
    release(transfer, draft, { ...event, kind: "release", type: undefined, member: event.text.slice(event.text.lastIndexOf(".") + 1) });
  else if (has(valueOf(draft, event.via), containerValue)) markReleased(transfer, draft, event, false);
  else if (has(valueOf(draft, event.via), ownerValue) && isAroundIt(transfer.owner, event.field)) satisfy(draft, event);
}

/** `pool.release(connection._impl)`: the owner is but a shell around what ends here. */
function isAroundIt({ type }: Owner, field: string | undefined): boolean {
  return (
    type.model === undefined && field !== undefined && /^[_#]|^(?:impl|inner|raw|native|handle|socket|connection|underlying)$/.test(field)
  );
}

/** The obligation is met, and the value can still be used: `reader.cancel()`. Or its loop sees to it. */
function satisfy(draft: Draft, event: Extract<Event, { kind: "release" | "release-part" | "iterate" | "use" }>): void {
  if (draft.status.kind === "live") draft.status = { kind: "given", at: event.span, how: "argument" };
}

/** A method ends only what the owner's type says it ends; a free function ends what it is given. */
function accepts(owner: Owner, event: Extract<Event, { kind: "release" }>): boolean {
  return (
    event.type === undefined ||
    owner.origin.kind === "given" ||
    owner.type.release.includes(event.member) ||
    owner.type.key === event.type.key
  );
}

type Ending = Extract<Event, { kind: "release" | "release-part" | "invoke" }>;

function markReleased(transfer: Transfer, draft: Draft, event: Ending, certain: boolean): void {
  if (draft.status.kind === "absent" || draft.status.kind === "released" || draft.status.kind === "moved") return;
  transfer.recorder?.release(event);
  draft.status = {
    kind: "released",
    at: event.span,
    certain,
    member: event.kind === "release" ? event.member : "()",
    ...provenance(event),
  };
}

function provenance(event: Ending): { readonly type?: OwnedType; readonly inside?: Span } {
  if (event.kind !== "release") return {};
  const type = event.type ?? event.inside?.type;
  return { ...(type && { type }), ...(event.inside && { inside: event.inside.span }) };
}

function move(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "move" }>): void {
  if (!has(valueOf(draft, event.via), ownerValue)) return;
  const late = tooLate(draft.status);
  if (late !== undefined) transfer.recorder?.late({ span: event.span, how: "move", member: event.text, status: late });
  else if (draft.status.kind !== "absent") draft.status = { kind: "moved", at: event.span, how: event.how, text: event.text };
}

function invoke(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "invoke" }>): void {
  const value = valueOf(draft, event.via);
  if (has(value, ownerValue) && endsByCall(transfer.owner, event.via)) {
    const again = tooLate(draft.status);
    if (again !== undefined) transfer.recorder?.late({ span: event.span, how: "release", member: "()", status: again });
    markReleased(transfer, draft, event, true);
    return;
  }
  const closure = transfer.facts.closures.get(event.via);
  if (closure === undefined) return;
  if (transfer.owner.type.model?.endsWhenDone !== undefined && draft.status.kind === "live" && capturesOwner(draft, closure))
    draft.status = { kind: "given", at: event.span, how: "captured" };
  for (const local of closure.releases) {
    if (!has(valueOf(draft, local), ownerValue)) continue;
    const effect = effectOnCapture(transfer, event.runs, local);
    if (effect?.kind !== "releases") markReleased(transfer, draft, event, false);
    else release(transfer, draft, releaseInside(event, local, effect));
  }
}

/** What running the closure does to a local that it captures. */
function effectOnCapture({ facts, effectOf }: Transfer, runs: BodyId | undefined, local: LocalId): Effect | undefined {
  // One that sets the variable may have let go of the value already.
  const arrival = runs === undefined || facts.setByClosures.has(local) ? undefined : facts.capturedBy.get(runs)?.get(local);
  return runs === undefined || arrival === undefined ? undefined : effectOf({ body: runs, local: arrival });
}

function releaseInside(
  { span, text }: Extract<Event, { kind: "invoke" }>,
  via: LocalId,
  { certain, inside }: Extract<Effect, { kind: "releases" }>,
): Extract<Event, { kind: "release" }> {
  return { kind: "release", via, certain, type: undefined, member: inside?.member ?? "()", span, text, ...(inside && { inside }) };
}

/** `const pump = () => reader.read().then(…)`: whoever runs it may read to the end. */
function capturesOwner(draft: Draft, { captures }: ClosureFact): boolean {
  return [...captures].some((local) => has(valueOf(draft, local), ownerValue));
}

/** An unlock function, or the `done` that came with the value. */
function endsByCall({ type, origin }: Owner, via: LocalId): boolean {
  return type.model?.form === "call" || (origin.kind === "handed" && origin.release === via);
}

/** `open(path).then(use)`: the callback gets it. */
function react(draft: Draft, event: Extract<Event, { kind: "react" }>): void {
  // What is returned is still the caller's to await.
  if (!event.returned) passWork(draft, event.via);
  if (event.member !== "then" || !has(valueOf(draft, event.via), pendingValue)) return;
  if (draft.status.kind === "absent") draft.status = { kind: "given", at: event.span, how: "awaited-elsewhere" };
}

function use(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "use" }>): void {
  if (endsOnTheWay(transfer.owner, event) && has(valueOf(draft, event.via), ownerValue)) satisfy(draft, event);
  if (isRelease(transfer.owner, event) && has(valueOf(draft, event.via), ownerValue) && tooLate(draft.status) === undefined)
    return markReleased(transfer, draft, { ...event, kind: "release", certain: true, type: undefined, text: event.member }, true);
  if (
    event.how === "method" &&
    event.member === transfer.owner.type.startsBy &&
    has(valueOf(draft, event.via), ownerValue) &&
    draft.status.kind === "lent"
  )
    draft.status = { kind: "live" };
  if (transfer.recorder === undefined) return;
  const value = valueOf(draft, event.via);
  const lent = !has(value, ownerValue) && has(value, derivedValue) && transfer.owner.type.model?.lends === true;
  if (!has(value, ownerValue) && !lent) return;
  const late = tooLate(draft.status);
  if (late === undefined) return;
  const inside = event.inside && { inside: event.inside.span };
  transfer.recorder.late({ span: event.span, how: lent ? "lent" : event.how, member: event.member, status: late, ...inside });
}
