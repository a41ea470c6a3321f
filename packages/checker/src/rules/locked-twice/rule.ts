/** locked-twice (FH2004): a function takes a lock, or borrows a cell, that it holds already, by itself or through a function that it calls. */

import type { Span } from "@freehold/diagnostics/span";
import type { BodyView } from "../../body-view.ts";
import { calleeText } from "../../contracts/callee-path.ts";
import { other, primary } from "../../explain/labels.ts";
import { heldCalls, type HeldCall } from "../../locks/held-calls.ts";
import { lockText } from "../../locks/lock-place.ts";
import { sureTakes } from "../../locks/sure-takes.ts";
import { excludes, takesIn, type Take } from "../../locks/takes.ts";
import { defineRule, type Description } from "../../rule.ts";

interface Finding {
  readonly tier: "definite";
  readonly first: Take;
  readonly again: Again;
}

interface Again {
  readonly span: Span;
  readonly by: string;
  readonly why: string;
  /** Where the callee takes it. */
  readonly inside: Span | undefined;
}

export const rule = defineRule<Finding>({
  meta: { name: "locked-twice", code: "FH2004", summary: "a lock or cell that is taken again by whoever has it" },
  reads: "code",
  find,
  describe,
});

function find(view: BodyView): readonly Finding[] {
  // A test may well show that it fails.
  if (view.file.test) return [];
  return takesIn(view.knowledge, view.body).flatMap((first) =>
    heldCalls(view, first).flatMap((held): readonly Finding[] => {
      const again = takenAgain(view, first, held);
      return again === undefined ? [] : [{ tier: "definite", first, again }];
    }),
  );
}

function takenAgain({ knowledge }: BodyView, first: Take, { call, body, waited }: HeldCall): Again | undefined {
  const by = calleeText(body, call.callee);
  const fails = (where: string): boolean => where === "here" || (where === "awaited" && waited);
  const own = takesIn(knowledge, body).find((take) => take.call === call);
  if (own !== undefined)
    return excludes(first, own) && fails(own.model.fails) ? { span: call.span, by, why: own.model.again, inside: undefined } : undefined;
  const sure = sureTakes(knowledge, body, call).find((take) => excludes(first, take) && fails(take.fails));
  return sure && { span: call.span, by, why: sure.model.again, inside: sure.span };
}

function describe({ first, again }: Finding): Description {
  const { held } = first.model;
  const until = first.during === undefined ? "" : ", until its callback is over";
  return {
    message: `\`${lockText(first.place)}\` is ${held} already when \`${again.by}\` ${again.inside === undefined ? "is called" : "takes it"}`,
    labels: [
      other(first.call.span, `${held} here${until}`),
      primary(again.span, again.inside === undefined ? "and taken again here" : "taken again in here"),
      ...(again.inside === undefined ? [] : [other(again.inside, "by this call")]),
    ],
    why: again.why,
    help:
      again.inside === undefined
        ? "Do both under the one that is held, or end it before"
        : "Call it when the first one has ended, or split off the part of it that needs no lock",
  };
}
