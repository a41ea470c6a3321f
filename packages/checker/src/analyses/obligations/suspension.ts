/** Notes where the body stands still while the owner is held, for types that must not be held then. */

import type { Terminator } from "@freehold/mir/body";
import type { Owner } from "../../facts/facts.ts";
import type { Suspension } from "./outcome.ts";
import type { Recording } from "./recording.ts";
import type { Disjunct } from "./state.ts";

export function noteSuspension(owner: Owner, terminator: Terminator, { status }: Disjunct, record: Recording): void {
  if (status.kind !== "live" || owner.type.model?.acrossAwait === undefined) return;
  const how = suspends(terminator);
  if (how !== undefined) record.suspended({ span: terminator.span, how });
}

function suspends(terminator: Terminator): Suspension["how"] | undefined {
  switch (terminator.kind) {
    case "await":
      return "await";
    case "next":
      return terminator.async ? "await" : undefined;
    case "drop":
      return terminator.how === "async-dispose" ? "async-dispose" : undefined;
    case "yield":
      return "yield";
    default:
      return undefined;
  }
}
