/**
 * Question: is a value released while a callback that uses it is still to come? A callback of `readFile` or `setTimeout` runs when the
 * code around it is through. Forward reachability from the call that takes the callback to a sure release of what it captures, over ways
 * on which the body neither throws nor waits. Example: `readFile(path, (error, text) => db.exec(text)); db.close();`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Block, Body, BodyId, LocalId, Operand, Place, Rvalue } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import type { BodyView } from "../../body-view.ts";
import { closureArguments } from "../../contracts/callbacks.ts";
import { calleePath } from "../../contracts/callee-path.ts";
import type { Call } from "../../contracts/resolve.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import type { BodyFacts, Event, Owner } from "../../facts/facts.ts";
import { isUnread } from "../../facts/unread.ts";
import { safeAfterRelease } from "../../words.ts";
import { wholeLocal } from "../../whole-local.ts";

export interface LateCallback {
  readonly kind: "late-callback";
  readonly tier: "definite" | "maybe";
  readonly owner: Owner;
  /** `work`: the value's own call reports to the callback, which shows that it was under way. */
  readonly how: "use" | "work";
  readonly member: string;
  readonly released: Span;
  readonly started: Span;
  /** In the callback; the callback's call where that is the use. */
  readonly use: Span;
}

export function lateCallbacks(view: BodyView, owner: Owner): readonly LateCallback[] {
  const { body, facts } = view;
  const { binding } = owner;
  if (binding === undefined || owner.using || facts.setByClosures.has(binding)) return [];
  const releases = sureReleases(facts, binding);
  if (releases.length === 0) return [];
  return body.blocks.flatMap((block): readonly LateCallback[] => {
    const { terminator } = block;
    const pending = terminator.kind === "call" ? pendingUse(view, owner, block, terminator, binding) : undefined;
    if (terminator.kind !== "call" || pending === undefined) return [];
    const reached = withoutWaiting(body, terminator);
    const released = releases.find((release) => reached.has(release.block));
    const tier = released && tierOf(owner, pending.how);
    if (released === undefined || tier === undefined) return [];
    return [
      {
        kind: "late-callback",
        tier,
        owner,
        how: pending.how,
        member: released.event.member,
        released: released.event.span,
        started: terminator.span,
        use: pending.use,
      },
    ];
  });
}

interface SureRelease {
  readonly block: Block["id"];
  readonly event: Extract<Event, { kind: "release" }>;
}

function sureReleases({ body, events }: BodyFacts, binding: LocalId): readonly SureRelease[] {
  return body.blocks.flatMap(({ id }) =>
    events[id]!.flat().flatMap((event) =>
      event.kind === "release" && event.via === binding && event.certain && event.member !== "using" ? [{ block: id, event }] : [],
    ),
  );
}

/** Nobody else runs in between. */
function withoutWaiting(body: Body, { target }: Call): ReadonlySet<Block["id"]> {
  return reachableFrom(body, [target], ({ kind }, source) => {
    const from = body.blocks[source]!.terminator.kind;
    return kind !== "unwind" && from !== "await" && from !== "yield";
  });
}

function pendingUse(
  view: BodyView,
  owner: Owner,
  block: Block,
  call: Call,
  binding: LocalId,
): { readonly how: LateCallback["how"]; readonly use: Span } | undefined {
  const callbacks = closureArguments(block).filter((closure) => closure !== undefined);
  const [callback] = callbacks;
  if (callback === undefined) return undefined;
  if (isLeftRunning(view, owner, call, binding)) return { how: "work", use: call.span };
  if (reportsBack(view, owner, call, callback, binding)) return { how: "work", use: call.span };
  if (!runsLater(view, call)) return undefined;
  for (const closure of callbacks) {
    const use = usedIn(view, owner, closure, binding);
    if (use !== undefined) return { how: "use", use };
  }
  return undefined;
}

/** `db.users.find().toArray().then(tell)`, which nobody waits for: what it is asked of is closed before it has answered. */
function isLeftRunning({ body }: BodyView, { type }: Owner, { callee, destination }: Call, binding: LocalId): boolean {
  if (callee.kind !== "method" || callee.name !== "then" || type.model !== undefined) return false;
  return isUnread(body, destination.local) && chainRoot(body, callee.receiver) === binding;
}

/** The local that the first call of a chain is a method of. */
function chainRoot(body: Body, operand: Operand): LocalId | undefined {
  const { calls, values } = definitionsOf(body);
  let at: Operand | undefined = operand;
  for (let steps = 0; at?.kind === "place" && steps < 12; steps++) {
    const { local, path }: Place = at.place;
    const [call, another]: readonly Call[] = path.length === 0 ? (calls.get(local) ?? []) : [];
    const value: Rvalue | undefined = values.get(local);
    if (call?.callee.kind === "method" && another === undefined) at = call.callee.receiver;
    else if (value?.kind === "use") at = value.operand;
    else return call === undefined ? local : undefined;
  }
  return undefined;
}

/** `connection.query(sql, (error, rows) => …)` on a value that goes back to its pool. */
function reportsBack({ knowledge: { program } }: BodyView, { type }: Owner, { callee }: Call, callback: BodyId, binding: LocalId): boolean {
  const code = program.bodies[callback];
  const first = code?.params[0];
  if (type.model?.loan !== true || callee.kind !== "method" || wholeLocal(callee.receiver) !== binding || first === undefined) return false;
  return /^(?:err|error|failed|failure|e)$/.test(code?.locals[first]?.name ?? "");
}

/** Functions of Node and the language that never call back at once. */
function runsLater({ knowledge: { program }, body }: BodyView, { callee }: Call): boolean {
  const path = calleePath(program, body, callee);
  const module = path?.modules[0] ?? "";
  const name = path?.path.at(-1) ?? "";
  if (module === "global")
    return /^(?:setTimeout|setInterval|setImmediate|queueMicrotask|requestAnimationFrame|requestIdleCallback|nextTick)$/.test(name);
  return /^node:(?:fs|dns|zlib|timers|child_process)$/.test(module) && !name.endsWith("Sync");
}

/** A method that the callback calls on it, and before which it does not ask how the value fares. */
function usedIn({ knowledge: { program }, facts }: BodyView, owner: Owner, closure: BodyId, binding: LocalId): Span | undefined {
  const local = facts.capturedBy.get(closure)?.get(binding);
  const code = local === undefined ? undefined : program.bodies[closure];
  const calls = (code?.blocks ?? []).flatMap(({ terminator }) =>
    terminator.kind === "call" && terminator.callee.kind === "method" && wholeLocal(terminator.callee.receiver) === local
      ? [{ name: terminator.callee.name, span: terminator.span }]
      : [],
  );
  return calls.find(({ name }) => isUse(owner, name))?.span;
}

function isUse({ type }: Owner, member: string): boolean {
  return !safeAfterRelease.has(member) && !(type.model?.safeAfter ?? []).includes(member) && !type.release.includes(member);
}

function tierOf({ type }: Owner, how: LateCallback["how"]): "definite" | "maybe" | undefined {
  if (type.strength === "none" || type.code === "idle" || (type.model !== undefined && type.model.useAfter === undefined)) return undefined;
  return how === "work" || type.model === undefined ? "maybe" : "definite";
}
