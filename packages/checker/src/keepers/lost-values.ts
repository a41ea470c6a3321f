/**
 * Question: where does a keeper lose a value that it still owns? It owns what is in a slot when its own code makes it and releases that
 * slot somewhere; it loses it where the slot gets another fresh value, or its container lets go of one, in a member that does not
 * release the old one. Flow-sensitive in the member (what comes before the loss), flow-insensitive elsewhere. Example: `reload() {
 * this.page = new Page(); } dispose() { this.page.close(); }` loses the first page on the second `reload()`.
 */

import { canRunAfter, reachableFrom } from "@freehold/mir/cfg/reachability";
import type { Body, Operand } from "@freehold/mir/body";
import { successors } from "@freehold/mir/walk";
import type { OwnedType } from "../contracts/contract.ts";
import { definitionsOf } from "../facts/definitions.ts";
import { isOpenToAll } from "../shared/callers.ts";
import { soundsReleasing } from "../words.ts";
import { wholeLocal } from "../whole-local.ts";
import { freshValue, goesElsewhere, type FreshSources } from "./fresh-values.ts";
import type { SlotUse } from "./keeper.ts";
import type { KeeperFacts } from "./keeper-facts.ts";
import { lossTier } from "./loss-tier.ts";
import { isRearmed } from "./rearmed.ts";
import { counterpartOf, isRepeating, repetitionOf } from "./repeats.ts";

export interface LostValue {
  readonly tier: "definite" | "maybe";
  readonly how: "replaced" | "emptied" | "evicted" | "overwritten";
  /** Where the old value is lost. */
  readonly at: SlotUse;
  /** Where the keeper releases the slot otherwise. */
  readonly end: SlotUse;
  readonly member: Body;
  readonly type: OwnedType | undefined;
}

export function lostValues(sources: FreshSources, facts: KeeperFacts): readonly LostValue[] {
  const slots = new Set(facts.uses.filter(({ how }) => how.kind === "end").map(({ slot }) => slot));
  return [...slots].flatMap((slot) => lostFrom(sources, facts, slot));
}

function lostFrom(sources: FreshSources, facts: KeeperFacts, slot: string): readonly LostValue[] {
  const uses = facts.uses.filter((use) => use.slot === slot);
  const losses = uses.filter((use) => use.depth === "itself" && isLoss(use));
  const ended = endedMembers(uses);
  const fresh = losses.length === 0 ? [] : uses.flatMap((use) => freshInto(sources, use, ended) ?? []);
  if (fresh.length === 0) return [];
  const letsGo = lettingGo(
    facts,
    slot,
    fresh.some(({ type }) => type?.model?.form === "string" || type?.model?.form === "number") ? "text" : "object",
  );
  return losses.flatMap((at): readonly LostValue[] => {
    const member = facts.keeper.memberOf.get(at.body.id);
    if (member === undefined || letsGo(member)) return [];
    const end = uses.find((use) => use.how.kind === "end" && use.body !== facts.keeper.home && !inMember(facts, use, member));
    if (end === undefined || isPrepared(facts, member, letsGo)) return [];
    const found =
      end.depth === "itself" ? replaced(sources, facts, uses, at, member) : fromContainer(sources, facts, uses, at, member, fresh[0]!.type);
    const tier = found === undefined ? undefined : lossTier(end, found.type);
    return found === undefined || tier === undefined
      ? []
      : [
          {
            tier: found.sure && !uses.some((use) => isForgotten(facts, use, letsGo)) ? tier : "maybe",
            how: found.how,
            at,
            end,
            member,
            type: found.type,
          },
        ];
  });
}

/** `for (const entry of this.ring) entry.balancer.destroy()`: the rest of an entry ends nothing; absent where more than its members is ended. */
function endedMembers(uses: readonly SlotUse[]): ReadonlySet<string> | undefined {
  const members = uses.filter(({ how }) => how.kind === "end").map(endedMember);
  return members.every((member) => member !== undefined) ? new Set(members) : undefined;
}

