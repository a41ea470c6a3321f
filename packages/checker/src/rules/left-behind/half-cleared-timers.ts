/** Timers that are cleared when a promise is fulfilled, and by nobody when it is rejected. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import type { BodyView } from "../../body-view.ts";
import { closureArguments } from "../../contracts/callbacks.ts";
import { globalCalls, programUnit } from "../../explain/calls.ts";
import { originOf } from "../../keepers/slots.ts";
import { wholeLocal } from "../../whole-local.ts";
import type { LeftBehind } from "./left-behind.ts";

export function halfClearedTimers(view: BodyView): readonly LeftBehind[] {
  const { body, file } = view;
  if (file.test) return [];
  const fulfilled = fulfilledCode(view);
  if (fulfilled.length === 0 && !awaits(body)) return [];
  const unit = programUnit(view);
  const clears = clearsIn(view, unit);
  return clears.flatMap((clear): readonly LeftBehind[] => {
    const alike = clears.filter((other) => isSame(other, clear));
    const half = fulfilled.includes(clear.by) ? alike.length === 1 : clear.by === body && isPassedBy(body, clear, alike);
    const timer = half ? timersIn(view, unit).find((each) => isSame(each, clear) && each.by !== each.home) : undefined;
    return timer === undefined ? [] : [{ kind: "half-cleared-timer", tier: "maybe", span: timer.span, cleared: clear.span }];
  });
}

/** `promise.then(code)`, with nothing for the other outcome. */
function fulfilledCode({ body, knowledge: { program } }: BodyView): readonly Body[] {
  return body.blocks.flatMap((block) => {
    const { terminator } = block;
    if (terminator.kind !== "call" || terminator.callee.kind !== "method" || terminator.callee.name !== "then") return [];
    const [code] = terminator.args.length === 1 ? closureArguments(block) : [];
    return code === undefined ? [] : [program.bodies[code]!];
  });
}

function awaits({ blocks }: Body): boolean {
  return blocks.some(({ terminator }) => terminator.kind === "await");
}

/** It stands behind an `await` that goes on without it, and without any other, when it fails. */
function isPassedBy(body: Body, clear: TimerCall, alike: readonly TimerCall[]): boolean {
  if (alike.some(({ by }) => by !== body)) return false;
  const ends = new Set(body.blocks.flatMap(({ id, terminator }) => (alike.some(({ span }) => span === terminator.span) ? [id] : [])));
  return body.blocks.some(({ terminator }) => {
    if (terminator.kind !== "await") return false;
    const onward = reachableFrom(body, [terminator.target], ({ kind }) => kind !== "unwind");
    const thrown = reachableFrom(body, [terminator.unwind]);
    return (
      body.blocks.some(({ id, terminator: end }) => end.span === clear.span && onward.has(id)) && ![...ends].some((id) => thrown.has(id))
    );
  });
}

/** A timer or the end of one, and the variable that has its handle. */
interface TimerCall {
  readonly by: Body;
  readonly home: Body;
  readonly local: LocalId;
  readonly span: Span;
}

function isSame(one: TimerCall, other: TimerCall): boolean {
  return one.home === other.home && one.local === other.local;
}

function clearsIn(view: BodyView, unit: readonly Body[]): readonly TimerCall[] {
  return unit.flatMap((by) =>
    ["clearTimeout", "clearInterval"].flatMap((name) =>
      globalCalls(view, by, name).flatMap(({ args, span }) => {
        const local = args[0] && wholeLocal(args[0].value);
        return local === undefined ? [] : [{ by, span, ...homeOf(view, by, local) }];
      }),
    ),
  );
}

function timersIn(view: BodyView, unit: readonly Body[]): readonly TimerCall[] {
  return unit.flatMap((by) =>
    ["setTimeout", "setInterval"].flatMap((name) =>
      globalCalls(view, by, name).flatMap(({ destination, span }) =>
        destination.path.length > 0 ? [] : [{ by, span, ...homeOf(view, by, destination.local) }],
      ),
    ),
  );
}

function homeOf({ knowledge: { program } }: BodyView, by: Body, local: LocalId): Pick<TimerCall, "home" | "local"> {
  const origin = originOf(program, by, local);
  return { home: origin.body, local: origin.local };
}
