/** unknown-callee (FH3003): strict code passes something owned or borrowed to code of which nothing is known. */

import { unknownCallees, type UnknownCallee } from "../../borrows/unknown-callees.ts";
import { placeName } from "../../borrows/words.ts";
import { calleeText } from "../../contracts/callee-path.ts";
import { primary } from "../../explain/labels.ts";
import { defineBorrowRule, type BorrowContext, type Description } from "../../rule.ts";

export const rule = defineBorrowRule<UnknownCallee>({
  meta: {
    name: "unknown-callee",
    code: "FH3003",
    summary: "strict: something owned or borrowed is passed to code of which nothing is known",
  },
  find: ({ facts }) => unknownCallees(facts.types),
  describe,
});

function describe({ passed, type, span, call }: UnknownCallee, { report: { facts } }: BorrowContext): Description {
  const { body } = facts.types;
  const name = passed.path.length === 0 && body.locals[passed.local]!.name === "" ? "a borrow" : placeName(body, passed);
  const callee = `\`${call.form === "new" ? "new " : ""}${calleeText(body, call.callee)}\``;
  return {
    message: `nobody knows what ${callee} does with ${name}`,
    labels: [primary(span, type.kind === "borrow" ? "lent to code that may keep it" : "passed to code that may keep it or end it")],
    help: `Let the file of ${callee} opt in, or declare what it does: \`@borrows\`, \`@owns\`, \`@releases\``,
  };
}
