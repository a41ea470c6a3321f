/** What code leaves behind that runs again and again, where nothing undoes the run before. */

import type { Body, LocalId, Operand } from "@freehold/mir/body";
import type { Exit } from "../../analyses/obligations/outcome.ts";
import { bodiesOf } from "../../bodies-of.ts";
import type { BodyView } from "../../body-view.ts";
import { calleePath, operandText } from "../../contracts/callee-path.ts";
import { birthplace } from "../../explain/labels.ts";
import { methodCalls, programUnit, textArgument, type MethodCall } from "../../explain/calls.ts";
import { originsIn } from "../../facts/origin.ts";
import { isUnread } from "../../facts/unread.ts";
import type { LeftBehind } from "./left-behind.ts";
import { endedClass } from "./ended-class.ts";
import { takesOff } from "./listening.ts";
import { givesResult, repeatedCode, type Repeated } from "./repeated-code.ts";
import { removesItself } from "./removal.ts";

const adding: ReadonlySet<string> = new Set(["addEventListener", "on"]);

export function leftEachTime(view: BodyView): readonly LeftBehind[] {
  const repeated = view.file.test ? undefined : repeatedCode(view);
  // A class that has an end is asked there what it leaves behind.
  if (repeated === undefined || runsOnce(view) || endedClass(view) !== undefined) return [];
  return [...listeners(view, repeated), ...resources(view, repeated)];
}

/** `window.addEventListener(…)`, `process.on(…)`, `bus.on(…)` with a function that is a new one on each run. */
function listeners(view: BodyView, repeated: Repeated): readonly LeftBehind[] {
  return methodCalls(view.body, undefined, adding).flatMap((call): readonly LeftBehind[] => {
    const event = textArgument(call, 0);
    const listener = call.args[1]?.value;
    if (event === undefined || listener === undefined || !isNewEachTime(view, listener)) return [];
    const host = hostOf(view, repeated, call);
    if (host === undefined || removesItself(view, call) || isRemoved(view, event)) return [];
    const object = operandText(view.body, call.callee.receiver) ?? "the page";
    const removal = call.callee.name === "on" ? "off" : "removeEventListener";
    const tier = host === "given" ? "maybe" : tierOf(view, repeated);
    return [{ kind: "each-time", what: "listener", tier, event, object, removal, span: call.span, repeated }];
  });
}

/** `new WebSocket(url)`, `setInterval(…)`: what never ends by itself, and what nobody ends or is given. */
function resources(view: BodyView, repeated: Repeated): readonly LeftBehind[] {
  return view.facts.owners.flatMap((owner): readonly LeftBehind[] => {
    const { type, origin } = owner;
    if (type.strength !== "soft" || origin.kind !== "acquired" || !stays.test(type.name)) return [];
    const { leaks, releases } = view.outcome(owner, "definite");
    if (releases.length > 0 || !leaks.some(isByEnd)) return [];
    const tier = repeated.of === "component" || type.name === "Interval" ? tierOf(view, repeated) : "maybe";
    return [{ kind: "each-time", what: "resource", tier, owner, span: birthplace(owner, view), repeated }];
  });
}

const stays = /^(?:Interval|WebSocket|EventSource|Worker|BroadcastChannel|RTCPeerConnection|FSWatcher|Redis|Cluster)$/;

function isByEnd({ kind }: Exit): boolean {
  return kind !== "throw";
}

/** A cleanup that calls code from elsewhere may undo it there, and of some elements a page has one for good. */
function tierOf({ body }: BodyView, { of, undoneBy }: Repeated): "definite" | "maybe" {
  if (of !== "component") return "definite";
  return undoneBy === "result" && !givesResult(body) ? "definite" : "maybe";
}

/**
 * What outlives the runs: the page and the process every component, where an element goes with it; an emitter of the module, or one that
 * was given to the code around, requests and connections.
 */
function hostOf(view: BodyView, { of }: Repeated, call: MethodCall): "sure" | "given" | undefined {
  const { knowledge, body } = view;
  const { receiver } = call.callee;
  const path = calleePath(knowledge.program, body, { kind: "value", operand: receiver });
  if (path?.modules[0] === "global")
    return /^(?:|document|document\.body|document\.documentElement|visualViewport|process)$/.test(path.path.join(".")) ? "sure" : undefined;
  if (of === "component" || !isUnread(body, call.destination.local)) return undefined;
  if (path !== undefined || isOfModule(view, receiver)) return "sure";
  return isGivenAround(view, receiver) ? "given" : undefined;
}

/** A parameter of a function around this one, which runs once for all of its runs. */
function isGivenAround({ knowledge: { program }, body }: BodyView, receiver: Operand): boolean {
  const origin = receiver.kind === "place" ? originsIn(program).of(body, receiver.place) : undefined;
  return (
    origin?.path.length === 0 && origin.body === body.parent && program.bodies[origin.body]?.locals[origin.local]?.kind.kind === "param"
  );
}

function isOfModule({ knowledge: { program }, body }: BodyView, receiver: Operand): boolean {
  const origin = receiver.kind === "place" ? originsIn(program).of(body, receiver.place) : undefined;
  return origin?.path.length === 0 && program.bodies[origin.body]?.kind === "module";
}

/** A function of the module is added once, however often. */
function isNewEachTime({ knowledge: { program }, body }: BodyView, listener: Operand): boolean {
  const origin = listener.kind === "place" ? originsIn(program).of(body, listener.place) : undefined;
  const home = origin === undefined ? undefined : program.bodies[origin.body];
  return home !== undefined && home.kind !== "module" && isOwn(home, origin!.local);
}

function isOwn({ locals }: Body, local: LocalId): boolean {
  const kind = locals[local]?.kind.kind;
  return kind === "binding" || kind === "temporary";
}

function isRemoved(view: BodyView, event: string): boolean {
  const { program } = view.knowledge;
  const unit = view.body.kind === "method" ? bodiesOf(program, view.body.file) : programUnit(view);
  return takesOff(unit, event);
}

/** `if (started.current) return; started.current = true;`: the second run leaves nothing. */
function runsOnce({ body }: BodyView): boolean {
  return body.blocks.some(({ statements }) =>
    statements.some(
      (statement) =>
        statement.kind === "assign" &&
        statement.value.kind === "use" &&
        statement.value.operand.kind === "constant" &&
        statement.value.operand.value.kind === "boolean" &&
        (body.locals[statement.target.local]?.kind.kind === "capture" || statement.target.path.length > 0),
    ),
  );
}
