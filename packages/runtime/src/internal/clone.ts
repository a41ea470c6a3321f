/** Clones content for `Box.clone` and `Rc.makeMut`: what Rust's derived `Clone` does. */

import { MisuseError } from "./errors.ts";
import { nameOf } from "./misuse.ts";

/** Something that knows how to clone itself. */
interface Cloneable {
  clone(): unknown;
}

/**
 * Primitives and functions are copied; what has `clone()` is asked; arrays, maps, sets and plain objects are cloned with their content.
 * Throws `MisuseError` for anything else. Content that contains itself cannot be cloned, as in Rust it cannot be owned.
 */
export function cloneValue<T>(value: T): T {
  return cloneUnknown(value) as T;
}

function cloneUnknown(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (hasClone(value)) return value.clone();
  if (Array.isArray(value)) return value.map(cloneUnknown);
  if (value instanceof Map) return new Map([...value].map(([key, content]) => [cloneUnknown(key), cloneUnknown(content)]));
  if (value instanceof Set) return new Set([...value].map(cloneUnknown));
  if (value instanceof ArrayBuffer) return value.slice(0);
  if (isTypedArray(value)) return value.slice();
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new MisuseError(`${nameOf(value)} cannot be cloned: give its class a \`clone()\` method`);
  }
  const fields = Object.entries(value).map(([key, content]) => [key, cloneUnknown(content)]);
  return Object.assign(Object.create(prototype) as object, Object.fromEntries(fields));
}

/** A `DataView` is a view only, and has no `slice`. */
function isTypedArray(value: object): value is Uint8Array {
  return ArrayBuffer.isView(value) && "slice" in value;
}

function hasClone(value: object): value is Cloneable {
  return typeof (value as Partial<Cloneable>).clone === "function";
}
