/** Tells a local by itself from a path into one. */

import type { LocalId, Operand } from "@freehold/mir/body";

/** Absent for constants, and for values that are reached through fields: those have owners of their own. */
export function wholeLocal(operand: Operand): LocalId | undefined {
  return operand.kind === "place" && operand.place.path.length === 0 ? operand.place.local : undefined;
}
