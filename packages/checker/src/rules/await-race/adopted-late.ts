/** What an `await` brought is kept in a place that was ended meanwhile: the ending saw the old value, and nobody sees the new one. */

import type { Block } from "@freehold/mir/body";
import { dominates, dominators } from "@freehold/mir/cfg/dominators";
import type { BodyView } from "../../body-view.ts";
import { placeText } from "../../contracts/callee-path.ts";
import { comesAfter, guardsOf, isLocked, looksAgain, waitOf, type Wait, type Waiting } from "../../shared/across-await.ts";
import { endingsOf } from "../../shared/siblings.ts";
import type { SharedState } from "../../shared/shared-state.ts";
import { sharedWrites, type SharedWrite } from "../../shared/shared-writes.ts";
import type { Race } from "./race.ts";

export function adoptedLate({ body }: BodyView, waiting: Waiting, siblings: () => readonly SharedState[]): readonly Race[] {
  return waiting.writes.flatMap((write): readonly Race[] => {
    const wait = write.how === "assign" ? waitOf(waiting, write) : undefined;
    if (wait?.call === undefined || isLocked(waiting, wait) || looksAgain(waiting, wait, write.block.id)) return [];
    const object = placeText(body, write.place);
    const guards = guardsOf(waiting, wait);
    for (const sibling of siblings()) {
      const ending = endingOf(sibling, write.key);
      const flagged = ending && flagsOf(sibling).find((flag) => guards.some(({ keys }) => keys.has(flag.key)));
      if (object === undefined || ending === undefined || flagged === undefined || isLookedAtLater(waiting, wait, flagged.key)) continue;
      const check = guards.findLast(({ keys }) => keys.has(flagged.key))?.operand.span;
      const flag = placeText(sibling.body, flagged.place) ?? "the flag";
      return [
        {
          kind: "adopted-late",
          tier: "definite",
          object,
          check,
          wait: wait.block.terminator.span,
          write: write.span,
          flag,
          ending: sibling.body.name,
          at: ending.terminator.span,
        },
      ];
    }
    return [];
  });
}

/** The block that ends the place, unless it waits first: that may be for the very work that is under way. */
function endingOf(sibling: SharedState, key: string): Block | undefined {
  const [ending] = endingsOf(sibling, key);
  if (ending === undefined) return undefined;
  const tree = dominators(sibling.body);
  const waits = sibling.body.blocks.some(({ id, terminator }) => terminator.kind === "await" && dominates(tree, id, ending.id));
  return waits ? undefined : ending;
}

/** `this.destroyed = true`. */
function flagsOf(sibling: SharedState): readonly SharedWrite[] {
  return sharedWrites(sibling).filter(
    ({ how, value }) =>
      how === "assign" &&
      value?.kind === "use" &&
      value.operand.kind === "constant" &&
      value.operand.value.kind === "boolean" &&
      value.operand.value.value,
  );
}

/** `this.socket = socket; if (this.destroyed) socket.destroy();` */
function isLookedAtLater(waiting: Waiting, wait: Wait, key: string): boolean {
  const { state } = waiting;
  return state.body.blocks.some(
    (block) => block.terminator.kind === "branch" && state.readBy(block.terminator.operand).has(key) && comesAfter(waiting, wait, block),
  );
}
