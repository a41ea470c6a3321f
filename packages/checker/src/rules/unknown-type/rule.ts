/** unknown-type (FH3001): strict code has a value of which nobody says who owns it. */

import { assertNever } from "@freehold/mir/assert";
import type { PlainFault } from "../../borrows/step.ts";
import { unknownsOf, type Unknown } from "../../borrows/unknowns.ts";
import { placeName } from "../../borrows/words.ts";
import { other, primary } from "../../explain/labels.ts";
import { defineBorrowRule, type BorrowContext, type Description } from "../../rule.ts";

type Finding = Unknown | Extract<PlainFault, { kind: "lost" }>;

export const rule = defineBorrowRule<Finding>({
  meta: { name: "unknown-type", code: "FH3001", summary: "strict: a value is `any` or `unknown`, and nobody says who owns it" },
  find: ({ facts, faults }) => [...unknownsOf(facts.types), ...faults.filter((fault) => fault.kind === "lost")],
  describe,
});

function describe(finding: Finding, { report: { facts } }: BorrowContext): Description {
  switch (finding.kind) {
    case "written": {
      const { text, span } = finding.type;
      return {
        message: `\`${text}\` says nothing of who owns the value`,
        labels: [primary(span, "may be owned, borrowed or neither")],
        help: "Write what it is, or a type parameter where it may be anything",
      };
    }
    case "cast":
      return {
        message: "a cast to `any` forgets who owns the value",
        labels: [primary(finding.span, "from here on nobody knows")],
        help: "Cast to the type that it has, or ask for it with `instanceof` or `typeof`",
      };
    case "used": {
      const { local, type, use } = finding;
      const name = local.name === "" ? "a part of it" : `\`${local.name}\``;
      return {
        message: `${local.name === "" ? "a value" : name} is \`${type.text}\`: nobody says who owns it`,
        labels: [primary(type.span, "may be owned, borrowed or neither"), other(use.span, `${name} is ${doneHow[use.how]} here`)],
        help: "Write its type, or ask what it is before it is used: `instanceof`, `typeof`",
      };
    }
    case "lost": {
      const name = placeName(facts.types.body, finding.place);
      return {
        message: `${name} is lost sight of`,
        labels: [primary(finding.span, `it goes where ${finding.reason}`)],
        help: "Write the type of what takes it: `Own`, `Ref` or `Mut` of a class",
      };
    }
    default:
      return assertNever(finding);
  }
}

const doneHow = { stored: "stored", "given-away": "given away", read: "used" } as const;
