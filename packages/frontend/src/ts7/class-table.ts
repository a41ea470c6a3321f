/** Facts of declared classes and interfaces, once for each whatever its type arguments: its members that matter, its bases, its origin. */

import { isOwnershipMember } from "@freehold/mir/vocabulary";
import type { Origin } from "@freehold/mir/program";
import { all, SymbolFlags, TypeFlags, type APIRequestGenerator, type Symbol as TsSymbol, type Type } from "typescript/sync";
import { declarationNode, implementedNames } from "./declaration.ts";
import { originOf } from "./origin.ts";
import { askTogether, type Session } from "./session.ts";
import { declaredName } from "./symbol-facts.ts";

export interface ClassFact extends MemberFacts {
  readonly name: string;
  readonly origin: Origin;
  /** Nearest first, transitively. */
  readonly bases: readonly string[];
}

export interface MemberFacts {
  readonly members: readonly string[];
  readonly callableWithoutArguments: readonly string[];
}

export interface ClassTable {
  /** Generic types are asked by their target, so that all their instances share the answer. */
  learn(targets: readonly Type[]): void;
  fact(target: Type): ClassFact;
}

/** A class and what it is made from. Members are asked of the classes in question only: they have those of their bases. */
interface Ancestry {
  readonly name: string;
  readonly origin: Origin;
  readonly implemented: readonly string[];
  readonly parents: readonly Type[];
}

export function classTable(session: Session): ClassTable {
  const ancestries = new Map<number, Ancestry>();
  const members = new Map<number, MemberFacts>();
  const noArguments = functionWithoutArguments(session);
  return { learn, fact };

  function learn(targets: readonly Type[]): void {
    const direct = newTypes(targets, members);
    const found = askTogether(session, direct, (target) => membersOf(session, target, noArguments));
    direct.forEach((target, index) => members.set(target.id, found[index]!));
    let wave = newTypes(targets, ancestries);
    while (wave.length > 0) {
      const learned = askTogether(session, wave, (target) => ancestryOf(session, target));
      wave.forEach((target, index) => ancestries.set(target.id, learned[index]!));
      wave = newTypes(
        learned.flatMap((ancestry) => ancestry.parents),
        ancestries,
      );
    }
  }

  function fact(target: Type): ClassFact {
    const ancestry = ancestries.get(target.id)!;
    return { name: ancestry.name, origin: ancestry.origin, ...members.get(target.id)!, bases: basesOf(ancestry) };
  }

  function basesOf(start: Ancestry): readonly string[] {
    const names = new Set(start.implemented);
    let level = start.parents;
    while (level.length > 0) {
      const parents = level.map((parent) => ancestries.get(parent.id)!).filter((parent) => !names.has(parent.name));
      for (const parent of parents) names.add(parent.name);
      for (const parent of parents) for (const name of parent.implemented) names.add(name);
      level = parents.flatMap((parent) => parent.parents);
    }
    return [...names];
  }
}

function newTypes(types: readonly Type[], known: ReadonlyMap<number, unknown>): readonly Type[] {
  return [...new Map(types.filter((type) => !known.has(type.id)).map((type) => [type.id, type])).values()];
}

function* ancestryOf(session: Session, target: Type): APIRequestGenerator<Ancestry> {
  const symbol: TsSymbol | undefined = yield* target.getSymbol.gen();
  const bases: readonly Type[] = (yield* target.getBaseTypes.gen()) ?? [];
  const parents: Type[] = [];
  for (const base of bases) parents.push(...(yield* targetsOf(base)));
  const node = symbol?.valueDeclaration === undefined ? undefined : declarationNode(session, symbol.valueDeclaration);
  return {
    name: symbol === undefined ? "" : yield* declaredName(symbol),
    origin: symbol === undefined ? { kind: "unknown" } : yield* originOf(session, symbol),
    implemented: node === undefined ? [] : implementedNames(node),
    parents,
  };
}

/** A mixin's base is an intersection: each of its parts is a parent. */
function* targetsOf(base: Type): APIRequestGenerator<readonly Type[]> {
  if (base.isIntersectionType()) {
    const parts: readonly Type[] = yield* base.getTypes.gen();
    const targets: Type[] = [];
    for (const part of parts) targets.push(...(yield* targetsOf(part)));
    return targets;
  }
  if (base.isTypeReference()) return [yield* base.getTarget.gen()];
  return base.isClassOrInterface() ? [base] : [];
}

/** Well-known symbols are among a type's properties, though they cannot be asked for by name. */
export function* membersOf(session: Session, type: Type, noArguments: Type | undefined): APIRequestGenerator<MemberFacts> {
  const properties: readonly TsSymbol[] = yield* type.getApparentProperties.gen();
  const wanted = properties.filter((property) => isOwnershipMember(memberName(property)));
  if (wanted.length === 0) return { members: [], callableWithoutArguments: [] };
  const types: readonly Type[] = yield* session.checker.getTypeOfSymbol.gen(wanted);
  const candidates = wanted.filter((_, index) => noArguments !== undefined && !isUntyped(types[index]!));
  const asked = candidates.map((member) => session.checker.isTypeAssignableTo.gen(types[wanted.indexOf(member)]!, noArguments!));
  const callable: readonly boolean[] = yield* all(...asked);
  return {
    members: wanted.map(memberName).sort(),
    callableWithoutArguments: candidates
      .filter((_, index) => callable[index])
      .map(memberName)
      .sort(),
  };
}

/** The compiler spells `[Symbol.dispose]` as `__@dispose@` and a number that changes from run to run. */
function memberName(property: TsSymbol): string {
  const wellKnown = /^__@(\w+)@\d+$/.exec(property.escapedName)?.[1];
  return wellKnown === undefined ? property.name : `[Symbol.${wellKnown}]`;
}

/** `any` and `never` can be assigned to everything, which says nothing. */
function isUntyped(type: Type): boolean {
  return (type.flags & (TypeFlags.Any | TypeFlags.Never)) !== 0;
}

/**
 * The type `() => void`, to which exactly those functions can be assigned that may be called without arguments. The API does not
 * tell which parameters are optional, and makes no types: the declared type of `Map.prototype.clear` serves.
 */
export function functionWithoutArguments(session: Session): Type | undefined {
  const map = session.checker.resolveName("Map", SymbolFlags.Interface);
  const clear = map?.getMembers().get("clear" as TsSymbol["escapedName"]);
  return clear === undefined ? undefined : session.checker.getTypeOfSymbol(clear);
}
