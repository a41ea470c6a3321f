/**
 * Objects of C++ behind generated glue that no model knows: all that is declared of them is that `delete()` ends them. Each call that gives
 * one gives a new handle, whatever the name of the call, and calls among them borrow what they are given.
 */

import type { OwnedType } from "./contract.ts";
import type { Site } from "./resolve.ts";

/** `vector.get(0)`, `parser.parse(text)`: from a handle comes another kind of handle. */
export function givesHandle({ fact, call, receiver }: Site, given: OwnedType | undefined): boolean {
  if (fact === undefined || fact.body !== undefined || call.form !== "call") return false;
  return isHandle(receiver) && isHandle(given) && receiver?.key !== given?.key;
}

/** A call among handles borrows what it is given: `forward.invert(inverted)`, `canvas.map(matrix, point)`. */
export function isAmongHandles({ call, fact, receiver }: Site, given: OwnedType | undefined): boolean {
  return fact !== undefined && fact.body === undefined && call.form === "call" && (isHandle(receiver) || isHandle(given));
}

function isHandle(type: OwnedType | undefined): boolean {
  return type?.strength === "inferred" && type.code === "absent" && type.release.length === 1 && type.release[0] === "delete";
}