function endedMember({ body, point, depth }: SlotUse): string | undefined {
  const { terminator } = body.blocks[point.block]!;
  if (depth === "itself" || terminator.kind !== "call" || terminator.callee.kind !== "method") return undefined;
  const local = wholeLocal(terminator.callee.receiver);
  const value = local === undefined ? undefined : definitionsOf(body).values.get(local);
  const receiver = value?.kind === "use" ? value.operand : terminator.callee.receiver;
  const last = receiver.kind === "place" ? receiver.place.path.at(-1) : undefined;
  return last?.kind === "field" ? last.name : undefined;
}

type Loss = Pick<LostValue, "how" | "type"> & { readonly sure: boolean };

function isLoss({ how }: SlotUse): boolean {
  return how.kind === "set" || how.kind === "cut" || (how.kind === "put" && how.key !== undefined);
}

/** Whether a member releases it, or hands it on, itself or through another. A text or a number stays what it is wherever it is written. */
function lettingGo(facts: KeeperFacts, slot: string, form: "text" | "object"): (member: Body) => boolean {
  return (member) =>
    facts.reaches(
      member,
      (use) => use.slot === slot && use.depth !== "key" && (use.how.kind === "end" || (use.how.kind === "hand" && form === "object")),
    );
}

/** `await dialog.launch(); this.dialog = null;`: the class takes it for over, by itself. */
function isForgotten({ keeper }: KeeperFacts, { body, depth, how }: SlotUse, letsGo: (member: Body) => boolean): boolean {
  const value = depth === "itself" && how.kind === "set" && how.value?.kind === "constant" ? how.value.value.kind : undefined;
  const member = value === "null" || value === "undefined" ? keeper.memberOf.get(body.id) : undefined;
  return member !== undefined && member.kind !== "constructor" && member.kind !== "initializer" && !letsGo(member);
}

function inMember({ keeper }: KeeperFacts, use: SlotUse, member: Body): boolean {
  return keeper.memberOf.get(use.body.id) === member;
}

/** Whoever calls the member from within has let go before: `this.clear(); this.load();`. */
function isPrepared(facts: KeeperFacts, member: Body, letsGo: (member: Body) => boolean): boolean {
  return facts.calls.some(({ body, member: called }) => {
    const caller = facts.keeper.memberOf.get(body.id);
    return called === member && caller !== undefined && caller !== member && letsGo(caller);
  });
}

function replaced(sources: FreshSources, facts: KeeperFacts, uses: readonly SlotUse[], at: SlotUse, member: Body): Loss | undefined {
  if (at.how.kind !== "set" || at.how.value === undefined || at.body !== member) return undefined;
  const fresh = freshValue(sources, at.body, at.how.value, at.point);
  if (fresh === undefined || goesElsewhere(sources, at.body, at.how.value, at.point)) return undefined;
  if (isRearmed(sources.program, facts, fresh, member)) return undefined;
  const loss = { how: "replaced", type: fresh.type } as const;
  if (canRunAfter(at.body, at.point, at.point)) return touchedInMember(facts, uses, at, member) ? undefined : { ...loss, sure: true };
  if (touchedBefore(sources, facts, uses, at, member) || isFlagged(facts, at, member) || mayRelease(facts, at)) return undefined;
  const repetition = runsOnce(sources, facts, member) ? "once" : repetitionOf(member);
  if (repetition === "once")
    return isUndoneWithout(facts, uses, member) || isRunAgain(facts, member) ? { ...loss, sure: false } : undefined;
  return { ...loss, sure: repetition === "again" };
}

