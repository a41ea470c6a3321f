/** What a body does to other values of one type, which tells whose job their release is. */

import { ownersOnce, type BodyView } from "./body-view.ts";
import type { Owner } from "./facts/facts.ts";

/** Tensors are freed by `tidy` or by hand; a body that frees one of them by hand has nobody to free the others. */
export function releasesItsKind(view: BodyView, owner: Owner): boolean {
  return owner.type.model?.alwaysNew === true && releasesAnother(view, owner);
}

/** `mapped.delete()` beside a `point` of the same class that this body has made as well. */
export function releasesAnother(view: BodyView, { id, type }: Owner): boolean {
  return ownersOnce(view).some(
    (other) => other.id !== id && other.type.key === type.key && view.outcome(other, "definite").releases.length > 0,
  );
}
