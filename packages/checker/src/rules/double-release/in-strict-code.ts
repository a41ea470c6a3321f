/** In strict code a value that was disposed by hand is gone, and disposing it again is a fault. */

import type { UseAfterMove } from "../../borrows/moves.ts";
import { placeName } from "../../borrows/words.ts";
import { other, primary } from "../../explain/labels.ts";
import { defineBorrowRule, type BorrowContext, type Description, type Rule, type RuleMeta } from "../../rule.ts";

export function inStrictCode(meta: RuleMeta): Rule {
  return defineBorrowRule<UseAfterMove>({ meta, find: ({ moved }) => moved.filter(({ kind }) => kind === "ended-twice"), describe });
}

function describe({ access, move }: UseAfterMove, { report: { facts } }: BorrowContext): Description {
  const name = placeName(facts.types.body, access.place);
  const { span } = facts.steps[move]!;
  return {
    message: `${name} is disposed twice`,
    labels:
      span.start === access.span.start
        ? [primary(access.span, "disposed here on one turn of the loop, and again on the next")]
        : [other(span, "disposed here"), primary(access.span, "and disposed again here")],
    help: "Dispose it once, or bind it with `using` and leave that to the scope",
  };
}
