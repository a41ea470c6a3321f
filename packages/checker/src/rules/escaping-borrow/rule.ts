/** escaping-borrow (E0515, E0521, E0621): a result, a parameter or a field would outlive what it borrows. */

import type { Span } from "@freehold/diagnostics/span";
import type { Local } from "@freehold/mir/body";
import { outlivesCapture, type Conflict } from "../../borrows/conflicts.ts";
import type { Escape } from "../../borrows/escapes.ts";
import { staticRegion } from "../../borrows/instantiate.ts";
import { placeName } from "../../borrows/words.ts";
import { primary } from "../../explain/labels.ts";
import { defineBorrowRule, type BorrowContext, type Description } from "../../rule.ts";

type Finding =
  | { readonly kind: "local"; readonly conflict: Conflict }
  | { readonly kind: "lifetime"; readonly escape: Escape }
  /** What one call of a closure is lent. */
  | { readonly kind: "behind"; readonly span: Span }
  /** A promise that nobody waits for. */
  | { readonly kind: "floating"; readonly promise: Local };

export const rule = defineBorrowRule<Finding>({
  meta: {
    name: "escaping-borrow",
    code: "E0515",
    otherCodes: ["E0521", "E0621"],
    summary: "a result or parameter would outlive what it borrows",
  },
  find: ({ conflicts, escapes, leftBehind, floating }) => [
    ...conflicts
      .filter((conflict) => conflict.access.how === "end" && conflict.returned !== undefined && !outlivesCapture(conflict))
      .map((conflict): Finding => ({ kind: "local", conflict })),
    ...escapes.map((escape): Finding => ({ kind: "lifetime", escape })),
    ...leftBehind.map((span): Finding => ({ kind: "behind", span })),
    ...floating.map((promise): Finding => ({ kind: "floating", promise })),
  ],
  describe,
});

function describe(finding: Finding, { report: { facts } }: BorrowContext): Description {
  const { body, universals } = facts.types;
  if (finding.kind === "local") {
    const { loan, returned = loan.span } = finding.conflict;
    const name = placeName(body, { ...loan.place, path: [] });
    return {
      message: `a borrow of ${name} outlives the function that owns it`,
      labels: [primary(returned, `the borrow is handed to the caller here, and ${name} ends with the function`)],
      help: "Return the value itself, or borrow from something that the caller lends",
    };
  }
  if (finding.kind === "floating") {
    const { name, span } = finding.promise;
    const promise = name === "" ? "a promise" : `\`${name}\``;
    return {
      code: "E0521",
      message: `nobody waits for ${promise}, which keeps what it was lent`,
      labels: [primary(span, "it may still run, and use the borrow, when the function has returned")],
      help: "Await it, or return it",
    };
  }
  if (finding.kind === "behind") {
    return {
      code: "E0521",
      message: "what the closure is lent stays behind when its call is over",
      labels: [primary(finding.span, "it goes where it outlives the call, and the borrow is for the call alone")],
      help: "Keep a clone, or give back what is needed of it",
    };
  }
  const { from, into, span } = finding.escape;
  const named = (region: typeof from): string => {
    const name = universals.names.get(region);
    return name === undefined ? "a lifetime without a name" : `\`${name}\``;
  };
  if (into === staticRegion) {
    return {
      code: "E0521",
      message: `a borrow with ${named(from)} goes where it may be kept forever`,
      labels: [primary(span, "whoever gets it here may use it after the function has returned, and after the owner has ended")],
      help: "Give it something that it can own: the value itself, or a clone",
    };
  }
  return {
    code: "E0621",
    message: `a borrow with ${named(from)} goes where one with ${named(into)} is promised`,
    labels: [primary(span, "nothing says that the one lives as long as the other")],
    help: "Give both the same lifetime parameter, or say which one lives longer: `B extends A`",
  };
}
