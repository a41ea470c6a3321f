/** Who is called: a word of ours, a function of strict code, a method of its classes, or somebody else. */

import type { Body, Callee, LocalId, Operand, Terminator } from "@freehold/mir/body";
import type { BorrowKind, DeclaredClass, DeclaredType, Signature } from "@freehold/mir/declared";
import { baseOf } from "./instantiate.ts";
import { dereferenced, memberType } from "./place.ts";
import { borrowOfThis, inferredReceiver } from "./receiver.ts";
import { chaining, joining } from "./running.ts";
import { calledType, emptyEnvironment, type ClassType, type ClosureType, type Type, type TypeEnvironment } from "./type.ts";
import type { Found, World } from "./world.ts";

export type Call = Extract<Terminator, { kind: "call" }>;

export type Called =
  /** `ref(x)` and `mut(x)`. */
  | { readonly kind: "borrow"; readonly how: BorrowKind }
  /** `move(x)`. */
  | { readonly kind: "move" }
  | CalledSignature
  /** A method of an array, a map or a set. */
  | { readonly kind: "collection"; readonly of: Extract<Type, { kind: "collection" }>; readonly name: string }
  | { readonly kind: "closure"; readonly of: ClosureType; readonly async: boolean }
  /** `p.then(…)`, `Promise.all([…])`: a promise that waits for others. */
  | { readonly kind: "wait" }
  | { readonly kind: "make"; readonly of: Found<DeclaredClass> }
  /** Its arguments are looked at for the time of the call. */
  | { readonly kind: "somebody" };

export interface CalledSignature {
  readonly kind: "signature";
  readonly name: string;
  readonly signature: Signature;
  readonly world: World;
  /** Of the receiver's class. */
  readonly outer: TypeEnvironment;
  /** Of a method whose `this` is not written. */
  readonly receiver: DeclaredType | undefined;
}

export interface CallScope {
  readonly world: World;
  readonly bodies: readonly Body[];
  readonly body: Body;
  /** What names of type parameters stand for in it. */
  readonly environment: TypeEnvironment;
  typeOf(operand: Operand): Type;
}

/** By the first declaration of a method that has two. */
export function plainlyCalledBy(scope: CallScope, call: Call): Called {
  const { callee } = call;
  if (callee.kind === "method") return calledMethod(scope, callee);
  if (callee.kind === "computed-method" || callee.operand.kind !== "place") return { kind: "somebody" };
  const { place } = callee.operand;
  if (place.path.length > 0) return { kind: "somebody" };
  const { name } = scope.body.locals[place.local]!;
  if (call.form === "new") {
    const of = isOutside(scope.body, scope.bodies, place.local) ? scope.world.classOf(name) : undefined;
    return of === undefined ? { kind: "somebody" } : { kind: "make", of };
  }
  return calledFunction(scope, place.local, scope.typeOf(callee.operand));
}

/** Its own, or a base's. */
export function findMethod(type: ClassType, name: string): { readonly signature: Signature; readonly of: ClassType } | undefined {
  const signature = type.of.methods.get(name);
  if (signature !== undefined) return { signature, of: type };
  const base = baseOf(type);
  return base === undefined ? undefined : findMethod(base, name);
}

function calledFunction({ body, bodies, world }: CallScope, local: LocalId, type: Type): Called {
  const { kind, name } = body.locals[local]!;
  const word = kind.kind === "import" && kind.module === "freehold" ? ownWord(kind.name) : undefined;
  if (word !== undefined) return word;
  const called = calledType(type);
  if (called.kind === "closure") return { kind: "closure", of: called, async: called.bodies.some((id) => bodies[id]?.async === true) };
  if (called.kind === "function") return plainCall(name, { declared: called.signature, world: called.world });
  const found = isOutside(body, bodies, local) ? world.functionOf(name) : undefined;
  return found === undefined ? { kind: "somebody" } : plainCall(name, found);
}

function ownWord(name: string): Called | undefined {
  if (name === "ref" || name === "mut") return { kind: "borrow", how: name === "ref" ? "shared" : "exclusive" };
  return name === "move" ? { kind: "move" } : undefined;
}

function plainCall(name: string, { declared, world }: Found<Signature>): CalledSignature {
  return { kind: "signature", name, signature: declared, world, outer: emptyEnvironment, receiver: undefined };
}

function calledMethod(scope: CallScope, { receiver, name }: Extract<Callee, { kind: "method" }>): Called {
  const { type: given } = dereferenced({ local: 0 as LocalId, path: [], type: scope.typeOf(receiver) });
  const type = given.kind === "own" ? given.of : given;
  const collection = collectionIn(type);
  if (collection !== undefined) return { kind: "collection", of: collection, name };
  if (type.kind === "running" && chaining.has(name)) return { kind: "wait" };
  const classes = classesOf(type);
  if (classes.length === 0) return staticMethod(scope, receiver, name);
  const found = classes.map((each) => findMethod(each, name)).find((each) => each !== undefined);
  if (found === undefined) return calledField(type, name);
  const { signature, of } = found;
  // What the collector owns may be changed by whoever has it.
  const unwritten = type.kind === "copy" ? borrowOfThis("shared") : inferredReceiver(scope.bodies, of.of, signature);
  return { kind: "signature", name, signature, world: of.world, outer: { ...of.environment, self: of }, receiver: unwritten };
}

function collectionIn(type: Type): Extract<Type, { kind: "collection" }> | undefined {
  if (type.kind === "collection") return type;
  // What the collector owns could be of any class with type parameters.
  const of = type.kind === "copy" && type.of?.kind === "collection" ? type.of : undefined;
  return of !== undefined && ownCollections.has(of.name) ? of : undefined;
}

const ownCollections: ReadonlySet<string> = new Set(["Array", "Map", "ReadonlyMap", "ReadonlySet", "Set", "WeakMap", "WeakSet"]);

/** A function that is a field. */
function calledField(type: Type, name: string): Called {
  const field = memberType(type, name);
  return field.kind === "function" ? plainCall(name, { declared: field.signature, world: field.world }) : { kind: "somebody" };
}

/** Of a union, each: TypeScript lets only those methods be called that all of them have. */
function classesOf(type: Type): readonly ClassType[] {
  switch (type.kind) {
    case "class":
      return [type];
    case "union":
      return type.parts.flatMap(classesOf);
    case "copy":
      return type.of === undefined ? [] : classesOf(type.of);
    default:
      return [];
  }
}

/** `Item.of(1)`. */
function staticMethod({ body, bodies, world }: CallScope, receiver: Operand, name: string): Called {
  if (receiver.kind !== "place" || receiver.place.path.length > 0 || !isOutside(body, bodies, receiver.place.local)) {
    return { kind: "somebody" };
  }
  const local = body.locals[receiver.place.local]!;
  if (local.name === "Promise" && joining.has(name)) return { kind: "wait" };
  const found = world.classOf(local.name);
  const signature = found?.declared.statics.get(name);
  return found === undefined || signature === undefined
    ? { kind: "somebody" }
    : plainCall(name, { declared: signature, world: found.world });
}

/** Declared at the top of a module, this one or another. */
function isOutside(body: Body, bodies: readonly Body[], local: LocalId): boolean {
  const { kind } = body.locals[local]!;
  switch (kind.kind) {
    case "import":
    case "global":
      return true;
    case "binding":
      return body.kind === "module";
    case "capture": {
      const outer = bodies[kind.body];
      return outer !== undefined && isOutside(outer, bodies, kind.local);
    }
    case "return":
    case "this":
    case "param":
    case "temporary":
      return false;
  }
}
