/** Methods of an object with an end that call themselves again and again, by frames or timers whose handles nobody has. */

import type { Body, BodyId, LocalId, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { calleeText } from "../../contracts/callee-path.ts";
import { globalCalls } from "../../explain/calls.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import { isUnread } from "../../facts/unread.ts";
import { isEndingMethod } from "../../keepers/ending-methods.ts";
import { wholeLocal } from "../../whole-local.ts";
import { endedClass } from "./ended-class.ts";
import type { LeftBehind } from "./left-behind.ts";

export function endlessLoops(view: BodyView): readonly LeftBehind[] {
  const { body, file, keepers } = view;
  // The end may have a turn later what it does: `setTimeout(() => super.close())`.
  const again =
    file.test || isEndingMethod(body)
      ? []
      : ["requestAnimationFrame", "setTimeout"]
          .flatMap((name) => globalCalls(view, body, name))
          .filter(({ args, destination }) => isDropped(body, destination.local) && args[0] !== undefined && isItself(view, args[0].value));
  const ended = again.length === 0 ? undefined : endedClass(view);
  if (ended === undefined) return [];
  // Whatever it asks of its object may be how it is stopped.
  const asks = keepers.factsOf(ended.keeper).uses.some(({ body: by, how }) => by === body && how.kind === "test");
  return asks ? [] : again.map(({ span }) => ({ kind: "endless-loop", tier: "maybe", span, object: ended.keeper.name, end: ended.end }));
}

/** An arrow of one expression gives the handle to whoever calls it, which is the frame. */
function isDropped(body: Body, local: LocalId): boolean {
  return body.locals[local]?.kind.kind === "return" || isUnread(body, local);
}

/** `this.render`, `() => this.render()`, `this.render.bind(this)`. */
function isItself(view: BodyView, callback: Operand): boolean {
  const { body } = view;
  const { values, calls } = definitionsOf(body);
  const local = wholeLocal(callback);
  const value = local === undefined ? undefined : values.get(local);
  if (value?.kind === "closure") return value.bodies.some((code) => callsIt(view, code));
  const [bound] = local === undefined ? [] : (calls.get(local) ?? []);
  if (bound?.callee.kind === "method" && bound.callee.name === "bind") return isNamed(body, bound.callee.receiver);
  return isNamed(body, value?.kind === "use" ? value.operand : callback);
}

function callsIt({ body, knowledge: { program } }: BodyView, code: BodyId): boolean {
  const closure = program.bodies[code]!;
  return closure.blocks.some(
    ({ terminator }) => terminator.kind === "call" && calleeText(closure, terminator.callee) === `this.${body.scope.at(-1)}`,
  );
}

function isNamed({ scope }: Body, method: Operand): boolean {
  const last = method.kind === "place" ? method.place.path.at(-1) : undefined;
  return last?.kind === "field" && last.name === scope.at(-1);
}
