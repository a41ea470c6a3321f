/** What ends the owner, and what comes too late. */

import type { Span } from "@freehold/diagnostics/span";
import type { BodyId, LocalId } from "@freehold/mir/body";
import type { Effect, OwnedType } from "../../contracts/contract.ts";
import type { ClosureFact, Event, Owner } from "../../facts/facts.ts";
import { containerValue, derivedValue, has, ownerValue } from "../../facts/values.ts";
import { tooLate, type Draft, type Transfer } from "./draft.ts";
import { endsOnTheWay, isRelease } from "./evidence.ts";
import { valueOf } from "./state.ts";
import { noteWork } from "./unfinished.ts";

export function release(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "release" }>): void {
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

/** A method ends only what the owner's type says it ends; a free function ends what it is given. */
function accepts(owner: Owner, event: Extract<Event, { kind: "release" }>): boolean {
  return (
    event.type === undefined ||
    owner.origin.kind === "given" ||
    owner.type.release.includes(event.member) ||
    owner.type.key === event.type.key
  );
}

/** Some values end by one of their fields. */
export function releasePart(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "release-part" }>): void {
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

export function invoke(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "invoke" }>): void {
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

export function move(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "move" }>): void {
  if (!has(valueOf(draft, event.via), ownerValue)) return;
  const late = tooLate(draft.status);
  if (late !== undefined) transfer.recorder?.late({ span: event.span, how: "move", member: event.text, status: late });
  else if (draft.status.kind !== "absent") draft.status = { kind: "moved", at: event.span, how: event.how, text: event.text };
}

export function use(transfer: Transfer, draft: Draft, event: Extract<Event, { kind: "use" }>): void {
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

/** The obligation is met, and the value can still be used: `reader.cancel()`. Or its loop sees to it. */
export function satisfy(draft: Draft, event: Extract<Event, { kind: "release" | "release-part" | "iterate" | "use" }>): void {
  if (draft.status.kind === "live") draft.status = { kind: "given", at: event.span, how: "argument" };
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
