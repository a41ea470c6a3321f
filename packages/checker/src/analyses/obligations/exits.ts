/** What becomes of the owner when control leaves the body. */

import type { Block, LocalId } from "@freehold/mir/body";
import type { BodyFacts, Owner } from "../../facts/facts.ts";
import { containerValue, derivedValue, has, holdingValue, ownerValue, pendingValue, truthyValue, union, workValue } from "../../facts/values.ts";
import type { Exit, LateUse } from "./outcome.ts";
import type { Recording } from "./recording.ts";
import { valueOf, type Status } from "./state.ts";
import { tooLate, type Draft } from "./transfer.ts";

const returnPlace = 0 as LocalId;
const carries = union(union(ownerValue, pendingValue), union(containerValue, derivedValue));

export function leave(facts: BodyFacts, owner: Owner, block: Block, draft: Draft, record: Recording): void {
  const { terminator } = block;
  if (terminator.kind === "return") return leaveByReturn(facts, owner, block, draft, record);
  if (terminator.kind === "resume") {
    const thrown = draft.way.thrown;
    return note(draft.status, { kind: "throw", span: thrown?.span ?? terminator.span, after: undefined, explicit: thrown?.explicit === true, status: draft.status }, record);
  }
  if (terminator.kind === "closed") note(draft.status, { kind: "closed", span: terminator.span, after: undefined, explicit: false, status: draft.status }, record);
}

function leaveByReturn(facts: BodyFacts, owner: Owner, block: Block, draft: Draft, record: Recording): void {
  const { returning, thrown } = draft.way;
  const span = returning ?? block.terminator.span;
  const late = tooLate(draft.status);
  const how = returnedAs(facts, draft);
  if (late !== undefined && how !== undefined) record.late({ span, how, member: "", status: late });
  const status: Status = draft.status.kind === "live" && how !== undefined && how !== "work-returned" && !owner.using ? { kind: "given", at: span, how: "returned" } : draft.status;
  note(status, { kind: returning === undefined ? "end" : "return", span, after: thrown, explicit: true, status }, record);
}

/** In what form the return value still reaches the owner. */
function returnedAs(facts: BodyFacts, draft: Draft): Extract<LateUse["how"], "returned" | "work-returned" | "captured-returned"> | undefined {
  const value = valueOf(draft, returnPlace);
  if (has(value, carries)) return "returned";
  if (has(value, workValue)) return "work-returned";
  // What closures the return place may hold is known for the body as a whole; on this path it may hold none.
  const closure = has(value, truthyValue) ? facts.closures.get(returnPlace) : undefined;
  if (closure !== undefined && [...closure.captures].some((local) => has(valueOf(draft, local), holdingValue))) return "captured-returned";
  return undefined;
}

function note(status: Status, exit: Exit, record: Recording): void {
  if (status.kind === "absent" || status.kind === "lent") return;
  if (status.kind === "live") record.leak(exit);
  else record.safe(exit);
}
