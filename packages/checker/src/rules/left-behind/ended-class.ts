/** The class around some code, if its objects have an end: what they leave behind by then is never taken back. */

import type { Body, LocalId, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import { endingMethods } from "../../keepers/ending-methods.ts";
import type { Keeper } from "../../keepers/keeper.ts";
import { originOf } from "../../keepers/slots.ts";
import { wholeLocal } from "../../whole-local.ts";

export interface EndedClass {
  readonly keeper: Keeper;
  /** The method that ends its objects. */
  readonly end: Body;
}

export function endedClass({ keepers, body }: BodyView): EndedClass | undefined {
  const keeper = keepers.index().classOf(body);
  const [end] = keeper === undefined ? [] : endingMethods(keeper);
  return keeper === undefined || end === undefined ? undefined : { keeper, end };
}

/** The function that is handed over belongs to one object: it captures `this`, or is a method or field of it. */
export function isOfThis(view: BodyView, body: Body, listener: Operand): boolean {
  const ofThis = (local: LocalId): boolean => {
    const origin = originOf(view.knowledge.program, body, local);
    return origin.body.locals[origin.local]?.kind.kind === "this";
  };
  if (listener.kind !== "place") return false;
  if (ofThis(listener.place.local)) return true;
  const definitions = definitionsOf(body);
  const local = wholeLocal(listener);
  const value = local === undefined ? undefined : definitions.values.get(local);
  if (value?.kind === "closure") return value.captures.some(ofThis);
  if (value?.kind === "use" && value.operand.kind === "place") return ofThis(value.operand.place.local);
  const [call] = local === undefined ? [] : (definitions.calls.get(local) ?? []);
  return call?.callee.kind === "method" && call.callee.name === "bind" && isOfThis(view, body, call.callee.receiver);
}
