/**
 * Question: which containers does a class fill with values of its own and never release, though it has an end? It fills a slot when its
 * own code makes what goes in, and nobody else gets that; it forgets the slot when neither it, its bases nor those that extend it ever
 * release or hand on what is in there. Example: `join() { this.rooms.push(new Room()); } leave() { this.rooms = []; }`.
 */

import type { Body, Operand } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import type { OwnedType } from "../contracts/contract.ts";
import type { Call } from "../contracts/resolve.ts";
import { definitionsOf } from "../facts/definitions.ts";
import { soundsReleasing, synchronousCallbackMethods } from "../words.ts";
import { wholeLocal } from "../whole-local.ts";
import { endingMethods } from "./ending-methods.ts";
import { freshValue, goesElsewhere, isGivenBack, type FreshSources, type FreshValue } from "./fresh-values.ts";
import type { KeeperFacts } from "./keeper-facts.ts";
import type { SlotUse } from "./keeper.ts";
import { closuresIn } from "./roots.ts";

export interface ForgottenContents {
  readonly slot: string;
  readonly type: OwnedType;
  /** Where the first of its values is made. */
  readonly made: Call;
  readonly madeIn: Body;
  /** The method that ends the object. */
  readonly end: Body;
  /** Where that empties the container; absent where it leaves it alone. */
  readonly emptied: SlotUse | undefined;
}

/** `kin`: what is known of the class, its bases and those that extend it. */
export function forgottenContents(sources: FreshSources, facts: KeeperFacts, kin: readonly KeeperFacts[]): readonly ForgottenContents[] {
  const ends = endingMethods(facts.keeper);
  const slots = ends.length === 0 ? [] : new Set(facts.uses.filter(isFilling).map(({ slot }) => slot));
  return [...slots].flatMap((slot) => {
    if (kin.some(({ uses }) => uses.some((use) => use.slot === slot && mayLetGo(sources.program, use)))) return [];
    const uses = facts.uses.filter((use) => use.slot === slot);
    const filled = uses.flatMap((use) => filling(sources, use) ?? []);
    const [first] = filled;
    const emptied = uses.find((use) => isEmptying(use) && ends.some((end) => end === facts.keeper.memberOf.get(use.body.id)));
    const end = emptied === undefined ? ends[0]! : facts.keeper.memberOf.get(emptied.body.id)!;
    if (first?.type === undefined || isEndedOtherwise(facts, end, filled)) return [];
    if (emptied === undefined && uses.some(({ how }) => how.kind === "cut")) return [];
    return [{ slot, type: first.type, made: first.call, madeIn: first.body, end, emptied }];
  });
}

function isFilling({ how, depth }: SlotUse): boolean {
  return depth === "itself" && (how.kind === "put" || (how.kind === "set" && how.value !== undefined));
}

interface Filling extends FreshValue {
  readonly call: Call;
  readonly body: Body;
}

function filling(sources: FreshSources, { how, body, point, depth }: SlotUse): Filling | undefined {
  if (depth !== "itself") return undefined;
  const values = how.kind === "put" ? how.values : how.kind === "set" && how.value !== undefined ? listed(body, how.value) : [];
  for (const value of values) {
    const at = how.kind === "put" ? { ...point, index: -1 } : point;
    const shared = goesElsewhere(sources, body, value, point) || isGivenBack(body, value);
    const fresh = shared ? undefined : freshValue(sources, body, value, at);
    if (fresh?.call !== undefined) return { ...fresh, call: fresh.call, body };
  }
  return undefined;
}

/** A literal with elements, or what an iteration makes. */
function listed(body: Body, value: Operand): readonly Operand[] {
  const local = wholeLocal(value);
  const definitions = definitionsOf(body);
  if (local === undefined) return [];
  const calls = definitions.calls.get(local) ?? [];
  const isMapped = calls.some(({ callee }) => callee.kind === "method" && /^(?:map|flatMap|from|all)$/.test(callee.name));
  return isMapped || definitions.values.get(local)?.kind === "array" ? [value] : [];
}

/** A look at it, or a call of one of its values, leaves it where it is. */
function mayLetGo(program: Program, { how, depth, body, point }: SlotUse): boolean {
  switch (how.kind) {
    case "end":
    case "hand":
      return depth !== "key";
    case "read":
      return runsUnknown(program, body, point.block);
    case "cut":
      return how.member !== "clear" && how.member !== "length" && isKept(body, how.call);
    default:
      return false;
  }
}

/** `this.rooms.forEach(endRoom)`. */
function runsUnknown(program: Program, body: Body, block: SlotUse["point"]["block"]): boolean {
  const terminator = body.blocks[block]?.terminator;
  if (terminator?.kind !== "call" || terminator.callee.kind !== "method") return false;
  if (!synchronousCallbackMethods.has(terminator.callee.name)) return false;
  return terminator.args.some(({ value }) => closuresIn(program, body, value).length === 0);
}

/** `const room = this.rooms.pop()`. */
function isKept(body: Body, call: Call | undefined): boolean {
  return call === undefined || call.callee.kind !== "method" || call.callee.name !== "delete" || call.destination.path.length > 0;
}

function isEmptying({ how, depth, body }: SlotUse): boolean {
  if (depth !== "itself") return false;
  if (how.kind === "cut") return how.member === "clear" || how.member === "length" || how.member === "splice";
  return how.kind === "set" && (how.value === undefined || isEmpty(body, how.value));
}

/** `[]`, `new Map()`, `undefined`. */
function isEmpty(body: Body, value: Operand): boolean {
  const local = wholeLocal(value);
  if (local === undefined) return value.kind === "constant";
  const { values, calls } = definitionsOf(body);
  const made = values.get(local);
  if (made?.kind === "array" || made?.kind === "object") return made.members.length === 0;
  return (calls.get(local) ?? []).some(({ form, args }) => form === "new" && args.length === 0);
}

/** By what the end calls without code here, or with what they were made from or made with: `this.connection.close()`. */
function isEndedOtherwise(facts: KeeperFacts, end: Body, filled: readonly Filling[]): boolean {
  const hosts = new Set(
    filled.flatMap(({ call, body }) =>
      [...(call.callee.kind === "method" ? [call.callee.receiver] : []), ...call.args.map(({ value }) => value)].flatMap((operand) => [
        ...facts.rootsOf(body, operand).keys(),
      ]),
    ),
  );
  return (
    facts.reaches(end, ({ how, slot }) => how.kind === "end" && hosts.has(slot)) ||
    facts.calls.some(
      ({ body, member, form, name }) =>
        facts.keeper.memberOf.get(body.id) === end && member === undefined && (form === "super" || soundsReleasing(name)),
    )
  );
}
