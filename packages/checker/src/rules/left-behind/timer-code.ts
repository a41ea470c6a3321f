/** What the code of a timer runs, and whether the end of the object around it asks, clears or forgets the timer. */

import type { Body, LocalId, Operand, Place } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { returnPlace } from "@freehold/mir/return-place";
import type { BodyView } from "../../body-view.ts";
import type { Call } from "../../contracts/resolve.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import { isUnread } from "../../facts/unread.ts";
import { endingMethods } from "../../keepers/ending-methods.ts";
import type { KeeperFacts } from "../../keepers/keeper-facts.ts";
import type { Keeper, SlotUse } from "../../keepers/keeper.ts";
import { originOf, slotOf } from "../../keepers/slots.ts";
import { releaseMethods } from "../../words.ts";

/** The closure that is written there, a function of the scope, or a method of the class. */
export function codeOf({ body, keepers, knowledge: { program } }: BodyView, given: Operand | undefined): Body | undefined {
  if (given?.kind !== "place") return undefined;
  const { local, path } = given.place;
  const [step] = path;
  if (step?.kind === "field")
    return keepers
      .index()
      .classOf(body)
      ?.members.find(({ kind, scope }) => kind === "method" && scope.at(-1) === step.name);
  const origin = originOf(program, body, local);
  const closure = definitionsOf(origin.body).values.get(origin.local);
  return closure?.kind === "closure" ? program.bodies[closure.bodies[0]!] : undefined;
}

/** With the members that it calls. */
export function codeRunBy({ calls }: KeeperFacts, code: Body): ReadonlySet<Body> {
  const run = new Set([code]);
  for (const body of run) for (const call of calls) if (call.body === body && call.member !== undefined) run.add(call.member);
  return run;
}

/** The methods that end an object; the function that a scope returns, or that is named for ending. */
export function endsOf(keeper: Keeper): readonly Body[] {
  if (keeper.kind === "class") return endingMethods(keeper);
  const returned = keeper.home.blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      statement.kind === "assign" && statement.target.local === returnPlace && statement.value.kind === "closure"
        ? statement.value.bodies
        : [],
    ),
  );
  return keeper.members.filter(({ id, scope }) => returned.includes(id) || releaseMethods.has(scope.at(-1) ?? ""));
}

/** It looks at something that the end has set. */
export function asks(facts: KeeperFacts, run: ReadonlySet<Body>, end: Body): boolean {
  const told = new Set(
    facts.uses.filter(({ how }) => how.kind === "test" || how.kind === "read").flatMap((use) => (run.has(use.body) ? [use.slot] : [])),
  );
  return facts.reaches(end, (use) => use.how.kind === "set" && told.has(use.slot));
}

/** Its handle is kept, and the end clears it; or somebody else has it. */
export function isCleared(
  { body, knowledge: { files, program } }: BodyView,
  facts: KeeperFacts,
  { destination }: Call,
  end: Body,
): boolean {
  // An arrow of one expression gives the handle to the event that calls it.
  if (destination.path.length === 0 && (destination.local === returnPlace || isUnread(body, destination.local))) return false;
  const kept = keptIn(program, facts.keeper, body, destination);
  if (kept === undefined) return true;
  // `this.timers[name]` and `Object.values(this.timers)` may be any of them.
  const isMeant = ({ span }: SlotUse): boolean => {
    const [, behind = ""] = files.get(span.file)?.text.slice(span.start, span.end).split(kept.slot) ?? [];
    const named = /^[?!]?\.([\w$]+)/.exec(behind)?.[1];
    return kept.member === undefined || named === undefined || named === kept.member;
  };
  return facts.reaches(end, (use) => use.slot === kept.slot && use.how.kind !== "set" && use.how.kind !== "test" && isMeant(use));
}

interface Kept {
  readonly slot: string;
  /** `this.timers.hide` is one of several in its slot. */
  readonly member: string | undefined;
}

function keptIn(program: Program, keeper: Keeper, body: Body, destination: Place): Kept | undefined {
  const slot = slotOf(program, keeper, body, destination)?.name;
  return slot === undefined ? storedIn(program, keeper, body, destination.local) : { slot, member: memberOf(destination) };
}

function storedIn(program: Program, keeper: Keeper, body: Body, local: LocalId): Kept | undefined {
  for (const { statements } of body.blocks) {
    for (const statement of statements) {
      if (statement.kind !== "assign" || statement.value.kind !== "use" || statement.value.operand.kind !== "place") continue;
      const slot = statement.value.operand.place.local === local ? slotOf(program, keeper, body, statement.target)?.name : undefined;
      if (slot !== undefined) return { slot, member: memberOf(statement.target) };
    }
  }
  return undefined;
}

function memberOf({ path }: Place): string | undefined {
  const last = path.length > 1 ? path.at(-1) : undefined;
  return last?.kind === "field" ? last.name : undefined;
}
