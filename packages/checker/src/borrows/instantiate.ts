/** From what is written to types with regions. */

import type { DeclaredAlias, DeclaredClass, DeclaredType, TypeParameter } from "@freehold/mir/declared";
import { assertNever } from "@freehold/mir/assert";
import { asClass, isRecursive } from "./recursive-alias.ts";
import { runningKind } from "./running.ts";
import { copyType, emptyEnvironment, isMoved, regionsOf, type ClassType, type RegionId, type Type, type TypeEnvironment } from "./type.ts";
import type { Found, World } from "./world.ts";

export interface Instantiation {
  readonly world: World;
  readonly environment: TypeEnvironment;
  /** The region of a lifetime that is not written. */
  readonly elided: () => RegionId;
  /** The region of what a function may have captured; absent where it is like any other. */
  readonly captured?: () => RegionId;
  /** The region of what a promise or generator was called with; absent where it is like any other. */
  readonly running?: () => RegionId;
}

export function instantiate(context: Instantiation, declared: DeclaredType): Type {
  switch (declared.kind) {
    case "copy":
    case "nothing":
      return copyType;
    case "borrow": {
      const of = instantiate(context, declared.of);
      if (isPlainArgument(context, declared.of, of)) return of;
      return { kind: "borrow", how: declared.how, region: regionNamed(context, declared.lifetime), of };
    }
    case "own": {
      const of = instantiate(context, declared.of);
      return isMoved(of) || of.kind === "unknown" || isPlainArgument(context, declared.of, of) ? of : { kind: "own", of };
    }
    case "this":
      return context.environment.self ?? { kind: "unknown", reason: "`this` outside of a class" };
    case "array":
      return collection("Array", [instantiate(context, declared.element)]);
    case "record": {
      const fields = new Map([...declared.fields].map(([name, field]) => [name, instantiate(context, field)]));
      return record(fields);
    }
    case "union":
      return union(declared.parts.filter(({ kind }) => kind !== "nothing").map((part) => instantiate(context, part)));
    case "named":
      return named(context, declared);
    case "function":
      return { kind: "function", signature: declared.signature, world: context.world, region: (context.captured ?? context.elided)() };
    case "unwritten":
      return { kind: "unknown", reason: "its type is not written" };
    case "unknown":
      return { kind: "unknown", reason: `the type \`${declared.text}\` is not understood` };
    default:
      return assertNever(declared);
  }
}

/** `Own<T>` where `T` stands for a number or a string: those are copied, as Rust's are. */
function isPlainArgument({ environment }: Instantiation, declared: DeclaredType, of: Type): boolean {
  return declared.kind === "named" && environment.types.has(declared.name) && of.kind === "copy" && of.of === undefined;
}

export function classType(of: DeclaredClass, world: World, environment: TypeEnvironment): ClassType {
  const type: ClassType = { kind: "class", use: "copies", of, world, environment };
  return of.owned || holdsOwned(type, new Set()) ? { ...type, use: "moves" } : type;
}

/** Of a field, seen through the class's arguments; absent where the class and its bases have none of that name. */
export function fieldType(type: ClassType, name: string): Type | undefined {
  const declared = type.of.fields.get(name);
  if (declared !== undefined) return instantiate(inside(type), declared);
  const base = baseOf(type);
  return base === undefined ? undefined : fieldType(base, name);
}

export interface AccessorType {
  readonly type: Type;
  /** `a borrow`: of what the getter is asked of, as its lifetime is not written. */
  readonly gives: "a value" | "a borrow";
}

/** Of what a getter gives, its own or a base's. */
export function accessorType(type: ClassType, name: string): AccessorType | undefined {
  const declared = type.of.accessors.get(name);
  if (declared !== undefined) {
    const lends = declared.kind === "borrow" && declared.lifetime === undefined;
    return { type: instantiate(inside(type), declared), gives: lends ? "a borrow" : "a value" };
  }
  const base = type.of.base === undefined ? undefined : baseOf(type);
  return base === undefined ? undefined : accessorType(base, name);
}

