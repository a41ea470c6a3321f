/** Shows where the code of a callee does what its caller did not see. */

import type { Label } from "@freehold/diagnostics/diagnostic";
import type { LateUse } from "../analyses/obligations/outcome.ts";
import { other } from "./labels.ts";
import { participle } from "./late-use.ts";

/** Labels of the end of a value: the call, and the line of the callee behind it. */
export function endLabels(use: LateUse): readonly Label[] {
  const { status } = use;
  const verb = participle(use);
  const inside = status.kind === "released" ? status.inside : undefined;
  return inside === undefined
    ? [other(status.at, `${verb} here`)]
    : [other(status.at, `${verb} by this call`), other(inside, `${verb} here`)];
}

/** The line of the callee that touches it too late. */
export function useLabels({ inside }: LateUse): readonly Label[] {
  return inside === undefined ? [] : [other(inside, "the use in the callee")];
}
