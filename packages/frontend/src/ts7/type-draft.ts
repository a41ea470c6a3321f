/** The first dialogue about one type: its shape, what it is made of, and the classes whose facts it shares. */

import type { Origin, TypeShape } from "@freehold/mir/program";
import {
  ObjectFlags,
  SymbolFlags,
  TypeFlags,
  type APIRequestGenerator,
  type Signature,
  type Symbol as TsSymbol,
  type Type,
} from "typescript/sync";
import { originOf } from "./origin.ts";
import type { Session } from "./session.ts";

export interface TypeDraft {
  readonly shape: TypeShape;
  readonly name: string;
  readonly origin: Origin;
  readonly parts: readonly Type[];
  /** Declared classes and interfaces, generic ones without arguments; several for intersections. */
  readonly targets: readonly Type[];
  /** Its members are its own, not those of one declared class. */
  readonly structural: boolean;
  /** `this` inside a class. */
  readonly sameAs?: Type;
}

const unknownOrigin: Origin = { kind: "unknown" };
const noDraft: TypeDraft = { shape: "object", name: "", origin: unknownOrigin, parts: [], targets: [], structural: false };

/** Unions of more parts are lists of literals or of tree nodes, never of resources. */
const maxParts = 48;

const primitives: readonly (readonly [flags: number, name: string])[] = [
  [TypeFlags.Any, "any"],
  [TypeFlags.Unknown, "unknown"],
  [TypeFlags.Never, "never"],
  [TypeFlags.Undefined | TypeFlags.Void, "undefined"],
  [TypeFlags.Null, "null"],
  [TypeFlags.StringLike | TypeFlags.TemplateLiteral | TypeFlags.StringMapping | TypeFlags.Index, "string"],
  [TypeFlags.NumberLike | TypeFlags.EnumLike, "number"],
  [TypeFlags.BooleanLike, "boolean"],
  [TypeFlags.BigIntLike, "bigint"],
  [TypeFlags.ESSymbolLike, "symbol"],
];

/** Types without structure have no id of their own: all string literals are `string`. */
export function primitiveName(type: Type): string | undefined {
  return primitives.find(([flags]) => (type.flags & flags) !== 0)?.[1];
}

export function* typeDraft(session: Session, type: Type): APIRequestGenerator<TypeDraft> {
  const primitive = primitiveName(type);
  if (primitive !== undefined) return { ...noDraft, shape: primitiveShape(primitive), name: primitive };
  if (type.isUnionType()) return yield* unionDraft(session, type);
  if (type.isIntersectionType()) return yield* intersectionDraft(session, type);
  if (type.isTupleType())
    return {
      ...noDraft,
      shape: "array",
      name: "tuple",
      origin: { kind: "library" },
      parts: yield* session.checker.getTypeArguments.gen(type),
    };
  if (type.isTypeReference() && type.isObjectType()) return yield* nominalDraft(session, type, yield* type.getTarget.gen());
  if (type.isClassOrInterface()) return yield* nominalDraft(session, type, type);
  return type.isObjectType() ? yield* anonymousDraft(session, type) : yield* parameterDraft(session, type);
}

function primitiveShape(name: string): TypeShape {
  if (name === "any" || name === "unknown" || name === "never") return name;
  return name === "undefined" || name === "null" ? "nullish" : "primitive";
}

function* unionDraft(session: Session, type: Type): APIRequestGenerator<TypeDraft> {
  const parts: readonly Type[] = (type.isUnionType() ? yield* type.getTypes.gen() : undefined) ?? [];
  const name = parts.length > maxParts ? "union" : yield* session.checker.typeToString.gen(type);
  return { ...noDraft, shape: "union", name, parts: parts.slice(0, maxParts) };
}

function* intersectionDraft(session: Session, type: Type): APIRequestGenerator<TypeDraft> {
  const parts: readonly Type[] = (type.isIntersectionType() ? yield* type.getTypes.gen() : undefined) ?? [];
  // A number with a brand is a number.
  const branded = parts.map(primitiveName).find((name) => name !== undefined && primitiveShape(name) === "primitive");
  if (branded !== undefined) return { ...noDraft, shape: "primitive", name: branded };
  const targets: Type[] = [];
  for (const part of parts) {
    if (part.isTypeReference() && !part.isTupleType()) targets.push(yield* part.getTarget.gen());
    else if (part.isClassOrInterface()) targets.push(part);
  }
  const alias: TsSymbol | undefined = yield* type.getAliasSymbol.gen();
  return { ...noDraft, name: alias?.name ?? "", targets, structural: true };
}

