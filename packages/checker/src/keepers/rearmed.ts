/** Timers that fire once and are set again by their own callback: when that runs, the one before is over. */

import type { Body, Operand } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { wholeLocal } from "../whole-local.ts";
import type { FreshValue } from "./fresh-values.ts";
import type { KeeperFacts } from "./keeper-facts.ts";
import { closuresIn } from "./roots.ts";
import { originOf } from "./slots.ts";

/** `schedule() { this.timer = setTimeout(() => this.poll(), 100); }`, where `poll` ends in `this.schedule()`. */
export function isRearmed(program: Program, facts: KeeperFacts, { call, type }: FreshValue, member: Body): boolean {
  if (type?.name !== "Timeout" || call === undefined) return false;
  return call.args.some(({ value }) =>
    callbacksIn(program, facts, member, value).some((callback) => leadsTo(program, facts, callback, member, new Set())),
  );
}

/** A closure, or a function of the scope by its name. */
function callbacksIn(program: Program, { keeper }: KeeperFacts, body: Body, value: Operand): readonly Body[] {
  const local = keeper.kind === "scope" ? wholeLocal(value) : undefined;
  const origin = local === undefined ? undefined : originOf(program, body, local);
  const name = origin?.body === keeper.home ? keeper.home.locals[origin.local]!.name : undefined;
  const named = keeper.members.filter(({ scope }) => name !== undefined && scope.at(-1) === name);
  return [...named, ...closuresIn(program, body, value)];
}

function leadsTo(program: Program, facts: KeeperFacts, from: Body, member: Body, seen: Set<Body>): boolean {
  if (from === member) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return facts.calls.some(
    ({ body, member: called }) => called !== undefined && isWithin(program, body, from) && leadsTo(program, facts, called, member, seen),
  );
}

function isWithin(program: Program, body: Body, outer: Body): boolean {
  if (body === outer) return true;
  return body.parent !== undefined && isWithin(program, program.bodies[body.parent]!, outer);
}
