/** Promises that nobody waits for, with borrows in them: they go on when the function, and what it lent them, is at its end. */

import { hasBit } from "@freehold/mir/dataflow/bit-set";
import type { Local } from "@freehold/mir/body";
import type { Liveness } from "./liveness.ts";
import type { LoanFlow } from "./solve.ts";
import type { BorrowFacts } from "./step.ts";

/** Each once, by the variable or the expression that holds it. */
export function floatingPromises({ steps, types }: BorrowFacts, liveness: Liveness, flow: LoanFlow): readonly Local[] {
  return types.body.locals.filter(({ id }) => {
    const type = types.localType(id);
    if (type.kind !== "running" || type.what !== "promise") return false;
    return steps.some(
      ({ drops }, step) =>
        drops.some((value) => (value as number) === id && hasBit(liveness.values[step]!, value)) &&
        (flow.before[step]!.get(type.region)?.loans.size ?? 0) > 0,
    );
  });
}
