/** moved-while-borrowed (E0505): a value is given away while somebody borrows it. */

import type { Conflict } from "../../borrows/conflicts.ts";
import { conflictLabels, placeName } from "../../borrows/words.ts";
import { defineBorrowRule, type BorrowContext, type Description } from "../../rule.ts";

export const rule = defineBorrowRule<Conflict>({
  meta: { name: "moved-while-borrowed", code: "E0505", summary: "a borrowed value is given away" },
  find: ({ conflicts }) => conflicts.filter(({ access }) => access.how === "move"),
  describe,
});

function describe(conflict: Conflict, { report: { facts } }: BorrowContext): Description {
  return {
    message: `${placeName(facts.types.body, conflict.access.place)} is given away while it is borrowed`,
    labels: conflictLabels(facts, conflict, "given away here"),
    why: "Whoever has it now may end it at any time, and the borrow would be of something that is gone.",
    help: "Give it away when the borrow is no longer used, or lend it with `ref`",
  };
}
