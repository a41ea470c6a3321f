/** Timers inside a promise that is raced and whose handle nobody keeps. */

import type { Body, LocalId, Operand } from "@freehold/mir/body";
import type { Span } from "@freehold/diagnostics/span";
import type { BodyView } from "../../body-view.ts";
import { globalCalls, programUnit } from "../../explain/calls.ts";
import { definitionsOf, literalMembers, sourceCall, type Definitions } from "../../facts/definitions.ts";
import type { LeftBehind } from "./left-behind.ts";

export function lostTimers(view: BodyView): readonly LeftBehind[] {
  const { body } = view;
  const races = globalCalls(view, body, "Promise.race");
  if (races.length === 0 || programUnit(view).some((part) => globalCalls(view, part, "clearTimeout").length > 0)) return [];
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
          .filter((call) => isDropped(body, call.destination.local))
          .map((call) => call.span);
  });
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
