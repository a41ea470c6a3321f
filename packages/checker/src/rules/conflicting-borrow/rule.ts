/** conflicting-borrow (E0499, E0502, E0503): a second exclusive borrow, or a shared one beside an exclusive. */

import type { Conflict } from "../../borrows/conflicts.ts";
import { conflictLabels, placeName } from "../../borrows/words.ts";
import { other, primary } from "../../explain/labels.ts";
import type { LentTwice } from "../../borrows/step.ts";
import { defineBorrowRule, type BorrowContext, type Description } from "../../rule.ts";

export const rule = defineBorrowRule<Conflict | LentTwice>({
  meta: {
    name: "conflicting-borrow",
    code: "E0499",
    otherCodes: ["E0502", "E0503"],
    summary: "a second exclusive borrow, or a shared one beside an exclusive",
  },
  find: ({ conflicts, faults }) => [
    ...conflicts.filter(({ access }) => clash(access.how) !== undefined),
    ...faults.filter((fault) => fault.kind === "lent-twice"),
  ],
  describe: (found, context) => ("kind" in found ? describeLentTwice(found, context) : describe(found, context)),
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

function describeLentTwice({ place, span, how, first }: LentTwice, { report: { facts } }: BorrowContext): Description {
  const name = placeName(facts.types.body, place);
  const isTwice = how === "exclusive" && first.how === "exclusive";
  return {
    code: isTwice ? "E0499" : "E0502",
    message: isTwice ? `${name} is borrowed exclusively twice by one call` : `${name} is borrowed and borrowed exclusively by one call`,
    labels: [other(first.span, lent[first.how]), primary(span, `${lent[how]} again`)],
    help: "Give it two objects, or one that it may look at and change",
  };
}

const lent = { shared: "lent here", exclusive: "lent exclusively here" } as const;
