/** Whether code still uses what it was given while it waits, or afterwards: a call that it awaits is given it, or one behind an `await`. */

import type { BlockId, Body, LocalId } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import { remembering } from "@freehold/mir/remembering";
import { operandsOf } from "@freehold/mir/walk";

export function usesLate(code: Body, local: LocalId): boolean {
  const { awaited, behind } = waitsOf(code);
  return code.blocks.some(({ id, terminator }) => {
    if (terminator.kind !== "call" || !(behind.has(id) || awaited.has(terminator.destination.local))) return false;
    return operandsOf(terminator).some((operand) => operand.kind === "place" && operand.place.local === local);
  });
}

interface Waits {
  readonly awaited: ReadonlySet<LocalId>;
  readonly behind: ReadonlySet<BlockId>;
}

const waitsOf: (code: Body) => Waits = remembering((code: Body) => {
  const waits = code.blocks.flatMap(({ terminator }) => (terminator.kind === "await" ? [terminator] : []));
  return {
    awaited: new Set(waits.flatMap(({ operand }) => (operand.kind === "place" ? [operand.place.local] : []))),
    behind: reachableFrom(
      code,
      waits.map(({ target }) => target),
    ),
  };
});
