/** write-through-ref (E0594, E0596): something is changed through a borrow that only reads. */

import type { PlainFault } from "../../borrows/step.ts";
import { placeName } from "../../borrows/words.ts";
import { primary } from "../../explain/labels.ts";
import { defineBorrowRule, type BorrowContext, type Description } from "../../rule.ts";

type WrittenThrough = Extract<PlainFault, { kind: "written-through" }>;

export const rule = defineBorrowRule<WrittenThrough>({
  meta: { name: "write-through-ref", code: "E0594", otherCodes: ["E0596"], summary: "something is changed through a `Ref`" },
  find: ({ faults }) => faults.filter((fault) => fault.kind === "written-through"),
  describe,
});

function describe({ place, span, how }: WrittenThrough, { report: { facts } }: BorrowContext): Description {
  const name = placeName(facts.types.body, place);
  const owner = placeName(facts.types.body, { ...place, path: [] });
  const help = `Ask for a \`Mut\` instead of a \`Ref\` where ${owner} comes from`;
  return how === "assigned"
    ? { message: `${name} is assigned through a \`Ref\``, labels: [primary(span, "a `Ref` only reads")], help }
    : { code: "E0596", message: `${name} is borrowed exclusively through a \`Ref\``, labels: [primary(span, "a `Ref` only reads")], help };
}
