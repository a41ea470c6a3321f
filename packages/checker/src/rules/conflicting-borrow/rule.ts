/** conflicting-borrow (E0499, E0502, E0503): a second exclusive borrow, or a shared one beside an exclusive. */

import type { Conflict } from "../../borrows/conflicts.ts";
import { conflictLabels, placeName } from "../../borrows/words.ts";
import { defineBorrowRule, type BorrowContext, type Description } from "../../rule.ts";

export const rule = defineBorrowRule<Conflict>({
  meta: {
    name: "conflicting-borrow",
    code: "E0499",
    otherCodes: ["E0502", "E0503"],
    summary: "a second exclusive borrow, or a shared one beside an exclusive",
  },
  find: ({ conflicts }) => conflicts.filter(({ access }) => clash(access.how) !== undefined),
  describe,
});

function clash(how: Conflict["access"]["how"]): "read" | "shared" | "exclusive" | undefined {
  switch (how) {
    case "read":
    case "test":
      return "read";
    case "shared":
      return how;
    case "exclusive":
    case "reserve":
    case "activate":
      return "exclusive";
    case "move":
    case "write":
    case "end":
      return undefined;
  }
}

function describe(conflict: Conflict, { report: { facts } }: BorrowContext): Description {
  const { access, loan } = conflict;
  const name = placeName(facts.types.body, access.place);
  const isShared = loan.how === "shared";
  switch (clash(access.how)) {
    case "read":
      return {
        code: "E0503",
        message: `${name} is read while it is borrowed exclusively`,
        labels: conflictLabels(facts, conflict, "read here"),
        help: "Read it before it is borrowed, or through the borrow",
      };
    case "shared":
      return {
        code: "E0502",
        message: `${name} is borrowed while it is borrowed exclusively`,
        labels: conflictLabels(facts, conflict, "borrowed again here"),
        help: "Finish with the exclusive borrow first, or read through it",
      };
    default:
      return {
        code: isShared ? "E0502" : "E0499",
        message: isShared ? `${name} is borrowed exclusively while it is borrowed` : `${name} is borrowed exclusively twice at a time`,
        labels: conflictLabels(facts, conflict, isShared ? "borrowed exclusively here" : "borrowed exclusively again here"),
        help: isShared ? "Finish reading first, or read what is needed into a variable" : "Finish with the first borrow before the second",
      };
  }
}
