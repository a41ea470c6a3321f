/**
 * Question: does a timer open again what the end of its object has closed? The end closes a slot and leaves the timer, and the timer's
 * code asks for nothing that the end sets before it fills the slot anew, or connects what is in it. Example: `onclose = () =>
 * setTimeout(connect, 1000)` beside `close() { this.socket.close(); }`.
 */

import type { Body, LocalId, Operand } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { soundsAcquiring } from "@freehold/mir/vocabulary";
import type { BodyView } from "../../body-view.ts";
import { lastName } from "../../contracts/callee-path.ts";
import type { Call } from "../../contracts/resolve.ts";
import { globalCalls } from "../../explain/calls.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import { endingMethods } from "../../keepers/ending-methods.ts";
import type { KeeperFacts } from "../../keepers/keeper-facts.ts";
import type { Keeper, SlotUse } from "../../keepers/keeper.ts";
import { originOf, slotOf } from "../../keepers/slots.ts";
import { releaseMethods } from "../../words.ts";
import { isUnread } from "../../facts/unread.ts";
import type { LeftBehind } from "./left-behind.ts";

export function reopeningTimers(view: BodyView): readonly LeftBehind[] {
  const { body, file, keepers } = view;
  const timers = file.test ? [] : globalCalls(view, body, "setTimeout");
  if (timers.length === 0) return [];
  return timers.flatMap((timer) => {
    const code = codeOf(view, timer.args[0]?.value);
    if (code === undefined) return [];
    const found = keepers
      .index()
      .keepersOf(code)
      .flatMap((keeper) => reopened(view, keepers.factsOf(keeper), { timer, code }));
    return found.slice(0, 1);
  });
}

interface Timer {
  readonly timer: Call;
  /** What it runs. */
  readonly code: Body;
}

function reopened(view: BodyView, facts: KeeperFacts, { timer, code }: Timer): readonly LeftBehind[] {
  const { program } = view.knowledge;
  const run = codeRunBy(facts, code);
  return endsOf(facts.keeper).flatMap((end): readonly LeftBehind[] => {
    const opening = openingIn(program, facts, run, (slot) => facts.reaches(end, (use) => use.slot === slot && use.how.kind === "end"));
    if (opening === undefined || run.has(end) || asks(facts, run, end) || isCleared(view, facts, timer, end)) return [];
    return [{ kind: "reopening-timer", tier: "maybe", span: timer.span, slot: opening.slot, opening: opening.span, end }];
  });
}

/** The closure that is written there, a function of the scope, or a method of the class. */
function codeOf({ body, keepers, knowledge: { program } }: BodyView, given: Operand | undefined): Body | undefined {
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
function codeRunBy({ calls }: KeeperFacts, code: Body): ReadonlySet<Body> {
  const run = new Set([code]);
  for (const body of run) for (const call of calls) if (call.body === body && call.member !== undefined) run.add(call.member);
  return run;
}

/** The methods that end an object; the function that a scope returns, or that is named for ending. */
function endsOf(keeper: Keeper): readonly Body[] {
  if (keeper.kind === "class") return endingMethods(keeper);
  const returned = keeper.home.blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      statement.kind === "assign" && statement.target.local === 0 && statement.value.kind === "closure" ? statement.value.bodies : [],
    ),
  );
  return keeper.members.filter(({ id, scope }) => returned.includes(id) || releaseMethods.has(scope.at(-1) ?? ""));
}

interface Opening {
  readonly slot: string;
  readonly span: SlotUse["span"];
}

const reopening = /^(?:re)?(?:connect|open|start|listen|subscribe|join|launch|resume|play)(?![a-z])/;

/** `this.socket = new WebSocket(url)`, `this.socket.connect()`. */
function openingIn(
  program: Program,
  { keeper, uses }: KeeperFacts,
  run: ReadonlySet<Body>,
  isEnded: (slot: string) => boolean,
): Opening | undefined {
  for (const body of run) {
    const filled = uses.find(
      (use) => use.body === body && use.depth === "itself" && use.how.kind === "set" && isNew(body, use.how.value) && isEnded(use.slot),
    );
    if (filled !== undefined) return { slot: filled.slot, span: filled.span };
    for (const { terminator } of body.blocks) {
      if (terminator.kind !== "call" || terminator.callee.kind !== "method" || terminator.callee.receiver.kind !== "place") continue;
      const slot = reopening.test(terminator.callee.name) ? slotOf(program, keeper, body, terminator.callee.receiver.place) : undefined;
      if (slot?.depth === "itself" && isEnded(slot.name)) return { slot: slot.name, span: terminator.span };
    }
  }
  return undefined;
}

function isNew(body: Body, value: Operand | undefined): boolean {
  if (value?.kind !== "place") return false;
  const calls = body.blocks.flatMap(({ terminator }) =>
    terminator.kind === "call" &&
    terminator.destination.local === value.place.local &&
    terminator.destination.path.length === value.place.path.length
      ? [terminator]
      : [],
  );
  const [call] = calls;
  return call !== undefined && (call.form === "new" || soundsAcquiring(lastName(body, call.callee)));
}

/** It looks at something that the end has set. */
function asks(facts: KeeperFacts, run: ReadonlySet<Body>, end: Body): boolean {
  const told = new Set(
    facts.uses.filter(({ how }) => how.kind === "test" || how.kind === "read").flatMap((use) => (run.has(use.body) ? [use.slot] : [])),
  );
  return facts.reaches(end, (use) => use.how.kind === "set" && told.has(use.slot));
}

/** Its handle is kept, and the end clears it; or somebody else has it. */
function isCleared({ body, knowledge: { program } }: BodyView, facts: KeeperFacts, { destination }: Call, end: Body): boolean {
  // An arrow of one expression gives the handle to the event that calls it.
  if (destination.path.length === 0 && (destination.local === 0 || isUnread(body, destination.local))) return false;
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
