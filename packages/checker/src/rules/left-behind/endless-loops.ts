/** Methods and closures of an object with an end that call themselves again and again, by frames or timers whose handles nobody has. */

import type { Block, Body, BodyId, LocalId, Operand } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import type { BodyView } from "../../body-view.ts";
import { calleeText } from "../../contracts/callee-path.ts";
import type { Call } from "../../contracts/resolve.ts";
import { globalCalls } from "../../explain/calls.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import { isUnread } from "../../facts/unread.ts";
import { isEndingMethod } from "../../keepers/ending-methods.ts";
import type { KeeperFacts } from "../../keepers/keeper-facts.ts";
import { originOf } from "../../keepers/slots.ts";
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
  if (mayStop(keepers.factsOf(ended.keeper), body, again)) return [];
  return again.map(({ span }) => ({ kind: "endless-loop", tier: "maybe", span, object: ended.keeper.name, end: ended.end }));
}

/** Whatever a method asks of its object may be how it is stopped; a closure is, where it can be over without asking for another turn. */
function mayStop({ uses }: KeeperFacts, body: Body, again: readonly Call[]): boolean {
  if (body.kind === "method") return uses.some(({ body: by, how }) => by === body && how.kind === "test");
  const asks = ({ terminator }: Block): boolean => again.some((call) => call === terminator);
  const [entry] = body.blocks;
  const without = reachableFrom(body, [entry!.id], ({ kind }, from) => kind !== "unwind" && !asks(body.blocks[from]!));
  return [...without].some((id) => body.blocks[id]!.terminator.kind === "return");
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
  if (local !== undefined && isOwnName(view, local)) return true;
  const [bound] = local === undefined ? [] : (calls.get(local) ?? []);
  if (bound?.callee.kind === "method" && bound.callee.name === "bind") return isNamed(body, bound.callee.receiver);
  return isNamed(body, value?.kind === "use" ? value.operand : callback);
}

function callsIt(view: BodyView, code: BodyId): boolean {
  const closure = view.knowledge.program.bodies[code]!;
  return closure.blocks.some(({ terminator }) => {
    if (terminator.kind !== "call") return false;
    const { callee } = terminator;
    const called = callee.kind === "value" ? wholeLocal(callee.operand) : undefined;
    return calleeText(closure, callee) === `this.${view.body.scope.at(-1)}` || (called !== undefined && isOwnName(view, called, closure));
  });
}

/** `const draw = () => { …; requestAnimationFrame(draw); }`. */
function isOwnName({ body, knowledge: { program } }: BodyView, local: LocalId, within: Body = body): boolean {
  const origin = originOf(program, within, local);
  const value = definitionsOf(origin.body).values.get(origin.local);
  return origin.body.id === body.parent && value?.kind === "closure" && value.bodies.includes(body.id);
}

function isNamed({ scope }: Body, method: Operand): boolean {
  const last = method.kind === "place" ? method.place.path.at(-1) : undefined;
  return last?.kind === "field" && last.name === scope.at(-1);
}
