/** locked-twice (FH2004): a function takes a lock, or borrows a cell, that it holds already, by itself or through a function that it calls. */

import type { BodyView } from "../../body-view.ts";
import { other, primary } from "../../explain/labels.ts";
import { lockText } from "../../locks/lock-place.ts";
import { takesUnder, type TakeUnder } from "../../locks/takes-under.ts";
import { excludes, takesIn, type Take } from "../../locks/takes.ts";
import { defineRule, type Description } from "../../rule.ts";

interface Finding {
  readonly tier: "definite";
  readonly first: Take;
  readonly again: TakeUnder;
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
    takesUnder(view, first)
      .filter((under) => excludes(first, under))
      .map((again) => ({ tier: "definite", first, again })),
  );
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
    why: again.model.again,
    help:
      again.inside === undefined
        ? "Do both under the one that is held, or end it before"
        : "Call it when the first one has ended, or split off the part of it that needs no lock",
  };
}
