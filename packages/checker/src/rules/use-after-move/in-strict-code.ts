/** In strict code every owned value moves, and a place that may have been moved cannot be used. */

import type { UseAfterMove } from "../../borrows/moves.ts";
import { placeName } from "../../borrows/words.ts";
import { other, primary } from "../../explain/labels.ts";
import { defineBorrowRule, type BorrowContext, type Description, type Rule, type RuleMeta } from "../../rule.ts";

export function inStrictCode(meta: RuleMeta): Rule {
  return defineBorrowRule<UseAfterMove>({ meta, find: ({ moved }) => moved.filter(({ kind }) => kind === "given"), describe });
}

function describe({ access, move, sure }: UseAfterMove, { report: { facts } }: BorrowContext): Description {
  const { body } = facts.types;
  const { span, moves } = facts.steps[move]!;
  const name = placeName(body, access.place);
  const part = moves === undefined || moves.path.length <= access.place.path.length ? "" : `, and ${placeName(body, moves)} with it`;
  const isSame = span.start === access.span.start && span.end === access.span.end;
  const verb = access.how === "write" ? "assigned" : "used";
  return {
    message: `${name} is ${verb} after it ${sure ? "was" : "may have been"} given away`,
    labels: isSame
      ? [primary(access.span, "given away here on one turn of the loop, and again on the next")]
      : [
          other(span, part === "" ? "given away here" : `given away in part here${part.replace(", and ", ": ").replace(" with it", "")}`),
          primary(access.span, `${verb} here${span.start > access.span.start ? ", on the next turn of the loop" : ""}`),
        ],
    help: "Use it before it is given away, lend it with `ref` instead, or give a clone",
  };
}
