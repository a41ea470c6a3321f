/** Makes ended objects unusable, so that a use after the end throws where it happens. For checked builds: it is slow. */

import { DroppedError } from "./errors.ts";

/**
 * From now on, whoever touches a member that `object` had gets a `DroppedError`. Its identity stays. Private fields, and objects
 * that are frozen or sealed, are out of reach.
 */
export function bury(object: object, what: string, place: string | undefined): void {
  if (!Object.isExtensible(object)) return;
  const prototype = Object.getPrototypeOf(object) as object | null;
  for (const key of Reflect.ownKeys(object)) {
    const fail = () => {
      throw useAfterEnd(object, prototype, key, what, place);
    };
    const { enumerable = false } = Reflect.getOwnPropertyDescriptor(object, key) ?? {};
    Reflect.defineProperty(object, key, { get: fail, set: fail, enumerable, configurable: true });
  }
  Reflect.setPrototypeOf(object, new Proxy(Object.prototype, warden(object, prototype, what, place)));
}

/** Guards what the object inherited. What every object inherits stays, so that it can still be printed. */
function warden(object: object, prototype: object | null, what: string, place: string | undefined): ProxyHandler<object> {
  const had = (key: PropertyKey) => prototype !== null && key in prototype && !(key in Object.prototype) && key !== Symbol.toStringTag;
  return {
    get(_target, key, receiver) {
      if (had(key)) throw useAfterEnd(object, prototype, key, what, place);
      return Reflect.get(Object.prototype, key, receiver) as unknown;
    },
    set(_target, key) {
      throw useAfterEnd(object, prototype, key, what, place);
    },
  };
}

function useAfterEnd(object: object, prototype: object | null, key: PropertyKey, what: string, place: string | undefined): DroppedError {
  const owner = prototype?.constructor.name ?? (Array.isArray(object) ? "Array" : "Object");
  return new DroppedError(
    `\`${String(key)}\` of a value of class \`${owner}\` is used after ${what}: keep the value no longer than that`,
    place,
  );
}
