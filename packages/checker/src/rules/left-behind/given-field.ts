/** Whether a field holds what the object was given: somebody else made it, and it may outlive the object. */

import type { Body, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import type { Keeper, SlotUse } from "../../keepers/keeper.ts";
import { slotOf } from "../../keepers/slots.ts";

/** A field that the constructor fills with what it is given, and that no code of the class lets go of. */
export function isGivenField({ knowledge: { program }, body, keepers }: BodyView, keeper: Keeper, receiver: Operand): boolean {
  if (receiver.kind !== "place") return false;
  const slot = slotOf(program, keeper, body, receiver.place);
  if (slot?.depth !== "itself") return false;
  const uses = keepers.factsOf(keeper).uses.filter((use) => use.slot === slot.name && use.depth === "itself");
  const sets = uses.filter(({ how }) => how.kind === "set");
  return sets.length === 1 && sets.every(isFromParameter) && !uses.some(({ how }) => how.kind === "end" || how.kind === "cut");
}

function isFromParameter({ how, body }: SlotUse): boolean {
  return how.kind === "set" && how.value !== undefined && isParameter(body, how.value);
}

export function isParameter(body: Body, value: Operand): boolean {
  return body.kind === "constructor" && value.kind === "place" && body.locals[value.place.local]?.kind.kind === "param";
}
