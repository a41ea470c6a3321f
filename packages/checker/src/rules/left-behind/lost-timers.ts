/** Timers inside a promise that is raced and whose handle nobody keeps. */

import type { Body, BodyId, LocalId, Operand } from "@freehold/mir/body";
import { visitPlaces } from "@freehold/mir/walk";
import type { Span } from "@freehold/diagnostics/span";
import type { BodyView } from "../../body-view.ts";
import { globalCalls, programUnit } from "../../explain/calls.ts";
import type { Call } from "../../contracts/resolve.ts";
import { definitionsOf, literalMembers, namedSuccessor, sourceCall, type Definitions } from "../../facts/definitions.ts";
import { wholeLocal } from "../../whole-local.ts";
import type { LeftBehind } from "./left-behind.ts";

export function lostTimers(view: BodyView): readonly LeftBehind[] {
  const { body } = view;
  const races = globalCalls(view, body, "Promise.race");
  if (races.length === 0) return [];
  const unit = programUnit(view);
  const own = codeOfTimers(view, unit);
  if (unit.some((part) => !own.has(part.id) && globalCalls(view, part, "clearTimeout").length > 0)) return [];
  const definitions = definitionsOf(body);
  return races.flatMap((race) => {
    const racers = race.args[0] === undefined ? [] : (literalMembers(definitions, race.args[0].value) ?? []);
    return racers
      .flatMap((racer) => timersOf(view, definitions, racer))
      .map((span): LeftBehind => ({ kind: "lost-timer", tier: "maybe", span, race: race.span }));
  });
}

/** The `setTimeout` calls of `new Promise(executor)` whose handle is dropped. */
function timersOf(view: BodyView, definitions: Definitions, racer: Operand): readonly Span[] {
  const promise = racer.kind === "place" && racer.place.path.length === 0 ? sourceCall(definitions, racer.place.local) : undefined;
  const executor = promise?.form === "new" ? promise.args[0]?.value : undefined;
  const closure = executor?.kind === "place" ? definitions.values.get(executor.place.local) : undefined;
  if (closure?.kind !== "closure") return [];
  return closure.bodies.flatMap((nested) => {
    const body = view.knowledge.program.bodies[nested];
    return body === undefined
      ? []
      : globalCalls(view, body, "setTimeout")
          .filter((call) => isDropped(body, call.destination.local) || isOnlyItsOwn(body, call))
          .map((call) => call.span);
  });
}

/** `const id = setTimeout(() => clearTimeout(id), ms)`: by then it has fired. */
function codeOfTimers(view: BodyView, unit: readonly Body[]): ReadonlySet<BodyId> {
  return new Set(unit.flatMap((part) => globalCalls(view, part, "setTimeout").flatMap((call) => codeOf(part, call))));
}

function codeOf(body: Body, { args }: Call): readonly BodyId[] {
  const local = args[0] && wholeLocal(args[0].value);
  const code = local === undefined ? undefined : definitionsOf(body).values.get(local);
  return code?.kind === "closure" ? code.bodies : [];
}

/** Nobody has the handle but the code that the timer runs. */
function isOnlyItsOwn(body: Body, call: Call): boolean {
  const own = codeOf(body, call);
  const handle = namedSuccessor(body, definitionsOf(body), call.destination.local);
  if (handle === undefined || own.length === 0) return false;
  return body.blocks.every(({ statements, terminator }) =>
    [...statements, terminator].every((node) => {
      const isOwn = node.kind === "assign" && node.value.kind === "closure" && node.value.bodies.every((code) => own.includes(code));
      let read = false;
      visitPlaces(node, (place, access) => {
        if (place.local === handle && (access === "read" || access === "capture")) read = true;
      });
      return !read || isOwn;
    }),
  );
}

/** Into nothing, or out of an executor whose result nobody reads. */
function isDropped(body: Body, destination: LocalId): boolean {
  const kind = body.locals[destination]?.kind.kind;
  return kind === "return" || (kind === "temporary" && !isRead(body, destination));
}

function isRead(body: Body, local: LocalId): boolean {
  return body.blocks.some(({ statements }) =>
    statements.some(
      (statement) =>
        statement.kind === "assign" &&
        statement.target.local !== (0 as LocalId) &&
        statement.value.kind === "use" &&
        statement.value.operand.kind === "place" &&
        statement.value.operand.place.local === local,
    ),
  );
}