/** Nobody but the constructor can call it, and does. */
function runsOnce({ knowledge: { files } }: FreshSources, { keeper, calls }: KeeperFacts, member: Body): boolean {
  const file = files.get(member.file);
  const callers = calls.filter(({ member: called }) => called === member).map(({ body }) => keeper.memberOf.get(body.id));
  if (file === undefined || callers.length === 0 || isOpenToAll(file, member)) return false;
  return callers.every((caller) => caller?.kind === "constructor" || caller?.kind === "initializer");
}

/** `restart()` calls `start()`, and nothing that `start()` calls ends the value; who calls it has not let go either. */
function isRunAgain({ keeper, calls }: KeeperFacts, member: Body): boolean {
  return calls.some(({ body, member: called }) => {
    const caller = called === member ? keeper.memberOf.get(body.id) : undefined;
    return caller !== undefined && caller !== member && isRepeating(caller);
  });
}

/** `pause()` makes `play()` run again, and leaves the slot as it is. */
function isUndoneWithout(facts: KeeperFacts, uses: readonly SlotUse[], member: Body): boolean {
  const counterpart = counterpartOf(facts.keeper, member);
  return counterpart !== undefined && !facts.reaches(counterpart, (use) => uses.includes(use));
}

/** In a loop, whatever the member does to the slot may come before. */
function touchedInMember(facts: KeeperFacts, uses: readonly SlotUse[], at: SlotUse, member: Body): boolean {
  return uses.some((use) => use !== at && inMember(facts, use, member) && use.how.kind !== "call" && use.how.kind !== "read");
}

function touchedBefore(sources: FreshSources, facts: KeeperFacts, uses: readonly SlotUse[], at: SlotUse, member: Body): boolean {
  return uses.some(
    (use) =>
      use !== at &&
      inMember(facts, use, member) &&
      !isComparison(sources, use) &&
      (use.body !== at.body || canRunAfter(at.body, use.point, at.point)),
  );
}

/** `if (this.view.filter === filter) return;`: tells which one it is, and not how it stands. */
function isComparison({ knowledge: { files } }: FreshSources, { depth, how, span }: SlotUse): boolean {
  const text = files.get(span.file)?.text.slice(span.start, span.end) ?? "";
  return depth === "part" && how.kind === "test" && telling.test(text);
}

const telling =
  /\.(?:id|key|name|url|path|kind|type|mode|filter|format|theme|language|version|width|height|size|src|source|uri|host|port|options)$/;

/** `if (this.loaded) return; this.loaded = true;`: the member runs once, or once for each reset. */
function isFlagged(facts: KeeperFacts, at: SlotUse, member: Body): boolean {
  const tested = facts.uses.filter((use) => use.slot !== at.slot && isGuard(use, at));
  return tested.some(({ slot }) => facts.uses.some((use) => use.slot === slot && use.how.kind === "set" && inMember(facts, use, member)));
}

/** `this.url !== url` asks for a change, not whether it ran before; and `this.url?.href` goes on either way. */
function isGuard({ how, body, point }: SlotUse, at: SlotUse): boolean {
  if (how.kind !== "test" || body !== at.body || !canRunAfter(body, point, at.point)) return false;
  const { statements, terminator } = body.blocks[point.block]!;
  const statement = statements[point.index];
  const asked = statement?.kind === "assign" && statement.value.kind === "binary" ? statement.value : undefined;
  if (asked !== undefined && asked.left.kind !== "constant" && asked.right.kind !== "constant") return false;
  if (terminator.kind !== "branch") return true;
  return successors(terminator).some(({ target }) => !reachableFrom(body, [target]).has(at.point.block));
}

/** `this.reset()` of a base class, `cleanUp(this)`: what it does is not known. */
function mayRelease(facts: KeeperFacts, at: SlotUse): boolean {
  return facts.calls.some(
    ({ body, point, name, member, form }) =>
      body === at.body &&
      canRunAfter(body, point, at.point) &&
      member === undefined &&
      (form === "super" || soundsReleasing(name) || /^(?:reset|clear|clean|unload|remove|unset)/.test(name)),
  );
}

