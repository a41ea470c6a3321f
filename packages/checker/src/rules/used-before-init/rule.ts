/** used-before-init (E0381): an owned value is used on a way on which its variable was never set. */

import { placeName } from "../../borrows/words.ts";
import type { Access } from "../../borrows/step.ts";
import { other, primary } from "../../explain/labels.ts";
import { defineBorrowRule, type BorrowContext, type Description } from "../../rule.ts";

export const rule = defineBorrowRule<Access>({
  meta: { name: "used-before-init", code: "E0381", summary: "strict: used on a way on which it was never set" },
  find: ({ unset }) => unset,
  describe,
});

function describe({ place, span }: Access, { report: { facts } }: BorrowContext): Description {
  const { body } = facts.types;
  const name = placeName(body, { ...place, path: [] });
  return {
    message: `${name} is used before it is set`,
    labels: [
      other(body.locals[place.local]!.span, "declared here, without a value"),
      primary(span, "used here; some way to this point sets nothing"),
    ],
    help: `Give ${name} a value where it is declared, or on every way that leads here`,
  };
}
