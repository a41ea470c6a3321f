/** What the code of a timer runs, and whether the end of the object around it asks, clears or forgets the timer. */

import type { Body, LocalId, Operand } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { returnPlace } from "@freehold/mir/return-place";
import type { BodyView } from "../../body-view.ts";
import type { Call } from "../../contracts/resolve.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import { isUnread } from "../../facts/unread.ts";
import { endingMethods } from "../../keepers/ending-methods.ts";
import type { KeeperFacts } from "../../keepers/keeper-facts.ts";
import type { Keeper } from "../../keepers/keeper.ts";
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
export function isCleared({ body, knowledge: { program } }: BodyView, facts: KeeperFacts, { destination }: Call, end: Body): boolean {
  // An arrow of one expression gives the handle to the event that calls it.
  if (destination.path.length === 0 && (destination.local === returnPlace || isUnread(body, destination.local))) return false;
  const slot = slotOf(program, facts.keeper, body, destination)?.name ?? storedIn(program, facts.keeper, body, destination.local);
  return slot === undefined || facts.reaches(end, (use) => use.slot === slot && use.how.kind !== "set" && use.how.kind !== "test");
}

function storedIn(program: Program, keeper: Keeper, body: Body, local: LocalId): string | undefined {
  for (const { statements } of body.blocks) {
    for (const statement of statements) {
      if (statement.kind !== "assign" || statement.value.kind !== "use" || statement.value.operand.kind !== "place") continue;
      if (statement.value.operand.place.local === local) return slotOf(program, keeper, body, statement.target)?.name;
    }
  }
  return undefined;
}
