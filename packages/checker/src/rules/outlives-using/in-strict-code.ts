/** In strict code the end of an owner's scope is its end, and no borrow of it may be used later. */

import { outlivesCapture, type Conflict } from "../../borrows/conflicts.ts";
import { endLabels, placeName } from "../../borrows/words.ts";
import { defineBorrowRule, type BorrowContext, type Description, type Rule, type RuleMeta } from "../../rule.ts";

export function inStrictCode(meta: RuleMeta): Rule {
  return defineBorrowRule<Conflict>({
    meta,
    find: ({ conflicts }) => conflicts.filter((each) => each.access.how === "end" && each.returned === undefined && !outlivesCapture(each)),
    describe,
  });
}

function describe(conflict: Conflict, { report: { facts } }: BorrowContext): Description {
  const name = placeName(facts.types.body, conflict.access.place);
  const isTemporary = facts.types.body.locals[conflict.access.place.local]?.kind.kind === "temporary";
  if (isTemporary) {
    return {
      code: "E0716",
      message: "a temporary value ends while it is still borrowed",
      labels: endLabels(facts, conflict),
      help: "Bind the value to a name of its own first",
    };
  }
  if (conflict.loan.place.path.some(({ kind }) => kind === "deref")) {
    return {
      code: "E0713",
      message: `${name} may look at what it holds when it ends, and that is still borrowed`,
      labels: endLabels(facts, conflict),
      help: `Borrow it from whoever lent it to ${name}`,
    };
  }
  return {
    message: `${name} ends while it is still borrowed`,
    labels: endLabels(facts, conflict),
    help: `Declare ${name} where it lives as long as the borrow`,
  };
}
