/** A limit is compared before an `await` and the count raised after it: all who come meanwhile find the same room. */

import type { Body, Operand, Place, Rvalue, Statement } from "@freehold/mir/body";
import { dominates } from "@freehold/mir/cfg/dominators";
import type { BodyView } from "../../body-view.ts";
import { closureArguments } from "../../contracts/callbacks.ts";
import { placeText } from "../../contracts/callee-path.ts";
import { comesBefore, isLocked, looksAgain, waitsBefore, type Wait, type Waiting } from "../../shared/across-await.ts";
import { callersOf } from "../../shared/callers.ts";
import type { SharedState } from "../../shared/shared-state.ts";
import type { Race } from "./race.ts";

/** One change of a count: `this.active++`. */
interface Step {
  readonly counter: string;
  readonly place: Place;
  readonly block: Body["blocks"][number];
  readonly index: number;
  readonly span: Statement["span"];
}

export function countedLate(
  { body, file, knowledge }: BodyView,
  waiting: Waiting,
  siblings: () => readonly SharedState[],
): readonly Race[] {
  const { state } = waiting;
  const steps = stepsIn(state, "+");
  if (steps.length === 0 || callersOf(knowledge.program, file, body) === "nobody") return [];
  return steps.flatMap((step): readonly Race[] => {
    const wait = waitsBefore(waiting, step.block.id).findLast((each) => !isLocked(waiting, each));
    const check = wait && checkBefore(knowledge.program.bodies, waiting, wait, step.counter);
    if (wait === undefined || check === undefined || looksAgain(waiting, wait, step.block.id)) return [];
    if (steps.some((other) => other.counter === step.counter && comesBefore(waiting, wait, other))) return [];
    // What only grows counts attempts, pages or hits, one after the other.
    const lowered = siblings().flatMap((sibling) => stepsIn(sibling, "-").filter(({ counter }) => counter === step.counter));
    const [back] = [...stepsIn(state, "-").filter(({ counter }) => counter === step.counter), ...lowered];
    if (back === undefined) return [];
    const object = placeText(body, step.place) ?? "the count";
    return [{ kind: "counted-late", tier: "definite", object, check, wait: wait.block.terminator.span, write: step.span, at: back.span }];
  });
}

export function raisesCount(state: SharedState): boolean {
  return stepsIn(state, "+").length > 0;
}

function stepsIn(state: SharedState, operator: "+" | "-"): readonly Step[] {
  return state.body.blocks.flatMap((block) =>
    block.statements.flatMap((statement, index): readonly Step[] => {
      if (statement.kind !== "assign" || !isByOne(statement.target, statement.value, operator)) return [];
      const counter = counterOf(state, statement.target);
      return counter === undefined ? [] : [{ counter, place: statement.target, block, index, span: statement.span }];
    }),
  );
}

function isByOne(target: Place, value: Rvalue, operator: "+" | "-"): boolean {
  if (value.kind !== "binary" || value.operator !== operator || value.left.kind !== "place" || value.right.kind !== "constant")
    return false;
  return value.right.value.kind === "number" && value.right.value.value === 1 && isSame(value.left.place, target);
}

function isSame(a: Place, b: Place): boolean {
  return a.local === b.local && JSON.stringify(a.path) === JSON.stringify(b.path);
}

/** Shared by itself; or a field of one of many, by its name. */
function counterOf(state: SharedState, place: Place): string | undefined {
  const last = place.path.at(-1);
  return state.key(place) ?? (last?.kind === "field" ? `.${last.name}` : undefined);
}

/** Where it is compared on each way to the `await`: here, or in a callback that picks one of many. */
function checkBefore(bodies: readonly Body[], { state, tree }: Waiting, wait: Wait, counter: string): Step["span"] | undefined {
  for (const block of state.body.blocks) {
    if (!dominates(tree, block.id, wait.block.id)) continue;
    const here = block.statements.find((statement) => compares(statement, (operand) => isCounter(state, operand, counter)));
    if (here !== undefined) return here.span;
    const picks = closureArguments(block).some(
      (id) =>
        id !== undefined &&
        bodies[id]?.blocks.some(({ statements }) =>
          statements.some((statement) => compares(statement, (operand) => isFieldOf(bodies[id]!, operand, counter))),
        ),
    );
    if (picks) return block.terminator.span;
  }
  return undefined;
}

function compares(statement: Statement, isCount: (operand: Operand) => boolean): boolean {
  if (statement.kind !== "assign" || statement.value.kind !== "binary" || !/^[<>]=?$/.test(statement.value.operator)) return false;
  return isCount(statement.value.left) || isCount(statement.value.right);
}

function isCounter(state: SharedState, operand: Operand, counter: string): boolean {
  return operand.kind === "place" && counterOf(state, operand.place) === counter;
}

/** `({ active }) => active < most` compares the field as well. */
function isFieldOf(closure: Body, operand: Operand, counter: string): boolean {
  if (operand.kind !== "place") return false;
  const { local, path } = operand.place;
  const last = path.at(-1);
  if (last !== undefined) return last.kind === "field" && counter === `.${last.name}`;
  return closure.blocks.some(({ statements }) =>
    statements.some(
      (statement) =>
        statement.kind === "assign" &&
        statement.target.local === local &&
        statement.value.kind === "use" &&
        statement.value.operand.kind === "place" &&
        statement.value.operand.place.path.length > 0 &&
        isFieldOf(closure, statement.value.operand, counter),
    ),
  );
}
