/** Asks a trait object for the class of its value, and gets the value back: what `std::any` does. */

import type { Mut, Ref } from "../types.ts";
import { type Dyn, traitObject } from "./dyn.ts";
import { impl, prototypeOfType, type Type } from "./impl.ts";
import { prototypeOf } from "./registry.ts";
import { required } from "./required.ts";
import { Trait } from "./trait.ts";
import { TraitObject } from "./trait-object.ts";

/** The methods of `Any`. */
export interface Any {
  /** The class of the value: `String` for a string. */
  typeId(): unknown;
}

/**
 * The trait that every type implements: a `Dyn<Any>` holds a value of which nothing else is known.
 *
 * Cost: as of every trait. Source: `std::any::Any`.
 *
 * @example
 * ```ts
 * import { Any, downcastRef, dyn } from "freehold";
 * using number = dyn(Any, 1);
 * using string = dyn(Any, "one");
 * assert.deepEqual([number, string].map((value) => downcastRef(value, String)), [undefined, "one"]);
 * ```
 */
export const Any: Trait<Any> = anyTrait();

/**
 * Whether the value of `object` is of this very class; a class that extends it is another one.
 *
 * Cost: two comparisons. Throws `MovedError` or `DroppedError` when the object has ended, `MisuseError` when it is no trait object.
 * Source: `<dyn Any>::is`.
 *
 * @example
 * ```ts
 * import { Any, dyn, is } from "freehold";
 * using value = dyn(Any, "2026");
 * assert.equal(is(value, String), true);
 * assert.equal(is(value, Date), false);
 * ```
 */
export function is<T extends object>(object: Ref<Dyn<T>>, type: Type<unknown>): boolean {
  return isExactly("is", TraitObject.valueOf(traitObject("is", object)), type);
}

/**
 * Takes the value out when it is of this class: the object is moved. Otherwise it returns `undefined`, and the object stays.
 *
 * Cost: two comparisons. Throws `MovedError` or `DroppedError` when the object has ended, `MisuseError` when it is no trait object.
 * Source: `Box<dyn Any>::downcast`.
 *
 * @example
 * ```ts
 * import { Any, downcast, dyn } from "freehold";
 * using value = dyn(Any, [1, 2, 3]);
 * assert.equal(downcast(value, Map), undefined);
 * assert.deepEqual(downcast(value, Array), [1, 2, 3]);
 * ```
 */
export function downcast<V>(object: Dyn<object>, type: Type<V>): V | undefined {
  const from = traitObject("downcast", object);
  if (!isExactly("downcast", TraitObject.valueOf(from), type)) return undefined;
  return TraitObject.takeOut(from) as V;
}

/**
 * Lends the value to read it when it is of this class, and is `undefined` otherwise.
 *
 * Danger: the value belongs to the object; keep no longer than that.
 *
 * Cost: two comparisons. Throws `MovedError` or `DroppedError` when the object has ended, `MisuseError` when it is no trait object.
 * Source: `<dyn Any>::downcast_ref`.
 *
 * @example
 * ```ts
 * import { Any, downcastRef, dyn } from "freehold";
 * using object = dyn(Any, "hello");
 * assert.equal(downcastRef(object, String)?.length, 5);
 * ```
 */
export function downcastRef<V>(object: Ref<Dyn<object>>, type: Type<V>): Ref<V> | undefined {
  const value = TraitObject.valueOf(traitObject("downcastRef", object));
  return isExactly("downcastRef", value, type) ? (value as Ref<V>) : undefined;
}

/**
 * Lends the value to change it when it is of this class, and is `undefined` otherwise.
 *
 * Danger: the value belongs to the object; keep no longer than that.
 *
 * Cost: two comparisons. Throws `MovedError` or `DroppedError` when the object has ended, `MisuseError` when it is no trait object.
 * Source: `<dyn Any>::downcast_mut`.
 *
 * @example
 * ```ts
 * import { Any, downcastMut, downcastRef, dyn } from "freehold";
 * using object = dyn(Any, [1]);
 * downcastMut(object, Array)?.push(2);
 * assert.deepEqual(downcastRef(object, Array), [1, 2]);
 * ```
 */
export function downcastMut<V>(object: Mut<Dyn<object>>, type: Type<V>): Mut<V> | undefined {
  const value = TraitObject.valueOf(traitObject("downcastMut", object));
  return isExactly("downcastMut", value, type) ? (value as Mut<V>) : undefined;
}

function isExactly(called: string, value: unknown, type: Type<unknown>): boolean {
  return prototypeOf(value) === prototypeOfType(called, type);
}

function anyTrait(): Trait<Any> {
  const trait = Trait.define<Any>("Any", { typeId: required });
  impl(trait).forAll({
    typeId(this: unknown) {
      return prototypeOf(this).constructor;
    },
  });
  return trait;
}