/** Library types whose arguments are what they hold or lead to. */
const containers: ReadonlyMap<string, TypeShape> = new Map([
  ...["Promise", "PromiseLike"].map((name) => [name, "promise"] as const),
  ...["Array", "ReadonlyArray"].map((name) => [name, "array"] as const),
  ...["Map", "ReadonlyMap", "Set", "ReadonlySet", "Iterable", "Iterator", "IterableIterator", "IteratorObject", "Generator"].map(
    (name) => [name, "iterable"] as const,
  ),
  ...["ArrayIterator", "MapIterator", "SetIterator", "StringIterator", "RegExpStringIterator"].map((name) => [name, "iterable"] as const),
  ...["AsyncIterable", "AsyncIterator", "AsyncIterableIterator", "AsyncIteratorObject", "AsyncGenerator"].map(
    (name) => [name, "async-iterable"] as const,
  ),
]);

function* nominalDraft(session: Session, type: Type, target: Type): APIRequestGenerator<TypeDraft> {
  const symbol: TsSymbol | undefined = yield* target.getSymbol.gen();
  const origin: Origin = symbol === undefined ? unknownOrigin : yield* originOf(session, symbol);
  const shape = origin.kind === "library" ? containers.get(symbol?.name ?? "") : undefined;
  const draft: TypeDraft = { ...noDraft, name: symbol?.name ?? "", origin, targets: [target] };
  if (shape !== undefined && type.isTypeReference()) {
    const given: readonly Type[] = yield* session.checker.getTypeArguments.gen(type);
    return { ...draft, shape, parts: given.slice(0, heldArguments(draft.name)) };
  }
  if (origin.kind === "library" || (objectFlagsOf(target) & ObjectFlags.Class) !== 0) return draft;
  const [signature]: readonly Signature[] = yield* type.getCallSignatures.gen();
  return signature === undefined ? draft : { ...draft, shape: "function", parts: [yield* signature.getReturnType.gen()] };
}

/** A map holds its keys and values; of a generator only what it yields is held. */
function heldArguments(name: string): number {
  return name === "Map" || name === "ReadonlyMap" ? 2 : 1;
}

function* anonymousDraft(session: Session, type: Type): APIRequestGenerator<TypeDraft> {
  const symbol: TsSymbol | undefined = yield* type.getSymbol.gen();
  const alias: TsSymbol | undefined = yield* type.getAliasSymbol.gen();
  const named = alias ?? symbol;
  const origin: Origin = named === undefined ? unknownOrigin : yield* originOf(session, named);
  const name: string = alias?.name ?? (yield* session.checker.typeToString.gen(type));
  const [signature]: readonly Signature[] = yield* type.getCallSignatures.gen();
  if (signature === undefined) return { ...noDraft, name, origin, structural: true };
  const plain = ((symbol?.flags ?? 0) & (SymbolFlags.Function | SymbolFlags.Method)) !== 0;
  return { ...noDraft, shape: "function", name, origin, parts: [yield* signature.getReturnType.gen()], structural: !plain };
}

/** Type parameters, and what is not known before they are: conditional types, `T[K]`. */
function* parameterDraft(session: Session, type: Type): APIRequestGenerator<TypeDraft> {
  const constraint: Type | undefined = yield* session.checker.getBaseConstraintOfType.gen(type);
  if (type.isTypeParameter() && type.isThisType === true && constraint !== undefined)
    return { ...noDraft, parts: [constraint], sameAs: constraint };
  const name: string = yield* session.checker.typeToString.gen(type);
  const parts = constraint === undefined || constraint.id === type.id ? [] : [constraint];
  return { ...noDraft, shape: "parameter", name, parts, structural: parts.length > 0 };
}

function objectFlagsOf(type: Type): number {
  return type.isObjectType() ? type.objectFlags : 0;
}
