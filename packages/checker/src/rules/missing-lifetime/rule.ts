/** missing-lifetime (E0106): a result borrows, and nothing says from which parameter. */

import { primary } from "../../explain/labels.ts";
import { defineBorrowRule, type Description } from "../../rule.ts";
import type { Span } from "@freehold/diagnostics/span";

export const rule = defineBorrowRule<Span>({
  meta: { name: "missing-lifetime", code: "E0106", summary: "strict: a result borrows, and nothing says from which parameter" },
  find({ facts: { types } }) {
    const { missesLifetime, resultSpan } = types.universals;
    return missesLifetime && resultSpan !== undefined ? [resultSpan] : [];
  },
  describe,
});

function describe(span: Span): Description {
  return {
    message: "the result is a borrow, and nothing says of what",
    labels: [primary(span, "a borrow from one of several parameters, or from none")],
    help: "Give the result and what it borrows from one lifetime: `<A extends Lifetime>(x: Ref<T, A>): Ref<T, A>`, or return the value itself",
  };
}
