/** `impl`: gives a type the methods of a trait, also a type that is somebody else's. */

import { MisuseError, MissingMethodError } from "../internal/errors.ts";
import { nameOf } from "../internal/misuse.ts";
import type { Method } from "./dispatch.ts";
import { type Implementation, implementationOf, inherentMethod, type Registry, typeNameOf } from "./registry.ts";
import { required } from "./required.ts";
import { registryOf, type Trait } from "./trait.ts";

/**
 * A class, as `impl` and the downcasts name a type: also one whose constructor is private.
 *
 * @example
 * ```ts
 * import { Any, downcastRef, dyn, type Dyn, type Type } from "freehold";
 * const isOf = (object: Dyn<Any>, type: Type<unknown>) => downcastRef(object, type) !== undefined;
 * using year = dyn(Any, 2026);
 * assert.deepEqual([isOf(year, Number), isOf(year, Date)], [true, false]);
 * ```
 */
export type Type<V> = { readonly prototype: V } & { readonly name: string };

/** The methods to write for `V`: those without a body that `V` does not have by itself, and any of the others. */
export type MethodsFor<T, Own extends PropertyKey, Defaults, V> = Pick<T, Lacking<T, Own, Defaults, V>> &
  Partial<Pick<T, Own & keyof T>> &
  ThisType<V>;

/** Of a class without types nothing is known: what it lacks is told at run time. */
type Lacking<T, Own extends PropertyKey, Defaults, V> = 0 extends 1 & V ? never : LackingOf<T, Exclude<Own, Defaults> & keyof T, V>;

type LackingOf<T, Required extends keyof T, V> = {
  [Name in Required]: Name extends keyof V ? (V[Name] extends T[Name] ? never : Name) : Name;
}[Required];

/**
 * What `impl(Trait)` gives.
 *
 * @example
 * ```ts
 * import { dyn, impl, type Implementer, required, Trait } from "freehold";
 * interface Count {
 *   count(): number;
 * }
 * const Count = Trait.define<Count>("Count", { count: required });
 * const implementer: Implementer<Count, "count", never> = impl(Count);
 * implementer.for(Set, { count() { return this.size; } });
 * using words = dyn(Count, new Set(["a", "b"]));
 * assert.equal(words.count(), 2);
 * ```
 */
export interface Implementer<T extends object, Own extends PropertyKey, Defaults extends PropertyKey> {
  /** For one class and those that extend it. The methods may be left out when the class has them all. */
  for<V>(
    type: Type<V>,
    ...methods: [Lacking<T, Own, Defaults, V>] extends [never] ? [MethodsFor<T, Own, Defaults, V>?] : [MethodsFor<T, Own, Defaults, V>]
  ): void;
  /** For every type that has no implementation of its own: `impl<T> Trait for T`. */
  forAll(methods: MethodsFor<T, Own, Defaults, unknown>): void;
}

/**
 * Implements a trait for a type: `impl(Trait).for(Type, methods)`. In the methods, `this` is the value.
 *
 * Danger: nothing is added to the type itself; the methods are there on trait objects only.
 *
 * Cost: some microseconds, once. Throws `MissingMethodError` when a required method is missing, or the type lacks a supertrait;
 * `MisuseError` when the type has an implementation already, or a method is not the trait's. Source: the keyword `impl`.
 *
 * @example
 * ```ts
 * import { dyn, impl, required, Trait } from "freehold";
 * interface Describe {
 *   describe(): string;
 * }
 * const Describe = Trait.define<Describe>("Describe", { describe: required });
 *
 * impl(Describe).for(Number, { describe() { return `the number ${this}`; } });
 * impl(Describe).for(Map, { describe() { return `a map of ${this.size}`; } });
 *
 * using number = dyn(Describe, 42);
 * using map = dyn(Describe, new Map([[1, 2]]));
 * assert.deepEqual([number.describe(), map.describe()], ["the number 42", "a map of 1"]);
 * ```
 */
