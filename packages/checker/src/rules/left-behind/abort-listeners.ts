/** `abort` listeners on a signal that was handed in: it outlives the call that adds them. */

import type { Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { operandText } from "../../contracts/callee-path.ts";
import { callFact } from "../../contracts/resolve.ts";
import { soleShape } from "../../contracts/owned-type.ts";
import { methodCalls, programUnit, textArgument, type MethodCall } from "../../explain/calls.ts";
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
      removesItself(view, call) ||
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

/** A parameter of this function or of one around it, or a part of one; not the signal of a controller made here. */
function comesFromOutside({ knowledge: { program }, body }: BodyView, receiver: Operand): boolean {
  const origin = receiver.kind === "place" ? originsIn(program).of(body, receiver.place) : undefined;
  return origin !== undefined && program.bodies[origin.body]?.locals[origin.local]?.kind.kind === "param";
}
