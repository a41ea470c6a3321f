/**
 * Locals that are owned because of what is done with them: what the collector owns is nobody's in particular, until it is given to
 * somebody who says `Own`. From there on it is theirs, as if its declaration had said `Own` as well.
 */

import type { LocalId, Operand } from "@freehold/mir/body";
import type { BodyTypes } from "./typing.ts";

/** O(nodes of the body). */
export function givenAway(types: BodyTypes): ReadonlySet<LocalId> {
  const given = new Set<LocalId>();
  for (const { statements, terminator } of types.body.blocks) {
    if (terminator.kind === "return") continue;
    for (const node of [...statements, terminator]) {
      for (const { operand, expected, mode } of types.inputs(node)) {
        const local = expected?.kind === "own" && mode === "value" ? ofTheCollector(types, operand) : undefined;
        if (local !== undefined) given.add(local);
      }
    }
  }
  return given;
}

function ofTheCollector(types: BodyTypes, operand: Operand): LocalId | undefined {
  if (operand.kind !== "place" || operand.place.path.length > 0) return undefined;
  const { local } = operand.place;
  return types.body.locals[local]!.kind.kind === "binding" && types.localType(local).kind === "copy" ? local : undefined;
}
