/** In which orders a function takes locks: which one it waits for while it has which. */

import type { Body } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import type { BodyView } from "../body-view.ts";
import { lockKey, type LockPlace } from "./lock-place.ts";
import { takesUnder, type TakeUnder } from "./takes-under.ts";
import { takesIn, type Take } from "./takes.ts";

export interface LockOrder {
  readonly body: Body;
  readonly first: Take;
  readonly second: TakeUnder;
}

/** Of locks that others wait for. */
export function lockOrders(view: BodyView): readonly LockOrder[] {
  const { program } = view.knowledge;
  return takesIn(view.knowledge, view.body).flatMap((first) => {
    if (first.model.othersFail === true) return [];
    const key = orderKey(program, first.place);
    return takesUnder(view, first)
      .filter(({ model, place }) => model.othersFail !== true && orderKey(program, place) !== key)
      .map((second) => ({ body: view.body, first, second }));
  });
}

/** Two that take the same locks the other way round, and keep each other from going on. */
export function areOpposite(program: Program, one: LockOrder, other: LockOrder): boolean {
  return meet(program, one.first, other.second) && meet(program, one.second, other.first);
}

type Taken = Pick<Take, "place" | "model">;

function meet(program: Program, one: Taken, other: Taken): boolean {
  if (one.model.mode === "shared" && other.model.mode === "shared") return false;
  return orderKey(program, one.place) === orderKey(program, other.place);
}

/** What the function has before it takes either of the two: whoever else has to have it too is no rival. */
export function gatesOf(program: Program, order: LockOrder, all: readonly LockOrder[]): ReadonlySet<string> {
  const takesBefore = (gate: Take, { place }: Taken): boolean =>
    all.some(({ first, second }) => first === gate && orderKey(program, second.place) === orderKey(program, place));
  const gates = all.map(({ first }) => first).filter((gate) => takesBefore(gate, order.first) && takesBefore(gate, order.second));
  return new Set(gates.map(({ place }) => orderKey(program, place)));
}

/** The field of a class is the same lock for all of its methods, as far as order goes. */
export function orderKey(program: Program, place: LockPlace): string {
  const { root, path } = place;
  const holder = root.kind === "local" ? program.bodies[root.body] : undefined;
  if (root.kind !== "local" || holder?.locals[root.local]?.kind.kind !== "this") return lockKey(place);
  return [`${holder.file}#${holder.scope.at(-2) ?? ""}`, ...path].join(".");
}
