/** `abort` listeners on a signal that was handed in: it outlives the call that adds them. */

import type { Body, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { operandText } from "../../contracts/callee-path.ts";
import { callFact } from "../../contracts/resolve.ts";
import { soleShape } from "../../contracts/owned-type.ts";
import { globalCalls, literalMember, methodCalls, programUnit, textArgument, type MethodCall } from "../../explain/calls.ts";
import { originsIn } from "../../facts/origin.ts";
import type { LeftBehind } from "./left-behind.ts";
import { removesItself } from "./removal.ts";

const adding: ReadonlySet<string> = new Set(["addEventListener"]);
const removing: ReadonlySet<string> = new Set(["removeEventListener"]);

export function abortListeners(view: BodyView): readonly LeftBehind[] {
  if (view.body.kind === "constructor") return [];
  return methodCalls(view.body, undefined, adding).flatMap((call): LeftBehind[] => {
    const object = operandText(view.body, call.callee.receiver);
    if (
      object === undefined ||
      textArgument(call, 0) !== "abort" ||
      !isSignal(view, call) ||
      (removesItself(view, call) && !isOutlasted(view, call)) ||
      !comesFromOutside(view, call.callee.receiver)
    )
      return [];
    const removed = programUnit(view).some((body) =>
      methodCalls(body, undefined, removing).some((removal) => textArgument(removal, 0) === "abort"),
    );
    return removed ? [] : [{ kind: "abort-listener", tier: "maybe", object, span: call.span }];
  });
}

function isSignal({ knowledge, body }: BodyView, call: MethodCall): boolean {
  const receiver = callFact(knowledge, body, call.call)?.receiver;
  return receiver !== undefined && soleShape(knowledge.program, receiver)?.name === "AbortSignal";
}

/** `{ once: true }` takes it off when the abort comes, and where the work ends before, with a timer that is cleared then, most often never. */
function isOutlasted(view: BodyView, { args }: MethodCall): boolean {
  const [, listener, options] = args;
  if (listener === undefined || options === undefined || literalMember(view.body, options.value, "signal") !== undefined) return false;
  return (
    literalMember(view.body, options.value, "once") !== undefined &&
    programUnit(view).some((body) => !isCodeOf(view, listener.value, body) && globalCalls(view, body, "clearTimeout").length > 0)
  );
}

/** The listener that clears it does so because the abort has come. */
function isCodeOf({ knowledge: { program }, body }: BodyView, listener: Operand, code: Body): boolean {
  const origins = originsIn(program);
  const origin = listener.kind === "place" ? origins.of(body, listener.place) : undefined;
  const home = origin === undefined ? undefined : program.bodies[origin.body];
  const value = origin === undefined || home === undefined ? undefined : origins.definitions(home).values.get(origin.local);
  return value?.kind === "closure" && value.bodies.includes(code.id);
}

/** A parameter of this function or of one around it, or a part of one; not the signal of a controller made here. */
function comesFromOutside({ knowledge: { program }, body }: BodyView, receiver: Operand): boolean {
  const origins = originsIn(program);
  const origin = receiver.kind === "place" ? origins.of(body, receiver.place) : undefined;
  const home = origin === undefined ? undefined : program.bodies[origin.body];
  if (origin === undefined || home === undefined) return false;
  // `({ path, signal }) => …` takes its parameter apart.
  const value = origins.definitions(home).values.get(origin.local);
  const whole = value?.kind === "use" && value.operand.kind === "place" ? value.operand.place.local : origin.local;
  return home.locals[whole]?.kind.kind === "param";
}
