/** Who is called, and by which of its two declarations a method that lends: to look, or to change. */

import { plainlyCalledBy, type Call, type Called, type CalledSignature, type CallScope } from "./callee.ts";
import { isChangedThrough } from "./changed.ts";
import { inside, instantiate } from "./instantiate.ts";

export function calledBy(scope: CallScope, call: Call): Called {
  const called = plainlyCalledBy(scope, call);
  return called.kind === "signature" ? (exclusiveTwin(scope, call, called) ?? called) : called;
}

/** `box.get().n = 1` changes what it is lent, so it borrows the box exclusively. */
function exclusiveTwin(scope: CallScope, { destination }: Call, called: CalledSignature): CalledSignature | undefined {
  const { self } = called.outer;
  const twin = self?.kind === "class" ? self.of.exclusive.get(called.name) : undefined;
  if (twin === undefined || self?.kind !== "class" || destination.path.length > 0) return undefined;
  const lent = instantiate(inside(self), twin.result);
  if (lent.kind !== "borrow" || !isChangedThrough(scope, destination.local, lent.of)) return undefined;
  return { ...called, signature: twin };
}
