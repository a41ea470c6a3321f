/** `abort` listeners on a signal that was handed in: it outlives the call that adds them. */

import type { Body, Callee, LocalId, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { closureArguments } from "../../contracts/callbacks.ts";
import { calleePath, operandText } from "../../contracts/callee-path.ts";
import { callFact } from "../../contracts/resolve.ts";
import { soleShape } from "../../contracts/owned-type.ts";
import { globalCalls, literalMember, methodCalls, programUnit, textArgument, type MethodCall } from "../../explain/calls.ts";
import { originsIn } from "../../facts/origin.ts";
import { wholeLocal } from "../../whole-local.ts";
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
    (settlesByAbortAlone(view) ||
      programUnit(view).some((body) => !isCodeOf(view, listener.value, body) && globalCalls(view, body, "clearTimeout").length > 0))
  );
}

/** `new Promise((resolve) => signal.addEventListener("abort", resolve))`: made for a race, which something else wins most often. */
function settlesByAbortAlone({ body, knowledge: { program } }: BodyView): boolean {
  const around = body.parent === undefined ? undefined : program.bodies[body.parent];
  const isExecutor = around?.blocks.some(
    (block) =>
      block.terminator.kind === "call" &&
      block.terminator.form === "new" &&
      closureArguments(block).includes(body.id) &&
      calleePath(program, around, block.terminator.callee)?.path.join(".") === "Promise",
  );
  // Besides, it may settle the promise at once.
  const others = body.blocks.filter(({ terminator }) => terminator.kind === "call" && !isOwnParameter(body, terminator.callee));
  return isExecutor === true && others.length === 1;
}

function isOwnParameter({ locals }: Body, callee: Callee): boolean {
  const local = callee.kind === "value" ? wholeLocal(callee.operand) : undefined;
  return local !== undefined && locals[local]?.kind.kind === "param";
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
  return home.locals[whole]?.kind.kind === "param" || isOneOfMany(home, whole);
}

/** `for (const signal of signals)`, of a parameter. */
function isOneOfMany({ blocks, locals }: Body, local: LocalId): boolean {
  return blocks.some(({ terminator }) => {
    if (terminator.kind !== "next" || terminator.destination.local !== local || terminator.destination.path.length > 0) return false;
    const list = wholeLocal(terminator.iterated);
    return list !== undefined && locals[list]?.kind.kind === "param";
  });
}