export function baseOf(type: ClassType): ClassType | undefined {
  if (type.of.base === undefined) return undefined;
  const base = instantiate(inside(type), type.of.base);
  return base.kind === "class" ? base : undefined;
}

/** A borrow may be put into it after it was made. */
export function takesIn(type: ClassType, seen: ReadonlySet<DeclaredClass> = new Set()): boolean {
  if (seen.has(type.of)) return false;
  const context = inside(type);
  const around = new Set([...seen, type.of]);
  return [...type.of.fields].some(([name, declared]) => {
    const field = instantiate(context, declared);
    if (regionsOf(field).length === 0) return false;
    if (!type.of.fixed.has(name) || field.kind === "collection") return true;
    return field.kind === "class" && takesIn(field, around);
  });
}

/** Of an object whose fields are known. */
export function fieldNames(type: Type): readonly string[] | undefined {
  switch (type.kind) {
    case "own":
    case "borrow":
      return fieldNames(type.of);
    case "record":
      return [...type.fields.keys()];
    case "class": {
      const base = baseOf(type);
      return [...((base === undefined ? undefined : fieldNames(base)) ?? []), ...type.of.fields.keys()];
    }
    default:
      return undefined;
  }
}

/** How the class's own declarations are read, given its arguments. */
export function inside(type: ClassType): Instantiation {
  const [first] = type.environment.regions.values();
  return {
    world: type.world,
    environment: { ...type.environment, self: type },
    // A lifetime that a field leaves out is one that the class should have; the first one is the nearest truth.
    elided: () => first ?? staticRegion,
  };
}

/** Borrows that never end. */
export const staticRegion = 0 as RegionId;

/** What each parameter stands for: the written argument, or something new. */
export function argumentsFor(
  context: Instantiation,
  parameters: readonly TypeParameter[],
  given: readonly DeclaredType[],
): TypeEnvironment {
  const regions = new Map<string, RegionId>();
  const types = new Map<string, Type>();
  parameters.forEach(({ name, kind }, index) => {
    const argument = given[index];
    if (kind === "lifetime") regions.set(name, regionNamed(context, argument?.kind === "named" ? argument.name : undefined));
    else types.set(name, argument === undefined ? { kind: "unknown", reason: `\`${name}\` is not given` } : instantiate(context, argument));
  });
  return { regions, types };
}

/** `A | undefined` is `A`: whether something is there is a matter of the flow. */
export function union(parts: readonly Type[]): Type {
  const [first] = parts;
  if (first === undefined) return copyType;
  return parts.length === 1 ? first : tracked({ kind: "union", parts });
}

export function collection(name: string, elements: readonly Type[]): Type {
  return tracked({ kind: "collection", name, elements });
}

export function record(fields: ReadonlyMap<string, Type>): Type {
  return tracked({ kind: "record", fields });
}

/** What holds nothing that is owned or borrowed is the collector's. */
function tracked(type: Extract<Type, { kind: "collection" | "record" | "union" }>): Type {
  const parts = type.kind === "collection" ? type.elements : type.kind === "union" ? type.parts : [...type.fields.values()];
  return parts.some((part) => isMoved(part) || regionsOf(part).length > 0) ? type : { kind: "copy", of: type };
}

function named(context: Instantiation, declared: Extract<DeclaredType, { kind: "named" }>): Type {
  const { name } = declared;
  const parameter = context.environment.types.get(name);
  if (parameter !== undefined) return parameter;
  const found = context.world.classOf(name);
  if (found !== undefined) return ofClass(context, found, declared.arguments);
  const alias = context.world.aliasOf(name);
  if (alias !== undefined && isRecursive(alias)) return ofRecursive(context, alias, declared);
  if (alias !== undefined) {
    const environment = argumentsFor(context, alias.declared.parameters, declared.arguments);
    return instantiate({ ...context, world: alias.world, environment }, alias.declared.type);
  }
  const elements = declared.arguments.map((each) => instantiate(context, each));
  const what = runningKind(name);
  if (what !== undefined) return { kind: "running", what, region: (context.running ?? context.elided)(), of: elements[0] ?? copyType };
  return elements.length === 0 ? copyType : collection(name, elements);
}

