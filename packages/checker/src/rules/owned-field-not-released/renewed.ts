/** A field that gets a new value of which there is room for a few, in a class that never ends one: the search and the words. */

import type { Span } from "@freehold/diagnostics/span";
import type { BodyView } from "../../body-view.ts";
import { other, primary } from "../../explain/labels.ts";
import type { SlotUse } from "../../keepers/keeper.ts";
import type { Description } from "../../rule.ts";
import { keptFields, type KeptField } from "./kept-fields.ts";

export interface Renewed {
  readonly kind: "renewed";
  readonly tier: "maybe";
  readonly kept: KeptField;
  /** Where the one before is made. */
  readonly before: Span;
}

export function findRenewed(view: BodyView): readonly Renewed[] {
  const { body, file, keepers, tier } = view;
  if (tier === "definite" || file.test || body.kind !== "method") return [];
  const scarce = keptFields(view, body).filter(({ type }) => type.model?.scarce === true);
  const keeper = scarce.length === 0 ? undefined : keepers.index().classOf(body);
  if (keeper === undefined) return [];
  const { uses } = keepers.factsOf(keeper);
  return scarce.flatMap((kept): readonly Renewed[] => {
    const of = uses.filter(({ slot }) => slot === kept.field);
    const before = of.find((use) => use.how.kind === "set" && (use.body.kind === "constructor" || use.body.kind === "initializer"));
    return before === undefined || of.some((use) => mayEnd(use) || mayAsk(use, kept))
      ? []
      : [{ kind: "renewed", tier: "maybe", kept, before: before.span }];
  });
}

function mayEnd({ how, depth }: SlotUse): boolean {
  return how.kind === "end" || how.kind === "cut" || ((how.kind === "hand" || how.kind === "read") && depth === "itself");
}

/** `if (this.context.state === "closed") this.context = new AudioContext();` */
function mayAsk({ how, body }: SlotUse, kept: KeptField): boolean {
  return how.kind === "test" && body === kept.body;
}

export function describeRenewed({ kept, before }: Renewed): Description {
  return {
    message: `\`${kept.field}\` is replaced while the one before is still open`,
    labels: [primary(kept.span, "the old value is lost here"), other(before, `${kept.type.what} that nothing in the class ends`)],
    why: kept.type.model?.leak ?? "What it held stays held until the process ends.",
    help: `Release the old one before: \`${kept.release}\``,
  };
}
