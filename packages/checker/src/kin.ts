/** What a body does to other values of one type, which tells whose job their release is. */

import { ownersOnce, type BodyView } from "./body-view.ts";
import type { Owner } from "./facts/facts.ts";

/**
 * Tensors are freed by `tidy` or by hand; a body that frees one of them by hand has nobody to free the others. Nor has one that
 * deletes some of what it makes with a graphics context; shaders tell only of shaders, for nobody needs those once a program is linked.
 */
export function releasesItsKind(view: BodyView, owner: Owner): boolean {
  if (owner.type.model?.alwaysNew === true || owner.guest) return releasesAnother(view, owner) || releasesFellowGuest(view, owner);
  return false;
}

function releasesFellowGuest(view: BodyView, { id, guest, within }: Owner): boolean {
  const [host] = within;
  return (
    guest &&
    host !== undefined &&
    ownersOnce(view).some(
      (other) =>
        other.id !== id &&
        other.within[0] === host &&
        other.type.model?.useAfter !== undefined &&
        view.outcome(other, "definite").releases.length > 0,
    )
  );
}

/** `mapped.delete()` beside a `point` of the same class that this body has made as well. */
export function releasesAnother(view: BodyView, { id, type }: Owner): boolean {
  return ownersOnce(view).some(
    (other) => other.id !== id && other.type.key === type.key && view.outcome(other, "definite").releases.length > 0,
  );
}
