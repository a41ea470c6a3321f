/** Subscriptions of an object whose end nobody keeps, in a class that keeps others: `this.toDispose.push(model.onDidSave(…))`. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { calleePath, calleeText } from "../../contracts/callee-path.ts";
import type { MethodCall } from "../../explain/calls.ts";
import { originsIn } from "../../facts/origin.ts";
import type { Keeper } from "../../keepers/keeper.ts";
import { identityOf } from "../../shared/identity.ts";
import { isUnread } from "../../facts/unread.ts";
import { endedClass, isOfThis } from "./ended-class.ts";
import { isGivenField, isParameter } from "./given-field.ts";
import type { LeftBehind } from "./left-behind.ts";

export function droppedSubscriptions(view: BodyView): readonly LeftBehind[] {
  const { body, file, keepers, knowledge } = view;
  const dropped = file.test ? [] : subscriptionsIn(body).filter((call) => !endsSource(call) && isUnread(body, call.destination.local));
  const keeper = dropped.length === 0 ? undefined : keepers.index().classOf(body);
  if (keeper === undefined) return [];
  const ended = endedClass(view);
  const members = [...keeper.memberOf.keys()].map((id) => knowledge.program.bodies[id]!);
  const kept = members.flatMap((member) => keptIn(view, member, ended === undefined ? "registry" : "any name"));
  if (kept.length === 0) return [];
  return dropped.flatMap((call): readonly LeftBehind[] => {
    const listener = call.args[0]?.value;
    if (listener === undefined || !isOfThis(view, body, listener) || !comesFromOutside(view, keeper, call.callee.receiver)) return [];
    const source = sourceOf(view, body, call);
    const alike = isObservable(call) ? kept.filter((each) => each.observable) : kept;
    const like = alike.find((each) => source !== undefined && each.source === source);
    const [first] = alike;
    if (first === undefined) return [];
    return [
      {
        kind: "dropped-subscription",
        tier: like === undefined ? "maybe" : "definite",
        event: calleeText(body, call.callee),
        span: call.span,
        kept: (like ?? first).span,
        owner: keeper.name,
        end: ended?.end,
      },
    ];
  });
}

interface Kept {
  readonly span: Span;
  readonly source: string | undefined;
  readonly observable: boolean;
}

/** Subscriptions whose end has a name; of a class that inherits its end, whatever it hands to the registry of its base. */
function keptIn(view: BodyView, member: Body, by: "any name" | "registry"): readonly Kept[] {
  const subscriptions = subscriptionsIn(member).filter((call) => !isUnread(member, call.destination.local));
  const registered = member.blocks.flatMap(({ terminator }) =>
    terminator.kind === "call" && terminator.callee.kind === "method" && registry.test(calleeText(member, terminator.callee))
      ? [{ span: terminator.span, source: undefined, observable: false }]
      : [],
  );
  if (by === "registry" && registered.length === 0) return [];
  return [
    ...subscriptions.map((call) => ({ span: call.span, source: sourceOf(view, member, call), observable: isObservable(call) })),
    ...(by === "registry" ? registered : []),
  ];
}

const registry = /^this\.(?:_?toDispose\w*\.(?:push|pushAll)|_?disposables?\.(?:add|push)|_store\.add|_?register)$/;

function sourceOf({ knowledge: { program } }: BodyView, body: Body, call: MethodCall): string | undefined {
  return identityOf(program, originsIn(program), body, call.callee.receiver);
}

/** By the conventions of editors and of observables, `onDidX(listener)`, `onWillX(listener)` and `subscribe(listener)` give what ends the subscription. */
function subscriptionsIn({ blocks }: Body): readonly MethodCall[] {
  return blocks.flatMap(({ terminator }) =>
    terminator.kind === "call" &&
    terminator.callee.kind === "method" &&
    terminator.args.length > 0 &&
    /^(?:on(?:Did|Will)[A-Z]|subscribe$)/.test(terminator.callee.name)
      ? [terminator as MethodCall]
      : [],
  );
}

/** Many a source of these completes, and a listener that stays there is no fault: one that a class ends tells of the others. */
function isObservable({ callee }: MethodCall): boolean {
  return callee.name === "subscribe";
}

/** After these, the source itself is over. */
function endsSource({ callee }: MethodCall): boolean {
  return /^on(?:Did|Will)(?:Dispose|Close|Destroy|Terminate|Shutdown|End|Exit)$/.test(callee.name);
}

/** What the object was given, an import, or what is there for the whole program. */
function comesFromOutside(view: BodyView, keeper: Keeper, receiver: Operand): boolean {
  if (calleePath(view.knowledge.program, view.body, { kind: "value", operand: receiver }) !== undefined) return true;
  return isParameter(view.body, receiver) || isGivenField(view, keeper, receiver);
}
