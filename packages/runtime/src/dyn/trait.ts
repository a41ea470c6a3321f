/** `Trait`: a set of methods that types can be given after they are written. */

import { MisuseError } from "../internal/errors.ts";
import { nameOf, wrongReceiver } from "../internal/misuse.ts";
import type { Method } from "./dispatch.ts";
import { implementationOf, prototypeOf, type Registry, registry } from "./registry.ts";
import { required } from "./required.ts";

/**
 * What `Trait.define` wants: each method of `T` that no supertrait has, `required` or, for those named by `Defaults`, its body.
 *
 * Only a type: a declaration that is written apart from its `define`.
 *
 * @example
 * ```ts
 * import { type Declaration, required, Trait } from "freehold";
 * interface Greet {
 *   name(): string;
 *   greet(): string;
 * }
 * const methods: Declaration<Greet, "greet", never> = { name: required, greet() { return `Hello, ${this.name()}`; } };
 * const Greet = Trait.define<Greet, "greet">("Greet", methods);
 * assert.equal(Greet.name, "Greet");
 * ```
 */
export type Declaration<T, Defaults, Inherited> = {
  readonly [Name in Exclude<keyof T, Inherited>]: T[Name] extends Method ? (Name extends Defaults ? T[Name] : typeof required) : never;
} & ThisType<T>;

/**
 * What `Trait.extending` gives: `Trait.define` for a trait with supertraits, whose methods together are `Inherited`.
 *
 * @example
 * ```ts
 * import { type Extending, required, Trait } from "freehold";
 * interface Animal {
 *   name(): string;
 * }
 * const Animal = Trait.define<Animal>("Animal", { name: required });
 * const animals: Extending<Animal> = Trait.extending(Animal);
 * const Pet = animals.define<Animal & { owner(): string }>("Pet", { owner: required });
 * assert.equal(Pet.name, "Pet");
 * ```
 */
export interface Extending<Inherited> {
  define<T extends Inherited & object, Defaults extends Exclude<keyof T, keyof Inherited> = never>(
    name: string,
    methods: Declaration<T, Defaults, keyof Inherited>,
  ): Trait<T, Exclude<keyof T, keyof Inherited>, Defaults>;
}

/** Any trait at all. */
export type AnyTrait = Trait<object, PropertyKey, PropertyKey>;

/** The interface of a trait. */
export type TraitType<S> = S extends { readonly methods: { readonly all: infer T } } ? T : never;

/** For the library's other files: what a trait knows at run time. */
export const state: unique symbol = Symbol("freehold.trait");

/**
 * A trait: `T` is the interface with its methods, `Own` are those that no supertrait has, `Defaults` those with a body.
 *
 * Danger: an implementation is found by the value's class when `dyn` makes the object; where there is none, it throws only then.
 *
 * Cost: a call through a trait object is a switch over the types in use, which engines inline: 2 to 4 ns, where a call on a mix of five
 * and more classes costs 11, and one on up to four classes 1 to 2. Above 16 types, and where a content security policy forbids
 * generated code, it is a look-up in a table. Source: the keyword `trait`.
 *
 * @example
 * ```ts
 * import { dyn, impl, required, Trait } from "freehold";
 * interface Logger {
 *   log(message: string): void;
 * }
 * const Logger = Trait.define<Logger>("Logger", { log: required });
 *
 * const lines: string[] = [];
 * class ConsoleLogger {}
 * impl(Logger).for(ConsoleLogger, {
 *   log(message) {
 *     lines.push(`[LOG to CONSOLE] ${message}`);
 *   },
 * });
 *
 * using logger = dyn(Logger, new ConsoleLogger());
 * logger.log("System started");
 * assert.deepEqual(lines, ["[LOG to CONSOLE] System started"]);
 * ```
 */
export class Trait<T extends object, Own extends PropertyKey = keyof T, Defaults extends PropertyKey = never> {
  /** Only a type: which methods there are. It does not exist at run time. */
  declare readonly methods: { readonly all: T; readonly own: Own; readonly defaults: Defaults };
  readonly [state]: Registry;

  private constructor(registry: Registry) {
    this[state] = registry;
  }

  /** As the trait calls itself in messages. */
  get name(): string {
    return registryOf("Trait.prototype.name", this).name;
  }

  /**
   * A trait without supertraits. `Defaults` names the methods that have a body, in which `this` is a trait object. Throws `MisuseError` when a
   * method is neither `required` nor a function.
   */
  static define<T extends object, Defaults extends keyof T = never>(
    name: string,
    methods: Declaration<T, Defaults, never>,
  ): Trait<T, keyof T, Defaults> {
    return new Trait(registry(name, declaredMethods(name, methods), []));
  }

  /**
   * A trait with supertraits, `trait Pet: Animal`: who implements it must have implemented those before, and its objects have their methods.
   * Throws `MisuseError` when two of them declare a method of one name.
   */
  static extending<const S extends readonly AnyTrait[]>(...supertraits: S): Extending<Intersection<TraitType<S[number]>>> {
    const inherited = supertraits.map((supertrait) => registryOf("Trait.extending", supertrait));
    return { define: (name, methods) => new Trait(registry(name, declaredMethods(name, methods), inherited)) };
  }

  /** Whether `dyn` would make an object of this value: its class, one that it extends, or every type has an implementation. */
  isImplementedBy(value: unknown): boolean {
    const trait = registryOf("Trait.prototype.isImplementedBy", this);
    return value !== null && value !== undefined && implementationOf(trait, prototypeOf(value)) !== undefined;
  }
}

/** A union becomes an intersection where it stands as a parameter. */
type Intersection<U> = (U extends unknown ? (value: U) => void : never) extends (value: infer I) => void ? I : never;

/** Throws `MisuseError` when it is no trait: for callers without types. */
export function registryOf(called: string, trait: unknown): Registry {
  if (!(trait instanceof Trait) || !(state in trait)) throw wrongTrait(called, trait);
  return trait[state];
}

function wrongTrait(called: string, received: unknown): MisuseError {
  if (called.startsWith("Trait.prototype")) return wrongReceiver(called, "Trait", received, "make one with `Trait.define`");
  return new MisuseError(`\`${called}\` needs a trait and was given ${nameOf(received)}: make one with \`Trait.define\``);
}

function declaredMethods(trait: string, methods: object): Registry["declared"] {
  const called = `Trait.define("${trait}", …)`;
  if (typeof methods !== "object" || methods === null)
    throw new MisuseError(`\`${called}\` needs an object of methods and was given ${nameOf(methods)}`);
  const declared = new Map<PropertyKey, Method | typeof required>();
  for (const name of Reflect.ownKeys(methods)) {
    const method: unknown = Reflect.get(methods, name);
    if (method !== required && typeof method !== "function") {
      throw new MisuseError(`\`${called}\`: \`${String(name)}\` is neither \`required\` nor a function but ${nameOf(method)}`);
    }
    if (reserved.has(name)) throw new MisuseError(`\`${called}\` cannot declare \`${String(name)}\`: every trait object has it already`);
    declared.set(name, method as Method | typeof required);
  }
  return declared;
}

const reserved: ReadonlySet<PropertyKey> = new Set<PropertyKey>(["constructor", Symbol.dispose]);
