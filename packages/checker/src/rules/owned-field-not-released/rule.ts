/** owned-field-not-released (FH1004): a class or scope keeps what it made, and somewhere forgets to let go of it. */

import { defineRule } from "../../rule.ts";
import { describeAbandoned, findAbandoned, type Abandoned } from "./abandoned.ts";
import { describeContents, findContents, type Contents } from "./contents.ts";
import { describeForgotten, findForgotten, type Forgotten } from "./forgotten.ts";
import { describeOverridden, findOverridden, type Overridden } from "./overridden.ts";
import { describeHalfOpen, findHalfOpen, type HalfOpen } from "./half-open.ts";
import { describeLost, findLost, type Lost } from "./lost.ts";
import { describeRenewed, findRenewed, type Renewed } from "./renewed.ts";

type Finding = Forgotten | Lost | Overridden | Abandoned | HalfOpen | Contents | Renewed;

export const rule = defineRule<Finding>({
  meta: { name: "owned-field-not-released", code: "FH1004", summary: "a field that the class's release method forgets" },
  find: (view) => [
    ...findForgotten(view),
    ...findLost(view),
    ...findOverridden(view),
    ...findAbandoned(view),
    ...findHalfOpen(view),
    ...findContents(view),
    ...findRenewed(view),
  ],
  describe(finding, view) {
    switch (finding.kind) {
      case "forgotten":
        return describeForgotten(finding, view);
      case "lost":
        return describeLost(finding);
      case "abandoned":
        return describeAbandoned(finding);
      case "half-open":
        return describeHalfOpen(finding, view);
      case "contents":
        return describeContents(finding, view);
      case "renewed":
        return describeRenewed(finding);
      case "overridden":
        return describeOverridden(finding, view);
    }
  },
});
