/** Subscriptions of an object whose end nobody keeps, in a class that keeps others: `this.toDispose.push(model.onDidSave(…))`. */

import type { Body, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { calleePath, calleeText } from "../../contracts/callee-path.ts";
import type { MethodCall } from "../../explain/calls.ts";
import { originsIn } from "../../facts/origin.ts";
import { identityOf } from "../../shared/identity.ts";
import { endedClass, isOfThis, isUnread } from "./ended-class.ts";
import { isGivenField, isParameter } from "./given-field.ts";
import type { LeftBehind } from "./left-behind.ts";

export function droppedSubscriptions(view: BodyView): readonly LeftBehind[] {
  const { body, file, knowledge } = view;
  const dropped = file.test ? [] : subscriptionsIn(body).filter((call) => isUnread(body, call.destination.local));
  const ended = dropped.length === 0 ? undefined : endedClass(view);
  if (ended === undefined) return [];
  const { program } = knowledge;
  const sourceOf = (at: Body, call: MethodCall): string | undefined => identityOf(program, originsIn(program), at, call.callee.receiver);
  const kept = [...ended.keeper.memberOf.keys()].flatMap((id) => {
    const member = program.bodies[id]!;
    const calls = subscriptionsIn(member).filter((call) => !isUnread(member, call.destination.local));
    return calls.map((call) => ({ call, source: sourceOf(member, call) }));
  });
  const [first] = kept;
  if (first === undefined) return [];
  return dropped.flatMap((call): readonly LeftBehind[] => {
    const listener = call.args[0]?.value;
    if (listener === undefined || !isOfThis(view, body, listener) || !comesFromOutside(view, ended.keeper, call.callee.receiver)) return [];
    const source = sourceOf(body, call);
    const like = kept.find((each) => source !== undefined && each.source === source);
    return [
      {
        kind: "dropped-subscription",
        tier: like === undefined ? "maybe" : "definite",
        event: calleeText(body, call.callee),
        span: call.span,
        kept: (like ?? first).call.span,
        owner: ended.keeper.name,
        end: ended.end,
      },
    ];
  });
}

/** By the convention of editors, `onDidX(listener)` and `onWillX(listener)` give what ends the subscription. */
function subscriptionsIn({ blocks }: Body): readonly MethodCall[] {
  return blocks.flatMap(({ terminator }) =>
    terminator.kind === "call" &&
    terminator.callee.kind === "method" &&
    terminator.args.length > 0 &&
    /^on(?:Did|Will)[A-Z]/.test(terminator.callee.name) &&
    !endOfSource.test(terminator.callee.name)
      ? [terminator as MethodCall]
      : [],
  );
}

/** After these, the source itself is over. */
const endOfSource = /^on(?:Did|Will)(?:Dispose|Close|Destroy|Terminate|Shutdown|End|Exit)$/;

/** What the object was given, an import, or what is there for the whole program. */
function comesFromOutside(view: BodyView, keeper: NonNullable<ReturnType<typeof endedClass>>["keeper"], receiver: Operand): boolean {
  if (calleePath(view.knowledge.program, view.body, { kind: "value", operand: receiver }) !== undefined) return true;
  return isParameter(view.body, receiver) || isGivenField(view, keeper, receiver);
}
