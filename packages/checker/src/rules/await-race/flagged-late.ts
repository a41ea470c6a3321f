/** What is made is kept at once, but the flag that holds others back is set after an `await`: whoever comes meanwhile puts one over it. */

import { dominates } from "@freehold/mir/cfg/dominators";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import type { BodyView } from "../../body-view.ts";
import { calleeText, placeText } from "../../contracts/callee-path.ts";
import type { Call } from "../../contracts/resolve.ts";
import type { Owner } from "../../facts/facts.ts";
import { guardsOf, isLocked, waitsBefore, type Guard, type Wait, type Waiting } from "../../shared/across-await.ts";
import { callersOf } from "../../shared/callers.ts";
import { endingsOf } from "../../shared/siblings.ts";
import type { SharedState } from "../../shared/shared-state.ts";
import type { SharedWrite } from "../../shared/shared-writes.ts";
import type { Race } from "./race.ts";

export function flaggedLate(view: BodyView, waiting: Waiting, siblings: () => readonly SharedState[]): readonly Race[] {
  const { body, file, knowledge } = view;
  const flags = waiting.writes.filter(isFlag);
  if (flags.length === 0) return [];
  return waiting.writes.flatMap((write): readonly Race[] => {
    const made = write.how === "assign" && !isFlag(write) ? madeFor(view, write) : undefined;
    const late = made === undefined ? undefined : lateFlag(waiting, write, flags);
    const object = placeText(body, write.place);
    if (made === undefined || late === undefined || object === undefined || isLocked(waiting, late.wait)) return [];
    if (endingsOf(waiting.state, write.key).length > 0) return [];
    if (callersOf(knowledge.program, file, body) === "nobody") return [];
    if (!siblings().some((sibling) => endingsOf(sibling, write.key).length > 0)) return [];
    return [
      {
        kind: "flagged-late",
        tier: "maybe",
        object,
        what: made.owner.type.what,
        by: calleeText(body, made.call.callee),
        check: late.guard.operand.span,
        wait: late.wait.block.terminator.span,
        write: write.span,
        at: late.flag.span,
      },
    ];
  });
}

/** `this.state = "connected"`, `this.running = true`. */
function isFlag({ how, value }: SharedWrite): boolean {
  return (
    how === "assign" && value?.kind === "use" && value.operand.kind === "constant" && /^(?:boolean|string)$/.test(value.operand.value.kind)
  );
}

/** The owner that is written as it is made. */
function madeFor(
  { facts, body }: BodyView,
  { block, index, value }: SharedWrite,
): { readonly owner: Owner; readonly call: Call } | undefined {
  const stored =
    value?.kind === "use" && value.operand.kind === "place" && value.operand.place.path.length === 0
      ? value.operand.place.local
      : undefined;
  for (const owner of facts.owners) {
    const made = body.blocks[owner.point.block]?.terminator;
    if (owner.origin.kind !== "acquired" || owner.type.strength === "none" || made?.kind !== "call") continue;
    const written = owner.point.block === block.id && owner.point.index === index;
    if (written || (made.target === block.id && made.destination.path.length === 0 && made.destination.local === stored))
      return { owner, call: made };
  }
  return undefined;
}

interface LateFlag {
  readonly guard: Guard;
  readonly wait: Wait;
  readonly flag: SharedWrite;
}

/** The flag that was looked at before the value was made, and is set after an `await` behind it, where nothing else holds others back. */
function lateFlag(waiting: Waiting, write: SharedWrite, flags: readonly SharedWrite[]): LateFlag | undefined {
  const { state, tree } = waiting;
  for (const flag of flags) {
    const wait = waitsBefore(waiting, flag.block.id).find(({ block }) => dominates(tree, write.block.id, block.id));
    if (wait === undefined) continue;
    const guards = guardsOf(waiting, wait);
    const guard = guards.find(({ keys, block }) => keys.has(flag.key) && dominates(tree, block.id, write.block.id));
    const before = waiting.writes.filter(({ block }) => reachableFrom(state.body, [block.id]).has(wait.block.id));
    if (guard !== undefined && !before.some(({ key }) => guards.some(({ keys }) => keys.has(key)))) return { guard, wait, flag };
  }
  return undefined;
}
