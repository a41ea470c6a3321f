/**
 * Question: which class overrides the method that ends its base, without calling it? What the base owns is then never released.
 * Example: `class Task { dispose() { this.worker.terminate(); } }` and `class Cached extends Task { dispose() { this.cache.clear(); } }`.
 */

import type { Body } from "@freehold/mir/body";
import { releaseMethods, soundsReleasing, soundsStoring } from "../words.ts";
import type { Keeper, SlotUse } from "./keeper.ts";
import type { KeeperFacts } from "./keeper-facts.ts";
import type { KnownKeepers } from "./known-keepers.ts";
import { endingMethod, isEndingMethod } from "./ending-methods.ts";

export interface OverriddenEnd {
  readonly tier: "definite" | "maybe";
  /** The method that does without its base's. */
  readonly method: Body;
  readonly derived: Keeper;
  /** What the base's method releases. */
  readonly end: SlotUse;
  readonly base: Keeper;
}

/** The overrides of one method of a base class. */
export function overriddenEnds(known: KnownKeepers, body: Body): readonly OverriddenEnd[] {
  if (!isEndingMethod(body)) return [];
  const base = known.index().classOf(body);
  const end = base === undefined || !base.members.includes(body) ? undefined : endIn(known.factsOf(base), body);
  if (base === undefined || end === undefined) return [];
  const name = body.scope.at(-1)!;
  return known.index().classes.flatMap((derived): readonly OverriddenEnd[] => {
    const method = endingMethod(derived, name);
    if (method === undefined || nextBelow(known, derived, name) !== base) return [];
    if (chains(known.factsOf(derived), method) || releasesIt(known.factsOf(derived), end.slot)) return [];
    const sure = !isDeliberate(method) && mayHoldSomething(known, base, derived, end.slot);
    return [{ tier: sure ? "definite" : "maybe", method, derived, end, base }];
  });
}

/** The nearest class below that has a method of that name. */
function nextBelow(known: KnownKeepers, derived: Keeper, name: string): Keeper | undefined {
  for (const base of known.basesOf(derived)) if (base.kind === "class" && endingMethod(base.keeper, name) !== undefined) return base.keeper;
  return undefined;
}

/** The first thing that the method releases, by itself or through a member. */
function endIn(facts: KeeperFacts, method: Body): SlotUse | undefined {
  let found: SlotUse | undefined;
  facts.reaches(method, (use) => {
    if (use.how.kind === "end" && use.depth !== "key" && isSet(facts, use.slot)) found ??= use;
    return found !== undefined;
  });
  return found;
}

/** The base fills the slot itself, so it knows what it owns. */
function isSet({ uses }: KeeperFacts, slot: string): boolean {
  return uses.some((use) => use.slot === slot && (use.how.kind === "set" || use.how.kind === "put"));
}

/** It calls its base, under this name or another, or an inherited method that may do the same. */
function chains(facts: KeeperFacts, method: Body): boolean {
  const called = new Set([method]);
  for (const body of called)
    for (const call of facts.calls)
      if (facts.keeper.memberOf.get(call.body.id) === body && call.member !== undefined) called.add(call.member);
  return facts.calls.some(
    ({ body, form, member, name }) =>
      called.has(facts.keeper.memberOf.get(body.id) ?? body) &&
      (form === "super" || (member === undefined && (soundsReleasing(name) || releaseMethods.has(name)))),
  );
}

/** What the base only fills when it is asked to is empty in a class that never asks: `this.addWorker(…)`. */
function mayHoldSomething(known: KnownKeepers, base: Keeper, derived: Keeper, slot: string): boolean {
  const facts = known.factsOf(base);
  const fills = facts.uses.filter((use) => use.slot === slot && isFill(use));
  if (fills.length === 0) return true;
  const filling = facts.keeper.members.filter((member) => facts.reaches(member, (use) => fills.includes(use)));
  if (filling.some(({ kind }) => kind === "constructor" || kind === "initializer")) return true;
  const names = new Set(filling.map(({ scope }) => scope.at(-1)));
  return known.factsOf(derived).calls.some(({ name, member }) => member === undefined && names.has(name));
}

/** `this.workers.add(work)`, of a set or of anything that takes things in. */
function isFill({ how, body, point }: SlotUse): boolean {
  if (how.kind === "put") return true;
  const { terminator } = body.blocks[point.block]!;
  return how.kind === "call" && terminator.kind === "call" && terminator.callee.kind === "method" && soundsStoring(terminator.callee.name);
}

function releasesIt({ uses }: KeeperFacts, slot: string): boolean {
  return uses.some((use) => use.slot === slot && use.depth !== "key" && (use.how.kind === "end" || use.how.kind === "hand"));
}

/** `dispose() {}` and `dispose() { throw … }` look meant. */
function isDeliberate({ blocks }: Body): boolean {
  return (
    blocks.some(({ terminator }) => terminator.kind === "throw") ||
    blocks.every(({ statements, terminator }) => statements.length === 0 && terminator.kind !== "call")
  );
}
