/** Listeners of an object on something that outlives it: the object has an end, and nothing takes them off. */

import { bodiesOf } from "../../bodies-of.ts";
import type { BodyView } from "../../body-view.ts";
import { calleePath, operandText } from "../../contracts/callee-path.ts";
import { callFact } from "../../contracts/resolve.ts";
import { soleShape } from "../../contracts/owned-type.ts";
import { methodCalls, textArgument, type MethodCall } from "../../explain/calls.ts";
import { isUnread } from "../../facts/unread.ts";
import { endedClass, isOfThis, type EndedClass } from "./ended-class.ts";
import { isGivenField } from "./given-field.ts";
import type { LeftBehind } from "./left-behind.ts";
import { adding, takesOff } from "./listening.ts";
import { removesItself } from "./removal.ts";

export function keptListeners(view: BodyView): readonly LeftBehind[] {
  const { body, file } = view;
  const added = file.test ? [] : methodCalls(body, undefined, adding).filter((call) => isKept(view, call));
  const ended = added.length === 0 ? undefined : endedClass(view);
  if (ended === undefined) return [];
  return added.flatMap((call): readonly LeftBehind[] => {
    const event = textArgument(call, 0);
    const object = operandText(body, call.callee.receiver);
    if (event === undefined || object === undefined || !outlives(view, ended, call) || isRemoved(view, event)) return [];
    return [{ kind: "kept-listener", tier: "maybe", object, event, span: call.span, owner: ended.keeper.name, end: ended.end }];
  });
}

/** It stays until it is taken off, and it knows the object. */
function isKept(view: BodyView, call: MethodCall): boolean {
  const listener = call.args[1]?.value;
  return (
    listener !== undefined &&
    isUnread(view.body, call.destination.local) &&
    !removesItself(view, call) &&
    isOfThis(view, view.body, listener)
  );
}

/** Anywhere in the file. */
function isRemoved({ knowledge: { program }, body: { file } }: BodyView, event: string): boolean {
  return takesOff(bodiesOf(program, file), event);
}

/** The page, or what the object was given and does not end itself. */
function outlives(view: BodyView, ended: EndedClass, call: MethodCall): boolean {
  const { knowledge, body } = view;
  const { receiver } = call.callee;
  const path = calleePath(knowledge.program, body, { kind: "value", operand: receiver });
  if (path !== undefined) return path.modules[0] === "global" && /^(?:|document|document\.body|visualViewport)$/.test(path.path.join("."));
  return isGivenField(view, ended.keeper, receiver) && !endsByItself(view, call);
}

/** A socket or a process is over before the object that serves it. */
function endsByItself({ knowledge, body }: BodyView, { call, callee }: MethodCall): boolean {
  const receiver = callFact(knowledge, body, call)?.receiver;
  const type = receiver === undefined ? undefined : soleShape(knowledge.program, receiver)?.name;
  return shortLived.test(type ?? operandText(body, callee.receiver) ?? "");
}

const shortLived =
  /(?:stream|socket|process|child|worker|request|response|readable|writable|duplex|connection|transport|port|pipe|element|button|input|canvas|^this\.#?_?(?:req|res|ws|conn|el|node|target|rl|proc))$/i;
