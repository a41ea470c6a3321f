/** What a trait knows at run time: its methods, who implements it, and the class of its objects. */

import { MisuseError, MissingMethodError } from "../internal/errors.ts";
import { forwarder, type Method } from "./dispatch.ts";
import { required } from "./required.ts";
import { type Ownership, TraitObject } from "./trait-object.ts";

/** How one type, or with a blanket every type, implements a trait: the methods that were written for it, by name. */
export type Implementation = ReadonlyMap<PropertyKey, Method>;

export interface Registry {
  readonly name: string;
  readonly supertraits: readonly Registry[];
  /** The trait's own methods, its supertraits' not among them. */
  readonly declared: ReadonlyMap<PropertyKey, Method | typeof required>;
  /** By the type's prototype. */
  readonly implementations: Map<object, Implementation>;
  blanket: Implementation | undefined;
  /** Of the types whose values were made objects since the last implementation, by prototype. */
  readonly tags: Map<object, number>;
  /** For each method, its supertraits' too: what each tag calls. */
  readonly tables: ReadonlyMap<PropertyKey, Method[]>;
  readonly Object: new (value: unknown, index: number, ownership: Ownership) => TraitObject;
}

export function registry(name: string, declared: Registry["declared"], supertraits: readonly Registry[]): Registry {
  const tables = new Map<PropertyKey, Method[]>();
  const declarers = new Map<PropertyKey, Registry>();
  for (const ancestor of ancestorsOf(supertraits)) {
    for (const method of ancestor.declared.keys()) {
      const other = declarers.get(method);
      if (other !== undefined) throw ambiguous(method, `\`${other.name}\` and \`${ancestor.name}\` both declare it`);
      declarers.set(method, ancestor);
      tables.set(method, []);
    }
  }
  for (const method of declared.keys()) {
    const other = declarers.get(method);
    if (other !== undefined) throw ambiguous(method, `\`${name}\` and its supertrait \`${other.name}\` both declare it`);
    tables.set(method, []);
  }
  const Object = class extends TraitObject {};
  return { name, supertraits, declared, implementations: new Map(), blanket: undefined, tags: new Map(), tables, Object };
}

/** `undefined` where neither the type, nor a class that it extends, nor a blanket implements it. */
export function implementationOf(trait: Registry, prototype: object): Implementation | undefined {
  for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const implementation = trait.implementations.get(at);
    if (implementation !== undefined) return implementation;
  }
  return trait.blanket;
}

/** The tag of the type with this prototype. The first time it links the type's methods. */
export function tagOf(trait: Registry, prototype: object): number {
  return trait.tags.get(prototype) ?? linkSlow(trait, prototype);
}

/** A method that a class has by itself; what every object inherits is none. */
export function inherentMethod(prototype: object, name: PropertyKey): Method | undefined {
  const method: unknown = Reflect.get(prototype, name, prototype);
  return typeof method === "function" && method !== Reflect.get(Object.prototype, name) ? (method as Method) : undefined;
}

/** The name of the class that has it, for messages. */
export function typeNameOf(prototype: object): string {
  const { constructor } = prototype;
  return typeof constructor === "function" && constructor.name !== "" ? constructor.name : "this type";
}

function linkSlow(trait: Registry, prototype: object): number {
  const methods = methodsOf(trait, prototype);
  let index = 0;
  for (const [name, table] of trait.tables) {
    index = table.push(methods.get(name)!) - 1;
    const value = forwarder(table);
    Object.defineProperty(trait.Object.prototype, name, { value, configurable: true, writable: true });
  }
  if (trait.tables.size === 0) index = trait.tags.size;
  trait.tags.set(prototype, index);
  return index;
}

function methodsOf(trait: Registry, prototype: object): Map<PropertyKey, Method> {
  const implementation = implementationOf(trait, prototype);
  if (implementation === undefined) throw notImplemented(trait, prototype);
  const methods = new Map(trait.supertraits.flatMap((supertrait) => [...methodsOf(supertrait, prototype)]));
  for (const [name, declared] of trait.declared) {
    const written = implementation.get(name) ?? inherentMethod(prototype, name);
    if (written !== undefined) methods.set(name, written);
    else if (declared !== required) methods.set(name, onTraitObject(trait, declared));
    else throw new MissingMethodError(`\`${typeNameOf(prototype)}\` no longer has \`${String(name)}\`, which \`${trait.name}\` requires`);
  }
  return methods;
}

/** A default method may call every method of the trait, so its `this` is a trait object that borrows the value. */
function onTraitObject(trait: Registry, method: Method): Method {
  return function forward(this: unknown, ...parameters: never[]) {
    return method.apply(borrowed(trait, this) as never, parameters);
  };
}

/** A trait object that leaves the value its owner's. */
export function borrowed(trait: Registry, value: unknown): TraitObject {
  return new trait.Object(value, tagOf(trait, prototypeOf(value)), "borrowed");
}

/** Of a primitive: that of the class whose methods it has. */
export function prototypeOf(value: unknown): object {
  if (value === null || value === undefined) throw new MisuseError(`\`${String(value)}\` implements no trait: give a value`);
  return (Object.getPrototypeOf(value) as object | null) ?? withoutClass;
}

const withoutClass = Object.freeze(Object.create(null) as object);

function* ancestorsOf(supertraits: readonly Registry[], seen = new Set<Registry>()): Generator<Registry> {
  for (const supertrait of supertraits) {
    if (seen.has(supertrait)) continue;
    seen.add(supertrait);
    yield* ancestorsOf(supertrait.supertraits, seen);
    yield supertrait;
  }
}

export function notImplemented(trait: Registry, prototype: object): MissingMethodError {
  const type = typeNameOf(prototype);
  return new MissingMethodError(
    `\`${type}\` does not implement \`${trait.name}\`: write \`impl(${trait.name}).for(${type}, { … })\` first`,
  );
}

function ambiguous(method: PropertyKey, why: string): MisuseError {
  return new MisuseError(`the trait's method \`${String(method)}\` is ambiguous: ${why}; rename one of them`);
}
