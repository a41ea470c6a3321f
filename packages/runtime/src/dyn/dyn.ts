/** `dyn`: makes trait objects, which answer to a trait whatever the class of their value. */

import { MisuseError } from "../internal/errors.ts";
import { nameOf } from "../internal/misuse.ts";
import type { Ref } from "../types.ts";
import { borrowed, prototypeOf, tagOf } from "./registry.ts";
import { registryOf, type Trait } from "./trait.ts";
import { TraitObject } from "./trait-object.ts";

declare const dynamic: unique symbol;

/**
 * A trait object, Rust's `Box<dyn Trait>`: it has the methods of `T`, and owns its value.
 *
 * Danger: one that is never dropped never drops its value; bind it with `using`, or store it in an owner.
 *
 * @example
 * ```ts
 * import { type Dyn, drop, dyn, impl, required, Trait } from "freehold";
 * interface Shape {
 *   area(): number;
 * }
 * const Shape = Trait.define<Shape>("Shape", { area: required });
 * impl(Shape).for(Array<number>, { area() { return this[0]! * this[1]!; } });
 * const shapes: Dyn<Shape>[] = [dyn(Shape, [2, 3]), dyn(Shape, [4, 5])];
 * assert.equal(shapes.reduce((sum, shape) => sum + shape.area(), 0), 26);
 * drop(shapes);
 * ```
 */
export type Dyn<T extends object> = T & Disposable & { readonly [dynamic]: true };

/**
 * Makes a trait object that owns `value`: Rust's `Box::new(value) as Box<dyn Trait>`. Dropping it drops the value.
 *
 * Cost: one look-up of the class and one object of three fields. Throws `MissingMethodError` when the value's class does not
 * implement the trait; its methods throw `DroppedError` and `MovedError` once it has ended, in both builds.
 * Source: the keyword `dyn`.
 *
 * @example
 * ```ts
 * import { Box, type Dyn, drop, dyn, impl, required, Trait } from "freehold";
 * interface Shape {
 *   area(): number;
 * }
 * const Shape = Trait.define<Shape>("Shape", { area: required });
 * class Square { side = 2; }
 * class Circle { radius = 1; }
 * impl(Shape).for(Square, { area() { return this.side ** 2; } });
 * impl(Shape).for(Circle, { area() { return 3 * this.radius ** 2; } });
 *
 * const shapes: Box<Dyn<Shape>>[] = [Box.new(dyn(Shape, new Square())), Box.new(dyn(Shape, new Circle()))];
 * assert.deepEqual(shapes.map((shape) => shape.get().area()), [4, 3]);
 * drop(shapes);
 * ```
 */
export function dyn<T extends object>(trait: Trait<T, PropertyKey, PropertyKey>, value: unknown): Dyn<T> {
  const registry = registryOf("dyn", trait);
  return new registry.Object(value, tagOf(registry, prototypeOf(value)), "owned") as unknown as Dyn<T>;
}

/**
 * Makes a trait object that borrows `value`: Rust's `&value as &dyn Trait`. Dropping it leaves the value alone.
 *
 * Cost: that of `dyn`, and the same errors. Source: the keyword `dyn`, behind a reference.
 *
 * @example
 * ```ts
 * import { dynRef, impl, required, Trait } from "freehold";
 * const Length = Trait.define<{ count(): number }>("Length", { count: required });
 * impl(Length).for(Array, { count() { return this.length; } });
 * const words = ["a", "b"];
 * assert.equal(dynRef(Length, words).count(), 2);
 * ```
 */
export function dynRef<T extends object>(trait: Trait<T, PropertyKey, PropertyKey>, value: unknown): Ref<Dyn<T>> {
  return borrowed(registryOf("dynRef", trait), value) as unknown as Ref<Dyn<T>>;
}

/**
 * Makes of a trait object one of a supertrait: the first is moved.
 *
 * Cost: as of `dyn`. Throws `MovedError` or `DroppedError` when the object has ended, `MissingMethodError` when its value does not
 * implement the trait. Source: trait upcasting, `Box<dyn Pet>` to `Box<dyn Animal>`.
 *
 * @example
 * ```ts
 * import { dyn, impl, required, Trait, upcast } from "freehold";
 * const Animal = Trait.define<{ name(): string }>("Animal", { name: required });
 * const Pet = Trait.extending(Animal).define<{ name(): string; owner(): string }>("Pet", { owner: required });
 * class Dog {}
 * impl(Animal).for(Dog, { name: () => "Rex" });
 * impl(Pet).for(Dog, { owner: () => "Ada" });
 * using animal = upcast(dyn(Pet, new Dog()), Animal);
 * assert.equal(animal.name(), "Rex");
 * ```
 */
export function upcast<T extends object, S extends T>(object: Dyn<S>, trait: Trait<T, PropertyKey, PropertyKey>): Dyn<T> {
  const registry = registryOf("upcast", trait);
  const from = traitObject("upcast", object);
  const value = TraitObject.valueOf(from);
  const index = tagOf(registry, prototypeOf(value));
  const ownership = TraitObject.ownershipOf(from);
  return new registry.Object(TraitObject.takeOut(from), index, ownership) as unknown as Dyn<T>;
}

/** Throws `MisuseError` when it is none: for callers without types. */
export function traitObject(called: string, object: unknown): TraitObject {
  if (object instanceof TraitObject) return object;
  throw new MisuseError(`\`${called}\` needs a trait object and was given ${nameOf(object)}: make one with \`dyn\``);
}
