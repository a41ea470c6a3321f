/** `abort` listeners on a signal that was handed in: it outlives the call that adds them. */

import type { Operand } from "@freehold/mir/body";
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

/** `{ once: true }` takes it off when the abort comes, and where a timer bounds the work that is most often never. */
function isOutlasted(view: BodyView, { args }: MethodCall): boolean {
  const options = args[2]?.value;
  if (options === undefined || literalMember(view.body, options, "signal") !== undefined) return false;
  return (
    literalMember(view.body, options, "once") !== undefined &&
    programUnit(view).some((body) => globalCalls(view, body, "setTimeout").length > 0)
  );
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
