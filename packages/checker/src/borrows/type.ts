/** Types as the borrow checker sees them: who owns, what borrows, and a region for each lifetime in them. */

import type { Span } from "@freehold/diagnostics/span";
import type { BodyId, LocalId, Place } from "@freehold/mir/body";
import type { BorrowKind, DeclaredClass, Signature } from "@freehold/mir/declared";
import { assertNever } from "@freehold/mir/assert";
import type { World } from "./world.ts";

/** A set of loans that a borrow may come from; what Rust writes `'a`, and Polonius calls an origin. */
export type RegionId = number & { readonly [regionId]: true };
declare const regionId: unique symbol;

export type Type =
  /** Primitives, and what the garbage collector owns: nothing is tracked. `of` tells the methods and elements that it has. */
  | { readonly kind: "copy"; readonly of?: Type }
  | { readonly kind: "borrow"; readonly how: BorrowKind; readonly region: RegionId; readonly of: Type }
  | ClassType
  /** `Map<string, Item>`, `Item[]`, `Promise<Item>`: something owned lies in it, at no fixed place. */
  | { readonly kind: "collection"; readonly name: string; readonly elements: readonly Type[] }
  | { readonly kind: "record"; readonly fields: ReadonlyMap<string, Type> }
  | { readonly kind: "union"; readonly parts: readonly Type[] }
  | ClosureType
  | RunningType
  /** A function of which only the signature is known; in `region` lies what it may have captured. */
  | { readonly kind: "function"; readonly signature: Signature; readonly world: World; readonly region: RegionId }
  /** A class itself: `new` and static methods are called on it. */
  | { readonly kind: "constructor"; readonly of: DeclaredClass; readonly world: World }
  /** `T`: it could be anything, so it moves. Where something is put into it, `region` has what that borrows. */
  | { readonly kind: "parameter"; readonly name: string; readonly region?: RegionId }
  /** Explicitly `Own<…>` of something the collector owns: it moves, and its scope's end is no event. */
  | { readonly kind: "own"; readonly of: Type }
  | { readonly kind: "unknown"; readonly reason: string };

/** Owned, or it holds what is owned or borrowed; all other classes are the collector's. */
export interface ClassType {
  readonly kind: "class";
  /** What only looks at something, through shared borrows, is copied like they are. */
  readonly use: "moves" | "copies";
  readonly of: DeclaredClass;
  /** Where its declaration stands. */
  readonly world: World;
  /** By the name of the class's parameter. */
  readonly environment: TypeEnvironment;
}

/** A promise of `of`, or a generator of many; in `region` lies what it was called with. */
export interface RunningType {
  readonly kind: "running";
  readonly what: "promise" | "generator";
  readonly region: RegionId;
  readonly of: Type;
}

export interface ClosureType {
  readonly kind: "closure";
  readonly bodies: readonly BodyId[];
  readonly captures: readonly Captured[];
}

/** A place of the body that made the closure, by borrow or by move; `type` is what the closure keeps of it. */
export interface Captured {
  readonly place: Place;
  readonly how: BorrowKind | "moved";
  readonly type: Type;
  /** Where its code gives the value away, so that it can be called once. */
  readonly usedUp: Span | undefined;
  /** Its code hands a borrow of it to somebody who keeps it. */
  readonly kept: boolean;
  /** Variables of that body into which its code puts a borrow of it. */
  readonly into: readonly LocalId[];
}

/** What the names of lifetime and type parameters stand for. */
export interface TypeEnvironment {
  readonly regions: ReadonlyMap<string, RegionId>;
  readonly types: ReadonlyMap<string, Type>;
  readonly self?: Type;
}

export const emptyEnvironment: TypeEnvironment = { regions: new Map(), types: new Map() };
export const copyType: Type = { kind: "copy" };

/** Whether a use by value takes the value away from where it was. */
export function isMoved(type: Type): boolean {
  switch (type.kind) {
    case "copy":
    case "function":
    case "constructor":
    case "unknown":
      return false;
    case "borrow":
      return type.how === "exclusive";
    case "class":
      return type.use === "moves";
    case "own":
    case "parameter":
    case "collection":
      return true;
    case "running":
      return isMoved(type.of);
    case "record":
      return [...type.fields.values()].some(isMoved);
    case "union":
      return type.parts.some(isMoved);
    case "closure":
      return type.captures.some(({ how, type: captured }) => how === "exclusive" || (how === "moved" && isMoved(captured)));
    default:
      return assertNever(type);
  }
}

/** What is called when a value of this type is called: behind references too. */
export function calledType(type: Type): Type {
  return type.kind === "borrow" || type.kind === "own" ? calledType(type.of) : type;
}

/** Every region that stands in it, in the order of the text. */
export function regionsOf(type: Type): readonly RegionId[] {
  switch (type.kind) {
    case "copy":
    case "constructor":
    case "unknown":
      return none;
    case "parameter":
      return type.region === undefined ? none : [type.region];
    case "function":
      return [type.region];
    case "running":
      return [type.region, ...regionsOf(type.of)];
    case "borrow":
      return [type.region, ...regionsOf(type.of)];
    case "class":
      return isBare(type.environment) ? none : regionsOfEnvironment(type.environment);
    case "collection":
      return type.elements.flatMap(regionsOf);
    case "record":
      return [...type.fields.values()].flatMap(regionsOf);
    case "union":
      return type.parts.flatMap(regionsOf);
    case "own":
      return regionsOf(type.of);
    case "closure":
      return type.captures.flatMap(({ type: captured }) => regionsOf(captured));
    default:
      return assertNever(type);
  }
}

function regionsOfEnvironment({ regions, types }: TypeEnvironment): readonly RegionId[] {
  return [...regions.values(), ...[...types.values()].flatMap(regionsOf)];
}

/** A class without parameters is the same type wherever it stands. */
function isBare({ regions, types }: TypeEnvironment): boolean {
  return regions.size === 0 && types.size === 0;
}

const none: readonly never[] = [];

/** The same type with other regions. */
export function mapRegions(type: Type, to: (region: RegionId) => RegionId): Type {
  switch (type.kind) {
    case "copy":
    case "constructor":
    case "unknown":
      return type;
    case "parameter":
      return type.region === undefined ? type : { ...type, region: to(type.region) };
    case "function":
      return { ...type, region: to(type.region) };
    case "borrow":
      return { ...type, region: to(type.region), of: mapRegions(type.of, to) };
    case "class":
      return isBare(type.environment) ? type : { ...type, environment: mapEnvironment(type.environment, to) };
    case "collection":
      return { ...type, elements: type.elements.map((element) => mapRegions(element, to)) };
    case "running":
      return { ...type, region: to(type.region), of: mapRegions(type.of, to) };
    case "record":
      return { ...type, fields: new Map([...type.fields].map(([name, field]) => [name, mapRegions(field, to)])) };
    case "union":
      return { ...type, parts: type.parts.map((part) => mapRegions(part, to)) };
    case "own":
      return { ...type, of: mapRegions(type.of, to) };
    case "closure":
      return { ...type, captures: type.captures.map((each) => ({ ...each, type: mapRegions(each.type, to) })) };
    default:
      return assertNever(type);
  }
}

function mapEnvironment(environment: TypeEnvironment, to: (region: RegionId) => RegionId): TypeEnvironment {
  return {
    ...environment,
    regions: new Map([...environment.regions].map(([name, region]) => [name, to(region)])),
    types: new Map([...environment.types].map(([name, type]) => [name, mapRegions(type, to)])),
  };
}
