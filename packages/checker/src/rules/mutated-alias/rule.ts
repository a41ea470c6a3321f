/** mutated-alias (FH1007): an object that others have too is changed by code that takes it for its own. */

import type { BodyView } from "../../body-view.ts";
import { defineRule } from "../../rule.ts";
import { callersOptions } from "./callers-options.ts";
import { describe, type MutatedAlias } from "./describe.ts";
import { filledAlike } from "./filled-alike.ts";
import { keptDefaults } from "./kept-defaults.ts";
import { lentDefaults } from "./lent-defaults.ts";
import { mixedArrays } from "./mixed-arrays.ts";
import { ownDefaults } from "./own-defaults.ts";
import { shallowClones } from "./shallow-clones.ts";
import { shallowCopies } from "./shallow-copies.ts";
import { sharedDefaults } from "./shared-defaults.ts";

export const rule = defineRule<MutatedAlias>({
  meta: { name: "mutated-alias", code: "FH1007", summary: "an object that others have too, changed by code that takes it for its own" },
  reads: "code",
  find,
  describe,
});

function find(view: BodyView): readonly MutatedAlias[] {
  if (view.file.test) return [];
  const doubtful =
    view.tier === "definite"
      ? []
      : [...callersOptions(view), ...shallowClones(view), ...lentDefaults(view), ...keptDefaults(view), ...ownDefaults(view)];
  return [...mixedArrays(view), ...filledAlike(view.body), ...sharedDefaults(view), ...shallowCopies(view), ...doubtful];
}
