/** Listeners on a pool, put there by code that borrows from it each time: it stays, and the next turn adds another one. */

import type { Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { calleeBody } from "../../contracts/callee-body.ts";
import { operandText } from "../../contracts/callee-path.ts";
import { returnsShared } from "../../contracts/shared-result.ts";
import { methodCalls, programUnit, textArgument } from "../../explain/calls.ts";
import { definitionsOf, sourceCall } from "../../facts/definitions.ts";
import { isUnread } from "../../facts/unread.ts";
import { wholeLocal } from "../../whole-local.ts";
import type { LeftBehind } from "./left-behind.ts";
import { adding, takesOff } from "./listening.ts";
import { removesItself } from "./removal.ts";

export function listenersOfBorrowers(view: BodyView): readonly LeftBehind[] {
  const { body, file, facts } = view;
  const added = file.test || body.kind === "constructor" ? [] : methodCalls(body, undefined, adding);
  if (added.length === 0 || facts.owners.length === 0) return [];
  return added.flatMap((call): readonly LeftBehind[] => {
    const object = operandText(body, call.callee.receiver);
    const event = textArgument(call, 0);
    if (object === undefined || event === undefined || !isClosure(view, call.args[1]?.value)) return [];
    if (!isUnread(body, call.destination.local) || removesItself(view, call) || takesOff(programUnit(view), event)) return [];
    const borrowed = facts.owners.find(
      (owner) =>
        owner.origin.kind === "acquired" && owner.by.startsWith(`${object}.`) && view.outcome(owner, "definite").releases.length > 0,
    );
    return borrowed === undefined || isOwn(view, call.callee.receiver)
      ? []
      : [{ kind: "borrower-listener", tier: "maybe", object, event, span: call.span, borrowed: borrowed.span }];
  });
}

/** What the body made for itself goes with it; what another function gives and keeps was there before. */
function isOwn({ body, knowledge: { callees, program } }: BodyView, receiver: Operand): boolean {
  const local = wholeLocal(receiver);
  const definitions = definitionsOf(body);
  const made = local === undefined ? undefined : sourceCall(definitions, local);
  if (made === undefined) return false;
  const code = calleeBody(callees, body, made);
  return code === undefined || !returnsShared(program.bodies[code]!);
}

function isClosure({ body }: BodyView, listener: Operand | undefined): boolean {
  const local = listener === undefined ? undefined : wholeLocal(listener);
  return local !== undefined && definitionsOf(body).values.get(local)?.kind === "closure";
}
