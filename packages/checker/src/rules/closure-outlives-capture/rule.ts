/** closure-outlives-capture (E0373): a closure may be called after something that it borrows has ended. */

import { outlivesCapture, type Conflict } from "../../borrows/conflicts.ts";
import { placeName } from "../../borrows/words.ts";
import { other, primary } from "../../explain/labels.ts";
import { defineBorrowRule, type BorrowContext, type Description } from "../../rule.ts";

export const rule = defineBorrowRule<Conflict>({
  meta: { name: "closure-outlives-capture", code: "E0373", summary: "a closure may be called after something that it borrows has ended" },
  find: ({ conflicts }) => conflicts.filter(outlivesCapture),
  describe,
});

function describe({ access, loan }: Conflict, { report: { facts } }: BorrowContext): Description {
  const name = placeName(facts.types.body, access.place);
  return {
    message: `the closure may be called after ${name} has ended`,
    labels: [
      primary(loan.span, `borrows ${name}, and is kept for longer than the function runs`),
      other(access.span, `${name} ends here, with its scope`),
    ],
    help: `Let the closure take ${name} along: \`move(() => …)\``,
  };
}
