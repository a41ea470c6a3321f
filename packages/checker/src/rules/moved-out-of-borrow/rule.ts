/** moved-out-of-borrow (E0507, E0508, E0509): a value is taken out of what one does not own, or not piece by piece. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body } from "@freehold/mir/body";
import type { MovedOut } from "../../borrows/moved-out.ts";
import type { PathStep } from "../../borrows/place.ts";
import { placeName } from "../../borrows/words.ts";
import { primary } from "../../explain/labels.ts";
import { defineBorrowRule, type BorrowContext, type Description } from "../../rule.ts";

export const rule = defineBorrowRule<MovedOut>({
  meta: {
    name: "moved-out-of-borrow",
    code: "E0507",
    otherCodes: ["E0508", "E0509"],
    summary: "taken out of a borrow, an element, or a value with a destructor",
  },
  find: ({ movedOut }) => movedOut,
  describe,
});

function describe({ place, span, by }: MovedOut, { report: { facts } }: BorrowContext): Description {
  const name = placeName(facts.types.body, place);
  if (by === "closure") {
    return {
      message: `${name} is moved out of a closure that may be called again`,
      labels: [primary(span, "given away here; a second call would find nothing")],
      help: "Borrow it in the closure, or hand the closure to a function that takes it as `Own`: that one calls it once",
    };
  }
  const help = "Borrow it with `ref` or `mut`, or put something else in its place: `replace`";
  const { kind } = facts.types.body.locals[place.local]!;
  if (kind.kind === "capture" && kind.body === facts.types.module?.body.id) {
    return {
      message: `${name} is moved out of its module`,
      labels: [primary(span, "moved here; every other call would find nothing")],
      help,
    };
  }
  if (place.path.length === 0) return describeUsing(name, span);
  const barrier = place.path.findLast((step) => step.kind !== "field" || (step.of.kind === "class" && step.of.of.disposable));
  if (isWalked(facts.types.body, span)) {
    return {
      code: barrier?.kind === "field" ? "E0509" : "E0507",
      message: `${name} is moved out of its owner by this loop`,
      labels: [primary(span, "the loop takes its elements out of it; the owner keeps it")],
      help: `Walk a borrow of it: \`of ref(${name.slice(1, -1)})\``,
    };
  }
  switch (barrier?.kind) {
    case "index":
      return {
        code: "E0507",
        message: `${name} is moved out of its collection`,
        labels: [primary(span, "moved here; the collection would keep an empty slot")],
        help: "Borrow it with `ref` or `mut`, or take it out: `pop`, `shift`, `splice`",
      };
    case "field":
      return {
        code: "E0509",
        message: `${name} is moved out of a value that has a destructor`,
        labels: [primary(span, `moved here; \`${className(barrier)}\` disposes all of its fields at its end`)],
        help,
      };
    default:
      return { message: `${name} is moved out of a borrow`, labels: [primary(span, "moved here; the owner keeps it")], help };
  }
}

/** `for (const x of …)` stands before it. */
function isWalked({ blocks }: Body, { start }: Span): boolean {
  return blocks.some(
    ({ terminator: node }) =>
      node.kind === "next" && node.position === undefined && node.iterated.kind === "place" && node.iterated.span.start === start,
  );
}

/** Not by a borrow, but the same fault: somebody else will end it. */
function describeUsing(name: string, span: Span): Description {
  return {
    message: `${name} is given away though \`using\` ends it`,
    labels: [primary(span, "given away here; at the end of the block it is disposed all the same")],
    help: "Bind it with `const`, and give it away on every way out",
  };
}

function className(step: PathStep): string {
  return step.kind === "field" && step.of.kind === "class" ? step.of.of.name : "it";
}
