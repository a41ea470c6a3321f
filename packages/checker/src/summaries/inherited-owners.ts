/**
 * Question: which values does a callback have to end, because the function around it leaves that to it alone? Where it is called once,
 * with an error or without, each of its ways out must do it. Example: `open(path, (failed, fd) => { if (failed) return done(failed);
 * write(fd, data, (error) => { if (error) return done(error); close(fd, done); }); });` ends `fd` in the inner callback, except
 * when the write has failed.
 */

import type { Body, LocalId, Operand } from "@freehold/mir/body";
import { passed } from "../analyses/obligations/pass.ts";
import { solveOwner } from "../analyses/obligations/solve.ts";
import { callbackOf } from "../contracts/callbacks.ts";
import type { EffectOf, OwnedType } from "../contracts/contract.ts";
import { definitionsOf } from "../facts/definitions.ts";
import type { BodyFacts, Owner, OwnerId } from "../facts/facts.ts";
import { wholeLocal } from "../whole-local.ts";
import { releaseMethods } from "../words.ts";

export interface InheritedOwner {
  /** In the callback. */
  readonly local: LocalId;
  /** In the function around it. */
  readonly source: Owner;
}

export interface InheritedSources {
  readonly effectOf: EffectOf;
  readonly bodyOf: (id: Body["id"]) => Body | undefined;
  readonly factsOf: (body: Body) => BodyFacts;
}

/** Asked of every closure, so what costs comes last. */
export function inheritedOwners(body: Body, { bodyOf, factsOf, effectOf }: InheritedSources): readonly InheritedOwner[] {
  const parent = body.parent === undefined ? undefined : bodyOf(body.parent);
  if (parent === undefined || !looksAtItsError(body) || !isCalledOnce(parent, body)) return [];
  const captures = body.locals.flatMap(({ id, kind }) =>
    kind.kind === "capture" && kind.body === parent.id && capturedOnce(parent, kind.local) ? [{ local: id, outer: kind.local }] : [],
  );
  if (captures.length === 0) return [];
  const around = factsOf(parent);
  return captures.flatMap(({ local, outer }) => {
    const source = endsIn(factsOf(body), local) ? leftAlone(around, outer, effectOf) : undefined;
    return source === undefined ? [] : [{ local, source }];
  });
}

/** They are followed as what the callback is handed, in place of what they were before. */
export function withInheritedOwners(facts: BodyFacts, inherited: readonly InheritedOwner[]): BodyFacts {
  if (inherited.length === 0) return facts;
  const others = facts.owners.filter(({ binding }) => !inherited.some(({ local }) => local === binding));
  const owners = inherited.map(({ local, source }, index): Owner => ({
    ...source,
    id: (facts.owners.length + index) as OwnerId,
    origin: { kind: "handed", error: undefined, release: undefined },
    point: { block: facts.body.blocks[0]!.id, index: 0 },
    binding: local,
    within: [],
    nullable: false,
    pending: false,
  }));
  return { ...facts, owners: [...others, ...owners] };
}

/** `(error) => { if (error) … }`. */
function looksAtItsError(body: Body): boolean {
  const { params, locals, blocks } = body;
  const error = params[0];
  if (error === undefined || !errorName.test(locals[error]?.name ?? "")) return false;
  return blocks.some(({ terminator }) => terminator.kind === "branch" && testedIn(body, terminator.operand) === error);
}

/** Also compared with nothing: `error !== undefined`. */
function testedIn(body: Body, operand: Operand): LocalId | undefined {
  const local = wholeLocal(operand);
  const value = local === undefined ? undefined : definitionsOf(body).values.get(local);
  return value?.kind === "binary" && value.right.kind === "constant" ? wholeLocal(value.left) : local;
}

const errorName = /^(?:e|ex|err|error|failed|failure|reason|\w*(?:Err|Error))\d*$/;

/** Written as the last argument of a call that is no subscription: Node's callbacks are called once. */
function isCalledOnce(parent: Body, callback: Body): boolean {
  return parent.blocks.some((block) => {
    if (block.terminator.kind !== "call" || callbackOf(block) !== callback.id) return false;
    const { callee } = block.terminator;
    return callee.kind === "value" || (callee.kind === "method" && !subscribing.test(callee.name));
  });
}

const subscribing = /^(?:on|once|off|add|prepend|remove|subscribe|watch|listen|then|catch|finally|for|map|set|use)/;

function capturedOnce({ blocks }: Body, local: LocalId): boolean {
  const closures = blocks.flatMap(({ statements }) =>
    statements.filter(
      (statement) => statement.kind === "assign" && statement.value.kind === "closure" && statement.value.captures.includes(local),
    ),
  );
  return closures.length === 1;
}

/** Itself, or in a callback of its own. */
function endsIn({ events, closures }: BodyFacts, local: LocalId): boolean {
  return events.some((block) =>
    block.some((at) =>
      at.some(
        (event) =>
          (event.kind === "release" && event.via === local && event.certain) ||
          (event.kind === "give" && closures.get(event.via)?.releases.has(local) === true),
      ),
    ),
  );
}

/** The owner of what must be released, and which the function around it sees to in no other way. */
function leftAlone(around: BodyFacts, local: LocalId, effectOf: EffectOf): Owner | undefined {
  const owner = around.owners.find(
    ({ binding, origin, type, using, guest }) =>
      binding === local && mustEnd(type) && !using && !guest && (origin.kind === "acquired" || origin.kind === "handed"),
  );
  if (owner === undefined || isGivenAway(around, local, effectOf)) return undefined;
  const { exits, truncated } = solveOwner(around, owner, "definite", effectOf);
  const left = exits.filter(({ status }) => status.kind !== "absent");
  return !truncated && left.length > 0 && left.every(({ status }) => status.kind === "deferred") ? owner : undefined;
}

function mustEnd({ strength, code, release, name }: OwnedType): boolean {
  if (strength === "soft") return !endsInTime.test(name);
  return strength === "hard" || (strength === "inferred" && code !== "idle" && release.some((method) => releaseMethods.has(method)));
}

/** What fails has ended by that, and a timer runs off. */
const endsInTime = /Socket|Stream|Readable|Writable|Process|Request|Response|Session|Timeout|Immediate|Track/;

/** Code that is not known gets it as well, and may end it where it fails. */
function isGivenAway({ events }: BodyFacts, local: LocalId, effectOf: EffectOf): boolean {
  const all = events.flatMap((block) => block.flat());
  const told = all.flatMap((event) => (event.kind === "pass" && event.via === local ? passed(event, effectOf(event.to)) : [event]));
  return told.some((event) => event.kind === "give" && event.via === local && event.how === "argument" && event.partsOnly !== true);
}