function ofRecursive(
  context: Instantiation,
  { declared: alias, world }: Found<DeclaredAlias>,
  { name, arguments: given }: Extract<DeclaredType, { kind: "named" }>,
): Type {
  const declared = asClass(alias);
  if (declared === undefined) return { kind: "unknown", reason: `\`${name}\` is made of itself, through lists alone` };
  return ofClass(context, { declared, world }, given);
}

function ofClass(
  context: Instantiation,
  { declared, world }: { readonly declared: DeclaredClass; readonly world: World },
  given: readonly DeclaredType[],
): Type {
  return trackedClass(classType(declared, world, argumentsFor(context, declared.parameters, given)));
}

/** A class that neither owns nor borrows is the collector's. */
export function trackedClass(type: ClassType): Type {
  return isMoved(type) || regionsOf(type).length > 0 ? type : { kind: "copy", of: type };
}

/** A class that keeps something owned is owned too, whatever it says. */
function holdsOwned(type: ClassType, seen: Set<DeclaredClass | DeclaredAlias>): boolean {
  if (seen.has(type.of)) return false;
  seen.add(type.of);
  const environment = { ...type.environment, self: copyType };
  return [...type.of.fields.values()].some((field) => ownedWithin({ ...inside(type), environment }, field, seen));
}

function ownedWithin(context: Instantiation, declared: DeclaredType, seen: Set<DeclaredClass | DeclaredAlias>): boolean {
  switch (declared.kind) {
    case "own":
      return true;
    case "borrow":
      return declared.how === "exclusive";
    case "array":
      return ownedWithin(context, declared.element, seen);
    case "record":
      return [...declared.fields.values()].some((field) => ownedWithin(context, field, seen));
    case "union":
      return declared.parts.some((part) => ownedWithin(context, part, seen));
    case "named": {
      const parameter = context.environment.types.get(declared.name);
      if (parameter !== undefined) return isMoved(parameter);
      const found = context.world.classOf(declared.name);
      if (found === undefined) return ownedWithinOther(context, declared, seen);
      if (found.declared.owned) return true;
      const type: ClassType = { kind: "class", use: "copies", of: found.declared, world: found.world, environment: emptyEnvironment };
      return holdsOwned(type, seen);
    }
    case "copy":
    case "nothing":
    case "this":
    case "function":
    case "unwritten":
    case "unknown":
      return false;
    default:
      return assertNever(declared);
  }
}

/** A collection holds its arguments; an alias may have no use for them. */
function ownedWithinOther(
  context: Instantiation,
  { name, arguments: given }: Extract<DeclaredType, { kind: "named" }>,
  seen: Set<DeclaredClass | DeclaredAlias>,
): boolean {
  const alias = context.world.aliasOf(name);
  if (alias === undefined) return given.some((argument) => ownedWithin(context, argument, seen));
  if (seen.has(alias.declared)) return false;
  seen.add(alias.declared);
  const types = alias.declared.parameters.map((parameter, index): [string, Type] => {
    const argument = given[index];
    const isOwned = argument !== undefined && ownedWithin(context, argument, seen);
    return [parameter.name, isOwned ? { kind: "parameter", name: parameter.name } : copyType];
  });
  const environment = { ...emptyEnvironment, types: new Map(types) };
  return ownedWithin({ ...context, world: alias.world, environment }, alias.declared.type, seen);
}

function regionNamed(context: Instantiation, lifetime: string | undefined): RegionId {
  const known = lifetime === undefined ? undefined : context.environment.regions.get(lifetime);
  return known ?? context.elided();
}
