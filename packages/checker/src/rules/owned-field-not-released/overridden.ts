/** A class that overrides the release method of its base and does not call it: the search and the words. */

import type { BodyView } from "../../body-view.ts";
import { other, primary } from "../../explain/labels.ts";
import { overriddenEnds, type OverriddenEnd } from "../../keepers/overridden-ends.ts";
import type { Description } from "../../rule.ts";
import { headOf } from "../../explain/head.ts";

export interface Overridden {
  readonly kind: "overridden";
  readonly tier: "definite" | "maybe";
  readonly overridden: OverriddenEnd;
}

/** Found where the base's method is, so that classes without a resource of their own are found too. */
export function findOverridden(view: BodyView): readonly Overridden[] {
  return overriddenEnds(view.keepers, view.body)
    .filter(({ method }) => view.knowledge.files.get(method.file)?.test !== true)
    .map((overridden) => ({ kind: "overridden", tier: overridden.tier, overridden }));
}

export function describeOverridden({ overridden }: Overridden, view: BodyView): Description {
  const { method, end, base } = overridden;
  const name = method.scope.at(-1)!;
  return {
    message: `\`${method.name}\` does not call \`super.${name}\`, which releases \`${end.slot}\``,
    labels: [
      primary(headOf(view, method), "replaces the method of the base class"),
      other(end.span, `\`${base.name}.${name}\` releases ${end.depth === "itself" ? "it" : "what is in it"} here`),
    ],
    why: `What \`${base.name}\` owns stays held: its own code never runs when a \`${overridden.derived.name}\` ends.`,
    help: `Call \`super.${name}()\` as well, at the end`,
    scope: method.scope,
  };
}
