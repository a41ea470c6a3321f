/** A listener that settles the promise and leaves open what its executor has opened, though another one ends it. The search and the words. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, Point } from "@freehold/mir/body";
import { canRunAfter } from "@freehold/mir/cfg/reachability";
import type { BodyView } from "../../body-view.ts";
import { settledExecutor } from "../../contracts/executor.ts";
import { birthplace, other, primary, releaseCall, subject } from "../../explain/labels.ts";
import type { Owner } from "../../facts/facts.ts";
import { originKey, originsIn } from "../../facts/origin.ts";
import type { Description } from "../../rule.ts";
import { listeningOf, type Listening } from "./listening.ts";
import { ownersLeftToClosures, type NamedOwner } from "./left-to-closures.ts";
import { touchesOf, type Touch } from "./touches.ts";

export interface Settled {
  readonly kind: "settled";
  readonly tier: "maybe";
  readonly owner: Owner;
  /** Where the promise is settled, and the owner is not released. */
  readonly settled: Span;
  /** Where another listener releases it. */
  readonly released: Span;
}

export function findSettled(view: BodyView): readonly Settled[] {
  if (view.tier === "definite" || view.file.test || view.body.parent === undefined) return [];
  return ownersLeftToClosures(view).flatMap((owner) => settledWithout(view, owner) ?? []);
}

interface Closure {
  readonly body: Body;
  readonly listening: Listening | undefined;
  readonly touches: readonly Touch[];
  readonly settles: readonly Settling[];
}

interface Settling {
  readonly point: Point;
  readonly span: Span;
}

function settledWithout(view: BodyView, owner: NamedOwner): Settled | undefined {
  const closures = closuresIn(view, owner);
  const releasing = closures.flatMap(({ touches, ...rest }) =>
    touches.flatMap((touch) => (touch.how === "releases" ? [{ ...rest, touch }] : [])),
  );
  // A function with a name, a timer, or whoever hears of an end, may see to it whatever else happens.
  if (!releasing.every(({ listening }) => listening?.kind === "event" && !listening.ending)) return undefined;
  const both = releasing.find(({ settles }) => settles.length > 0);
  const settled = closures.flatMap((closure) => (mayForget(owner, closure) ? (settles(closure) ?? []) : []))[0];
  if (both === undefined || settled === undefined) return undefined;
  return { kind: "settled", tier: "maybe", owner, settled: settled.span, released: both.touch.span };
}

/** The code inside of this body, and what it does to the owner. */
function closuresIn({ knowledge: { program }, body }: BodyView, owner: NamedOwner): readonly Closure[] {
  const key = originKey({ body: body.id, local: owner.binding, path: [] });
  const origins = originsIn(program);
  return program.bodies
    .filter((candidate) => isInside(program.bodies, candidate, body))
    .map((inner) => ({
      body: inner,
      listening: listeningOf(program, origins, inner, key),
      touches: touchesOf(program, origins, inner, { key, release: owner.type.release }),
      settles: settlingsOf(program, inner),
    }));
}

function isInside(bodies: readonly Body[], { parent }: Body, around: Body): boolean {
  if (parent === undefined) return false;
  return parent === around.id || isInside(bodies, bodies[parent]!, around);
}

function settlingsOf(program: BodyView["knowledge"]["program"], body: Body): readonly Settling[] {
  return body.blocks.flatMap(({ id, statements, terminator }) =>
    terminator.kind === "call" && settledExecutor(program, body, terminator.callee) !== undefined
      ? [{ point: { block: id, index: statements.length }, span: terminator.span }]
      : [],
  );
}

/** Most things that fail have ended by that, and what is piped into them has; a watcher goes on. */
function mayForget({ type }: Owner, { listening }: Closure): boolean {
  if (listening === undefined) return false;
  if (listening.kind === "timer") return true;
  return listening.event === "error" ? listening.own && type.name.includes("Watcher") : !listening.ending;
}

/** Where nothing is done with the owner before and after it. */
function settles({ body, touches, settles: points }: Closure): Settling | undefined {
  return points.find(
    ({ point: at }) => !touches.some(({ point }) => isSame(at, point) || canRunAfter(body, point, at) || canRunAfter(body, at, point)),
  );
}

function isSame(left: Point, right: Point): boolean {
  return left.block === right.block && left.index === right.index;
}

export function describeSettled({ owner, settled, released }: Settled, view: BodyView): Description {
  const name = subject(owner);
  const call = releaseCall(owner);
  return {
    message: `${name} is not released where one listener settles the promise`,
    labels: [
      primary(birthplace(owner, view), `yours to release: \`${owner.by}\` hands over ${owner.type.what}`),
      other(settled, "the promise is settled, and this stays open ✗"),
      other(released, "another listener releases it ✓"),
    ],
    why: owner.type.model?.leak ?? `Whoever awaits the promise goes on, and nobody has a way to ${name} any more.`,
    ...(call !== undefined && { help: `Call \`${call}\` wherever the promise is settled` }),
  };
}