export function impl<T extends object, Own extends PropertyKey, Defaults extends PropertyKey>(
  trait: Trait<T, Own, Defaults>,
): Implementer<T, Own, Defaults> {
  const registry = registryOf("impl", trait);
  return {
    for: (type, methods?: object) => implementFor(registry, type, methods ?? {}),
    forAll: (methods) => implementForAll(registry, methods),
  };
}

function implementFor(trait: Registry, type: { readonly prototype: unknown }, methods: object): void {
  const called = `impl(${trait.name}).for`;
  const prototype = prototypeOfType(called, type);
  if (trait.implementations.has(prototype)) {
    throw new MisuseError(`\`${typeNameOf(prototype)}\` implements \`${trait.name}\` already: remove one of the two implementations`);
  }
  for (const supertrait of trait.supertraits) {
    if (implementationOf(supertrait, prototype) === undefined) throw withoutSupertrait(trait, supertrait, prototype);
  }
  const implementation = writtenMethods(trait, called, methods);
  expectComplete(trait, typeNameOf(prototype), (name) => implementation.has(name) || inherentMethod(prototype, name) !== undefined);
  trait.implementations.set(prototype, implementation);
  trait.tags.clear();
}

function implementForAll(trait: Registry, methods: object): void {
  if (trait.blanket !== undefined)
    throw new MisuseError(`every type implements \`${trait.name}\` already: remove one of the two implementations`);
  const blanket = writtenMethods(trait, `impl(${trait.name}).forAll`, methods);
  expectComplete(trait, "forAll", (name) => blanket.has(name));
  trait.blanket = blanket;
  trait.tags.clear();
}

/** The prototype by which values of a class are known; throws `MisuseError` when it is no class. */
export function prototypeOfType(called: string, type: unknown): object {
  const prototype: unknown = typeof type === "function" ? type.prototype : undefined;
  if ((typeof prototype === "object" && prototype !== null) || typeof prototype === "function") return prototype;
  throw new MisuseError(`\`${called}\` needs a class and was given ${nameOf(type)}: name the class itself, not a value of it`);
}

function writtenMethods(trait: Registry, called: string, methods: object): Implementation {
  if (typeof methods !== "object" || methods === null)
    throw new MisuseError(`\`${called}\` needs an object of methods and was given ${nameOf(methods)}`);
  const written = new Map<PropertyKey, Method>();
  for (const name of Reflect.ownKeys(methods)) {
    const method: unknown = Reflect.get(methods, name);
    if (!trait.declared.has(name))
      throw new MisuseError(`\`${called}\`: \`${String(name)}\` is not a method of \`${trait.name}\`: ${hint(trait)}`);
    if (typeof method !== "function") throw new MisuseError(`\`${called}\`: \`${String(name)}\` is not a function but ${nameOf(method)}`);
    written.set(name, method as Method);
  }
  return written;
}

function hint(trait: Registry): string {
  const names = [...trait.declared.keys()].map((name) => `\`${String(name)}\``);
  return names.length === 0 ? "it has none" : `it has ${names.join(", ")}`;
}

function expectComplete(trait: Registry, type: string, has: (name: PropertyKey) => boolean): void {
  const missing = [...trait.declared]
    .filter(([name, declared]) => declared === required && !has(name))
    .map(([name]) => `\`${String(name)}\``);
  if (missing.length === 0) return;
  const whose = type === "forAll" ? "the implementation for every type" : `\`${type}\``;
  throw new MissingMethodError(
    `${whose} lacks ${missing.join(", ")}, which \`${trait.name}\` requires: write it in \`impl(${trait.name})\``,
  );
}

function withoutSupertrait(trait: Registry, supertrait: Registry, prototype: object): MissingMethodError {
  const type = typeNameOf(prototype);
  return new MissingMethodError(
    `\`${type}\` does not implement \`${supertrait.name}\`, the supertrait of \`${trait.name}\`: write \`impl(${supertrait.name}).for(${type}, { … })\` before`,
  );
}
