/** What only the callback of `then` releases stays open where the promise before it rejects. The search and the words. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, Operand } from "@freehold/mir/body";
import { bodiesOf } from "../../bodies-of.ts";
import type { BodyView } from "../../body-view.ts";
import { closureArguments } from "../../contracts/callbacks.ts";
import { makesPromise } from "../../contracts/executor.ts";
import { birthplace, other, primary, releaseCall, subject } from "../../explain/labels.ts";
import { definitionsOf, sourceCall } from "../../facts/definitions.ts";
import { originKey, originsIn } from "../../facts/origin.ts";
import type { Description } from "../../rule.ts";
import { wholeLocal } from "../../whole-local.ts";
import { soundsHarmlessToAwait, soundsReleasing, soundsStarting } from "../../words.ts";
import { ownersLeftToClosures, type NamedOwner } from "./left-to-closures.ts";
import { touchesOf } from "./touches.ts";

export interface Chained {
  readonly kind: "chained";
  readonly tier: "definite" | "maybe";
  readonly owner: NamedOwner;
  /** Where the callback releases it. */
  readonly released: Span;
  /** The call whose promise may reject. */
  readonly work: Span;
}

export function findChained(view: BodyView): readonly Chained[] {
  if (view.file.test) return [];
  // A guest ends with its host at last.
  return ownersLeftToClosures(view).flatMap((owner) => (owner.guest ? [] : (chained(view, owner) ?? [])));
}

function chained({ body, knowledge: { program } }: BodyView, owner: NamedOwner): Chained | undefined {
  const key = originKey({ body: body.id, local: owner.binding, path: [] });
  const origins = originsIn(program);
  const touched = { key, release: owner.type.release };
  const touching = bodiesOf(program, body.file).filter(
    (inner) => inner.id !== body.id && touchesOf(program, origins, inner, touched).length > 0,
  );
  const [only] = touching;
  if (only === undefined || touching.length > 1 || only.parent !== body.id) return undefined;
  const [first, ...others] = touchesOf(program, origins, only, touched);
  const work = workBefore(body, only, owner);
  if (first?.how !== "releases" || others.length > 0 || work === undefined) return undefined;
  return { kind: "chained", tier: owner.type.strength === "hard" ? "definite" : "maybe", owner, released: first.span, work };
}

/** `work.then(callback)`, where the work may fail and nobody has caught that before. */
function workBefore(body: Body, callback: Body, owner: NamedOwner): Span | undefined {
  const block = body.blocks.find((each) => closureArguments(each).includes(callback.id));
  if (block?.terminator.kind !== "call") return undefined;
  const { callee, args } = block.terminator;
  return callee.kind === "method" && callee.name === "then" && args.length === 1 ? failingCall(body, callee.receiver, owner) : undefined;
}

/** Back along the chain to the call that began it. */
function failingCall(body: Body, promise: Operand, owner: NamedOwner): Span | undefined {
  const local = wholeLocal(promise);
  const call = local === undefined ? undefined : sourceCall(definitionsOf(body), local);
  if (call === undefined || makesPromise(body, call)) return undefined;
  const name = call.callee.kind === "method" ? call.callee.name : "";
  if (name === "then" && call.args.length === 1 && call.callee.kind === "method") return failingCall(body, call.callee.receiver, owner);
  // What has failed to connect holds nothing.
  if (call.callee.kind === "method" && wholeLocal(call.callee.receiver) === owner.binding && soundsStarting(name)) return undefined;
  return harmless.has(name) || soundsHarmlessToAwait(name) || soundsReleasing(name) ? undefined : call.span;
}

/** They catch, or have no promise that fails. */
const harmless: ReadonlySet<string> = new Set(["catch", "then", "finally", "allSettled", "resolve"]);

export function describeChained({ owner, released, work }: Chained, view: BodyView): Description {
  const name = subject(owner);
  const call = releaseCall(owner);
  return {
    message: `${name} is not released when the promise rejects`,
    labels: [
      primary(birthplace(owner, view), `yours to release: \`${owner.by}\` hands over ${owner.type.what}`),
      other(work, "where this rejects, the callback of `then` does not run ✗"),
      other(released, "released only where all went well ✓"),
    ],
    why: owner.type.model?.leak ?? `Where the work fails nobody has a way to ${name} any more.`,
    ...(call !== undefined && { help: `Call \`${call}\` in \`finally(() => …)\`, which runs either way` }),
  };
}
