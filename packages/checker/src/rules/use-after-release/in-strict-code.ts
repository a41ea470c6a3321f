/** In strict code a value that was disposed by hand is gone for every later use. */

import type { UseAfterMove } from "../../borrows/moves.ts";
import { placeName } from "../../borrows/words.ts";
import { other, primary } from "../../explain/labels.ts";
import { defineBorrowRule, type BorrowContext, type Description, type Rule, type RuleMeta } from "../../rule.ts";

export function inStrictCode(meta: RuleMeta): Rule {
  return defineBorrowRule<UseAfterMove>({ meta, find: ({ moved }) => moved.filter(({ kind }) => kind === "ended"), describe });
}

function describe({ access, move, sure }: UseAfterMove, { report: { facts } }: BorrowContext): Description {
  const name = placeName(facts.types.body, access.place);
  const { span } = facts.steps[move]!;
  return {
    message: `${name} is used after it ${sure ? "was" : "may have been"} disposed`,
    labels: [
      other(span, "disposed here"),
      primary(access.span, `used here${span.start > access.span.start ? ", on the next turn of the loop" : ""}`),
    ],
    help: "Use it before it is disposed, or bind it with `using` and leave that to the scope",
  };
}
