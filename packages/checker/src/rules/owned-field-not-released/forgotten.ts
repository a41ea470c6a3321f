/** A release method that forgets a field which the class owns: the search and the words. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { other, primary } from "../../explain/labels.ts";
import type { Description } from "../../rule.ts";
import { letsGoOf, membersOf, releaseMethodOf } from "./class-members.ts";
import { keptFields, type KeptField } from "./kept-fields.ts";

export interface Forgotten {
  readonly kind: "forgotten";
  readonly tier: "definite" | "maybe";
  readonly method: Body;
  readonly forgotten: readonly KeptField[];
  readonly kept: number;
}

export function findForgotten(view: BodyView): readonly Forgotten[] {
  if ((view.body.kind !== "constructor" && view.body.kind !== "initializer") || view.file.test) return [];
  const kept = keptFields(view);
  if (kept.length === 0) return [];
  const members = membersOf(view);
  const method = releaseMethodOf(members);
  if (method === undefined) return [];
  const forgotten = kept.filter(({ field }) => !members.some((member) => letsGoOf(view.knowledge.program, member, field)));
  return forgotten.length === 0
    ? []
    : [
        {
          kind: "forgotten",
          tier: forgotten.some(({ sure }) => sure) ? "definite" : "maybe",
          method,
          forgotten,
          kept: kept.length,
        },
      ];
}

export function describeForgotten({ method, forgotten, kept }: Forgotten, view: BodyView): Description {
  const names = forgotten.map(({ field }) => `\`${field}\``);
  return {
    message:
      forgotten.length === 1
        ? `\`${method.name}\` does not release ${names[0]!}`
        : `\`${method.name}\` does not release ${forgotten.length} of the ${kept} fields it owns: ${names.join(", ")}`,
    labels: [
      ...forgotten.map(({ span, what }) => other(span, `${what} that the class owns from here`)),
      primary(headOf(view, method), "ends, and leaves them as they are"),
    ],
    why: "Whoever calls this method believes that everything is over. What the fields hold stays held until the process ends, and nobody else has it.",
    help: `Release ${forgotten.length === 1 ? "it" : "them"} here: \`this.${forgotten[0]!.field}.${forgotten[0]!.release}()\``,
  };
}

/** `close(): void`, without its block. */
function headOf({ file }: BodyView, { span }: Body): Span {
  const text = file.text.slice(span.start, span.end);
  const open = text.indexOf("{");
  return { ...span, end: span.start + (open === -1 ? text.length : text.slice(0, open).trimEnd().length) };
}
