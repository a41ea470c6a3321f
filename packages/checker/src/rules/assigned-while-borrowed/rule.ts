/** assigned-while-borrowed (E0506): a place gets a new value while somebody borrows the old one. */

import type { Conflict } from "../../borrows/conflicts.ts";
import { conflictLabels, placeName } from "../../borrows/words.ts";
import { defineBorrowRule, type BorrowContext, type Description } from "../../rule.ts";

export const rule = defineBorrowRule<Conflict>({
  meta: { name: "assigned-while-borrowed", code: "E0506", summary: "a borrowed place gets a new value" },
  find: ({ conflicts }) => conflicts.filter(({ access }) => access.how === "write"),
  describe,
});

function describe(conflict: Conflict, { report: { facts } }: BorrowContext): Description {
  return {
    message: `${placeName(facts.types.body, conflict.access.place)} is assigned while it is borrowed`,
    labels: conflictLabels(facts, conflict, "assigned here"),
    help: "Assign it when the borrow is no longer used, or change it through the borrow",
  };
}
