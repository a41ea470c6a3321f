/** What becomes of the owner when control leaves the body. */

import type { Block } from "@freehold/mir/body";
import { returnPlace } from "@freehold/mir/return-place";
import type { BodyFacts, Owner } from "../../facts/facts.ts";
import {
  containerValue,
  derivedValue,
  falsyValue,
  has,
  holdingValue,
  independentValue,
  ownerValue,
  pendingValue,
  truthyValue,
  union,
  workValue,
} from "../../facts/values.ts";
import { aliasesOf } from "./evidence.ts";
import type { Exit, LateUse, ReturnedValue } from "./outcome.ts";
import type { Recording } from "./recording.ts";
import { valueOf, type Disjunct, type Status } from "./state.ts";
import { tooLate } from "./draft.ts";

const carries = union(ownerValue, union(pendingValue, containerValue));

export function leave(facts: BodyFacts, owner: Owner, block: Block, disjunct: Disjunct, record: Recording): void {
  const { terminator } = block;
  if (terminator.kind === "return") return leaveByReturn(facts, owner, block, disjunct, record);
  if (terminator.kind === "resume") {
    const thrown = disjunct.way.thrown;
    return note(
      disjunct.status,
      {
        kind: "throw",
        span: thrown?.span ?? terminator.span,
        after: undefined,
        explicit: thrown?.explicit === true,
        status: disjunct.status,
      },
      record,
    );
  }
  if (terminator.kind === "closed")
    note(disjunct.status, { kind: "closed", span: terminator.span, after: undefined, explicit: false, status: disjunct.status }, record);
}

function leaveByReturn(facts: BodyFacts, owner: Owner, block: Block, disjunct: Disjunct, record: Recording): void {
  const { returning, thrown } = disjunct.way;
  const span = returning ?? block.terminator.span;
  const late = tooLate(disjunct.status);
  const how = returnedAs(facts, disjunct);
  if (late !== undefined && how !== undefined && !isIndependent(disjunct) && !isFinished(facts, owner, how, late))
    record.late({ span, how, member: "", status: late });
  record.returned({ span, as: returnedForm(disjunct, how) });
  const status: Status =
    (disjunct.status.kind === "live" && how !== undefined && how !== "work-returned" && !owner.using) ||
    (isLent(disjunct.status) && how === "returned")
      ? { kind: "given", at: span, how: "returned" }
      : disjunct.status;
  note(status, { kind: returning === undefined ? "end" : "return", span, after: thrown, explicit: true, status }, record);
}

/** `using page = …; return await page.evaluateHandle(run)`: what is returned may do without the page. */
function isIndependent(disjunct: Disjunct): boolean {
  const value = valueOf(disjunct, returnPlace);
  return has(value, independentValue) && !has(value, carries);
}

/** `return file.stat()` before `file.close()`, which waits for it; what others do with the file in several steps it does not see. */
function isFinished(facts: BodyFacts, owner: Owner, how: LateUse["how"], late: LateUse["status"]): boolean {
  const finishes = owner.type.model?.finishes;
  if (how !== "work-returned" || late.kind !== "released" || finishes === undefined) return false;
  const waits = late.member === "using" ? finishes.some((name) => name.startsWith("[Symbol.")) : finishes.includes(late.member);
  return waits && !isAtWorkElsewhere(facts, owner);
}

function isAtWorkElsewhere(facts: BodyFacts, owner: Owner): boolean {
  const aliases = aliasesOf(facts, owner);
  return [...facts.events.flat(2), ...facts.arrivals.flat()].some((event) => event.kind === "start" && aliases.has(event.from));
}

/** Whoever was given it has not kept it from being returned. */
function isLent(status: Status): boolean {
  return status.kind === "given" && status.how === "argument";
}

/** What is owned by somebody else, or over, is as good as something else. */
function returnedForm(disjunct: Disjunct, how: ReturnType<typeof returnedAs>): ReturnedValue["as"] {
  const value = valueOf(disjunct, returnPlace);
  if (!has(value, union(truthyValue, union(falsyValue, holdingValue)))) return "nothing";
  const owned = disjunct.status.kind === "live" || (disjunct.status.kind === "absent" && has(value, pendingValue));
  if (!owned || how === undefined || how === "work-returned") return "something else";
  if (how === "captured-returned") return "closure";
  if (has(value, containerValue)) return "part";
  if (has(value, derivedValue)) return "something else";
  return has(value, pendingValue) ? "promise" : "itself";
}

/** In what form the return value still reaches the owner. */
function returnedAs(
  facts: BodyFacts,
  disjunct: Disjunct,
): Extract<LateUse["how"], "returned" | "lent-returned" | "work-returned" | "captured-returned"> | undefined {
  const value = valueOf(disjunct, returnPlace);
  if (has(value, carries)) return "returned";
  if (has(value, derivedValue)) return "lent-returned";
  if (has(value, workValue)) return "work-returned";
  // What closures the return place may hold is known for the body as a whole; on this path it may hold none.
  const closure = has(value, truthyValue) ? facts.closures.get(returnPlace) : undefined;
  if (closure !== undefined && [...closure.captures].some((local) => has(valueOf(disjunct, local), holdingValue)))
    return "captured-returned";
  return undefined;
}

function note(status: Status, exit: Exit, record: Recording): void {
  if (status.kind === "absent" || status.kind === "lent") return;
  if (status.kind === "live") record.leak(exit);
  else record.safe(exit);
}
