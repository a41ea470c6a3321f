/** What a body does to other values of one type, which tells whose job their release is. */

import { ownersOnce, type BodyView } from "./body-view.ts";
import type { Owner } from "./facts/facts.ts";

/** Tensors are freed by `tidy` or by hand; a body that frees one of them by hand has nobody to free the others. */
export function releasesItsKind(view: BodyView, { id, type }: Owner): boolean {
  return (
    type.model?.alwaysNew === true &&
    ownersOnce(view).some((other) => other.id !== id && other.type.key === type.key && view.outcome(other, "definite").releases.length > 0)
  );
}
