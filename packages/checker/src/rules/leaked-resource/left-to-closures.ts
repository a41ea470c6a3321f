/** Owners that a body leaves to its closures: none of its own ways out releases them, and none loses them either. */

import type { BodyView } from "../../body-view.ts";
import type { Owner } from "../../facts/facts.ts";

/** An owner with a name, that closures can have. */
export type NamedOwner = Owner & { readonly binding: NonNullable<Owner["binding"]> };

export function ownersLeftToClosures(view: BodyView): readonly NamedOwner[] {
  return view.facts.owners.filter((owner): owner is NamedOwner => isLeftToClosures(view, owner));
}

function isLeftToClosures(view: BodyView, owner: Owner): boolean {
  if (owner.origin.kind !== "acquired" || owner.using || owner.binding === undefined || owner.type.code === "idle") return false;
  const { leaks, safe } = view.outcome(owner, "definite");
  return leaks.length === 0 && safe.length > 0 && safe.every(({ status }) => status.kind === "deferred");
}