function fromContainer(
  sources: FreshSources,
  facts: KeeperFacts,
  uses: readonly SlotUse[],
  at: SlotUse,
  member: Body,
  type: OwnedType | undefined,
): Loss | undefined {
  if (at.body !== member || looksInside(facts, uses, at, member) || mayRelease(facts, at)) return undefined;
  const repetition = repetitionOf(member);
  if (repetition === "once") return undefined;
  switch (at.how.kind) {
    case "set":
      return { how: "emptied", type, sure: repetition === "again" || filledElsewhere(facts, uses, member) };
    case "put":
      return repetition === "again" && freshInto(sources, at) !== undefined && !isAsked(facts, uses, member)
        ? { how: "overwritten", type, sure: true }
        : undefined;
    case "cut":
      return cutLoss(sources, facts, at, type);
    default:
      return undefined;
  }
}

function freshInto(
  sources: FreshSources,
  { how, body, point }: SlotUse,
  asked?: ReadonlySet<string>,
): { readonly type: OwnedType | undefined } | undefined {
  if (how.kind === "put")
    return how.values
      .filter((value) => !goesElsewhere(sources, body, value, point))
      .map((value) => freshValue(sources, body, value, { ...point, index: -1 }, asked))
      .find((value) => value !== undefined);
  return how.kind === "set" && how.value !== undefined ? freshValue(sources, body, how.value, point, asked) : undefined;
}

/** The member takes values out, so it may know that they are over. */
function looksInside(facts: KeeperFacts, uses: readonly SlotUse[], at: SlotUse, member: Body): boolean {
  return uses.some(
    (use) => use !== at && inMember(facts, use, member) && use.depth !== "key" && (use.how.kind === "read" || use.how.kind === "call"),
  );
}

function filledElsewhere(facts: KeeperFacts, uses: readonly SlotUse[], member: Body): boolean {
  return uses.some((use) => use.how.kind === "put" && !inMember(facts, use, member));
}

function isAsked(facts: KeeperFacts, uses: readonly SlotUse[], member: Body): boolean {
  return uses.some((use) => use.how.kind === "test" && inMember(facts, use, member));
}

function cutLoss(sources: FreshSources, facts: KeeperFacts, at: SlotUse, type: OwnedType | undefined): Loss | undefined {
  if (at.how.kind !== "cut") return undefined;
  const { member, call } = at.how;
  switch (member) {
    case "clear":
    case "length":
      return { how: "emptied", type, sure: !endsAnother(facts, at) };
    case "shift":
    case "pop":
      return { how: "evicted", type, sure: true };
    case "splice":
      return (call?.args.length === 1 || call?.args.length === 2) && !isLookedUp(at.body, call.args[0]!.value)
        ? { how: "evicted", type, sure: true }
        : undefined;
    case "delete": {
      const key = call?.args[0]?.value;
      // Who brings the key may bring it because the value is over; a key that comes out of the container itself knows nothing.
      const own = key !== undefined && facts.rootsOf(at.body, key).get(at.slot) === "key";
      return own ? { how: "evicted", type, sure: true } : undefined;
    }
  }
}

/** `list.splice(list.indexOf(worker), 1)`: who brings the value, or what tells it, may do so because it is over. */
function isLookedUp(body: Body, index: Operand): boolean {
  const local = wholeLocal(index);
  const calls = local === undefined ? [] : (definitionsOf(body).calls.get(local) ?? []);
  return calls.some(({ callee }) => callee.kind === "method" && /^(?:indexOf|lastIndexOf|findIndex|findLastIndex)$/.test(callee.name));
}

/** What the container holds may end with what is released beside it. */
function endsAnother(facts: KeeperFacts, at: SlotUse): boolean {
  return facts.uses.some(({ how, slot, body }) => how.kind === "end" && slot !== at.slot && body === at.body);
}
