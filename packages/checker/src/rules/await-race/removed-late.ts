/** An entry is found empty, an `await` passes, and the entry is removed: who came meanwhile is removed with it. */

import type { Block, Body, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { placeText } from "../../contracts/callee-path.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import { guardsOf, isLocked, looksAgain, waitsBefore, type Waiting } from "../../shared/across-await.ts";
import { callersOf } from "../../shared/callers.ts";
import type { SharedState } from "../../shared/shared-state.ts";
import { sharedWrites, type SharedWrite } from "../../shared/shared-writes.ts";
import type { Race } from "./race.ts";

export function removedLate(
  { body, file, knowledge }: BodyView,
  waiting: Waiting,
  siblings: () => readonly SharedState[],
): readonly Race[] {
  return waiting.writes.flatMap((write): readonly Race[] => {
    if (write.how !== "remove" || write.block.terminator.kind !== "call" || write.block.terminator.args.length !== 1) return [];
    const wait = waitsBefore(waiting, write.block.id).at(-1);
    if (wait === undefined || isLocked(waiting, wait) || looksAgain(waiting, wait, write.block.id)) return [];
    const guard = guardsOf(waiting, wait).findLast(({ keys, block }) => keys.has(write.key) && asksIfEmpty(body, block));
    if (guard === undefined || callersOf(knowledge.program, file, body) === "nobody") return [];
    const object = placeText(body, write.place);
    // Where the collection itself was asked, only the one member that is named is removed.
    if (object !== undefined && file.text.slice(guard.operand.span.start, guard.operand.span.end).includes(`${object}.`)) return [];
    const fill = fillOf(siblings(), write);
    if (fill === undefined) return [];
    return [
      {
        kind: "removed-late",
        tier: "definite",
        object: object ?? "the collection",
        check: guard.operand.span,
        wait: wait.block.terminator.span,
        write: write.span,
        putting: fill.state.body.name,
        at: fill.write.span,
      },
    ];
  });
}

function fillOf(
  siblings: readonly SharedState[],
  { key }: SharedWrite,
): { readonly state: SharedState; readonly write: SharedWrite } | undefined {
  for (const state of siblings) {
    const write = sharedWrites(state).find((candidate) => candidate.how === "put" && candidate.key === key);
    if (write !== undefined) return { state, write };
  }
  return undefined;
}

/** `set.size === 0`, `!list.length`. */
function asksIfEmpty(body: Body, { terminator }: Block): boolean {
  if (terminator.kind !== "branch") return false;
  const operand = terminator.operand;
  if (isCount(body, operand, 0)) return true;
  const value = operand.kind === "place" ? definitionsOf(body).values.get(operand.place.local) : undefined;
  if (value?.kind === "unary" && value.operator === "!") return isCount(body, value.operand, 0);
  if (value?.kind !== "binary" || !/^(?:===?|<=?|!==?|>)$/.test(value.operator)) return false;
  const [count, limit] = [value.left, value.right];
  return limit.kind === "constant" && limit.value.kind === "number" && limit.value.value <= 1 && isCount(body, count, 0);
}

/** Through the temporary of an optional chain: `set?.size`. */
function isCount(body: Body, operand: Operand, depth: number): boolean {
  if (operand.kind !== "place" || depth > 4) return false;
  const { local, path } = operand.place;
  const last = path.at(-1);
  if (last !== undefined) return last.kind === "field" && (last.name === "size" || last.name === "length");
  return body.blocks.some(({ statements }) =>
    statements.some(
      (statement) =>
        statement.kind === "assign" &&
        statement.target.local === local &&
        statement.target.path.length === 0 &&
        statement.value.kind === "use" &&
        isCount(body, statement.value.operand, depth + 1),
    ),
  );
}
