/** A promise is looked for, something else is awaited, and only then is the promise kept: all who come meanwhile begin once more. */

import type { BlockId, Body } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import type { BodyView } from "../../body-view.ts";
import { calleePath, placeText } from "../../contracts/callee-path.ts";
import { definitionsOf, sourceCall } from "../../facts/definitions.ts";
import { guardsOf, isLocked, looksAgain, type Wait, type Waiting } from "../../shared/across-await.ts";
import { callersOf } from "../../shared/callers.ts";
import type { SharedWrite } from "../../shared/shared-writes.ts";
import { wholeLocal } from "../../whole-local.ts";
import { isUnderWay } from "./acquired-twice.ts";
import type { Race } from "./race.ts";

export function keptLate(view: BodyView, waiting: Waiting): readonly Race[] {
  const { body, file, knowledge } = view;
  return waiting.writes.flatMap((write): readonly Race[] => {
    const object = placeText(body, write.place);
    if (write.how !== "assign" || object === undefined || !keepsPromise(view, write, object)) return [];
    const passed = waitsOnTheWay(body, write.block.id).flatMap((wait) => {
      const guard =
        isLocked(waiting, wait) || isUnderWay(waiting, wait)
          ? undefined
          : guardsOf(waiting, wait).findLast(({ keys }) => keys.has(write.key));
      return guard === undefined || looksAgain(waiting, wait, write.block.id) ? [] : [{ wait, guard }];
    });
    const [first] = passed;
    if (first === undefined || callersOf(knowledge.program, file, body) === "nobody") return [];
    const { wait, guard } = first;
    return [{ kind: "kept-late", tier: "maybe", object, check: guard.operand.span, wait: wait.block.terminator.span, write: write.span }];
  });
}

/** What a call gives is stored as it is, a promise by its name, or made in place. */
function keepsPromise({ body, knowledge }: BodyView, { value, index, block }: SharedWrite, object: string): boolean {
  const { statements, terminator } = block;
  const local = value?.kind === "use" ? wholeLocal(value.operand) : undefined;
  const call = terminator.kind === "call" && index === statements.length ? terminator : local && sourceCall(definitionsOf(body), local);
  if (call === undefined) return false;
  return /promise$/i.test(object) || calleePath(knowledge.program, body, call.callee)?.path[0] === "Promise";
}

/** On some way to the block; not on every one, for whoever comes by one of them is late. */
function waitsOnTheWay(body: Body, goal: BlockId): readonly Wait[] {
  return body.blocks.flatMap((block): readonly Wait[] => {
    if (block.terminator.kind !== "await" || block.id === goal) return [];
    const onward = reachableFrom(body, [block.terminator.target], ({ kind }) => kind !== "unwind");
    return onward.has(goal) ? [{ block: { ...block, terminator: block.terminator }, call: undefined }] : [];
  });
}
