/**
 * Gives every local of a body its type, with regions of its own.
 *
 * What is written counts; the rest follows from what is assigned, in the order of the code, until nothing changes. Lifetimes that
 * the function's own signature mentions are universal: the caller chooses them, and they outlive the body.
 */

import type { BlockId, Body, BodyId, CallId, LocalId, Operand, Place, Statement, Terminator } from "@freehold/mir/body";
import type { BorrowKind } from "@freehold/mir/declared";
import { definedPlace, successors } from "@freehold/mir/walk";
import { calledBy } from "./called-by.ts";
import type { Called, CallScope } from "./callee.ts";
import { isChangedThrough } from "./changed.ts";
import { resultOfCollection } from "./collection-method.ts";
import { contextualResult, contextualSignature, contextualTypes, type ContextualType } from "./contextual.ts";
import { elementOf, positionOf } from "./elements.ts";
import { blockOrder } from "./evaluation-order.ts";
import { givenAway } from "./given-away.ts";
import { collection, instantiate, record, staticRegion } from "./instantiate.ts";
import { inputsOf, type Input } from "./inputs.ts";
import { membersOf, type LiteralMember } from "./members.ts";
import { typedPlace, type TypedPlace } from "./place.ts";
import { awaited } from "./running.ts";
import { universalsOf, type Universals } from "./universals.ts";
import type { InstantiatedSignature } from "./signature.ts";
import type { Subset } from "./step.ts";
import { takenPlaces, type CapturedPlace } from "./captures.ts";
import { copyType, isMoved, mapRegions, regionsOf, type Captured, type RegionId, type Type } from "./type.ts";
import type { Handling } from "./strangers.ts";
import { typedCall } from "./typed-call.ts";
import type { StrictCode } from "./strict-code.ts";
import type { World } from "./world.ts";

export interface BodyTypes {
  readonly body: Body;
  /** Of the module around it; absent for the module's own body. */
  readonly module: BodyTypes | undefined;
  /** Of the body that makes this closure. */
  readonly outer: BodyTypes | undefined;
  readonly world: World;
  readonly scope: CallScope;
  readonly universals: Universals;
  /** Of the variables around a closure: they hold what they hold when its call is over, too. */
  readonly around: readonly RegionId[];
  typeOf(operand: Operand): Type;
  localType(local: LocalId): Type;
  /** As it is declared. */
  callee(call: Extract<Terminator, { kind: "call" }>): Called;
  call(call: Extract<Terminator, { kind: "call" }>): TypedCall;
  /** What a node takes in. */
  inputs(node: Statement | Terminator): readonly Input[];
  /** What somebody whose code is not strict does with the argument at `index`. */
  handling(call: Extract<Terminator, { kind: "call" }>, index: number): Handling;
  /** What a statement makes that makes a closure; its regions are the first of those of the values that it captures. */
  closure(made: ClosureStatement): Type;
  fresh(): RegionId;
  refreshed(type: Type): Type;
  regionCount(): number;
}

export type TypedCall =
  | Exclude<Called, { kind: "signature" | "make" }>
  | {
      readonly kind: "signature";
      readonly name: string;
      readonly instance: InstantiatedSignature;
      readonly isMethod: boolean;
      readonly bounds: readonly Subset[];
    };

/** An assignment, whose value is a closure. */
export type ClosureStatement = Extract<Statement, { kind: "assign" }>;

type Call = Extract<Terminator, { kind: "call" }>;

/** What ties the types of a closure to those of the body around it. */
export interface Links {
  /** Of the body that makes this closure. */
  readonly outer: BodyTypes | undefined;
  /** Of the module around it. */
  readonly module: BodyTypes | undefined;
  capturesOf(outer: BodyTypes, closure: BodyId): readonly CapturedPlace[];
}

export function typeBody(code: StrictCode, world: World, body: Body, links: Links): BodyTypes {
  const { bodies } = code;
  let regions = 1;
  const fresh = (): RegionId => regions++ as RegionId;
  const refreshed = (type: Type): Type => mapRegions(type, fresh);
  const own = world.declarations.signatures.get(body.id);
  const signature = contextualSignature(links.outer, body.id, own);
  const contextual = (region: () => RegionId): readonly (ContextualType | undefined)[] =>
    contextualTypes(links.outer, body.id, signature, region);
  const result = contextualResult(links.outer, body.id, own, fresh);
  const universals = universalsOf({ bodies, world, body, signature, contextual, contextualResult: result, fresh });
  const locals: (Type | undefined)[] = writtenLocals(body, world, universals, { outer: links.outer, module: links.module, fresh });
  const calls = new Map<CallId, TypedCall>();
  const inputs = new Map<Statement | Terminator, readonly Input[]>();
  const typeOf = (operand: Operand): Type =>
    operand.kind === "constant" ? copyType : typedPlace(locals[operand.place.local] ?? copyType, operand.place).type;
  const scope: CallScope = { world, bodies, body, environment: universals.environment, typeOf };
  const types: BodyTypes = {
    body,
    scope,
    module: links.module,
    outer: links.outer,
    world,
    universals,
    around: body.locals.flatMap(({ id, kind }) =>
      kind.kind === "capture" && kind.body === links.outer?.body.id ? regionsOf(locals[id]!) : [],
    ),
    typeOf,
    localType: (local) => locals[local] ?? copyType,
    callee: (terminator) => calledBy(scope, terminator),
    call(terminator) {
      const known = calls.get(terminator.call);
      if (known !== undefined) return known;
      const typed = typedCall(code, scope, terminator, fresh);
      if (typed.kind !== "somebody") calls.set(terminator.call, typed);
      return typed;
    },
    inputs(node) {
      const known = inputs.get(node) ?? inputsOf(types, node);
      inputs.set(node, known);
      return known;
    },
    handling: (terminator, index) => code.handling(body, terminator, index),
    closure(made) {
      const known = closures.get(made) ?? closureType(types, made, (closure) => links.capturesOf(types, closure));
      closures.set(made, known);
      return known;
    },
    fresh,
    refreshed,
    regionCount: () => regions,
  };
  const closures = new Map<ClosureStatement, Type>();
  inferLocals(types, locals);
  const given = givenAway(types);
  for (const local of given) locals[local] = { kind: "own", of: types.localType(local) };
  if (given.size > 0) inputs.clear();
  return types;
}

interface Surroundings {
  readonly outer: BodyTypes | undefined;
  readonly module: BodyTypes | undefined;
  readonly fresh: () => RegionId;
}

function writtenLocals(body: Body, world: World, universals: Universals, { outer, module, fresh }: Surroundings): (Type | undefined)[] {
  const written = world.declarations.locals.get(body.id);
  const types = body.locals.map(({ id, kind }): Type | undefined => {
    if (kind.kind === "return") return universals.result;
    if (kind.kind === "this") return universals.receiver;
    if (kind.kind === "capture" && outer?.body.id === kind.body) return mapRegions(outer.localType(kind.local), fresh);
    // What a module holds lives as long as the program, and so must whatever is put into it.
    if (kind.kind === "capture" && module?.body.id === kind.body) return mapRegions(module.localType(kind.local), () => staticRegion);
    const parameter = body.params.indexOf(id);
    if (parameter >= 0) return universals.arguments[parameter] ?? copyType;
    const declared = written?.get(id);
    return declared === undefined ? undefined : instantiate({ world, environment: universals.environment, elided: fresh }, declared);
  });
  return types;
}

type CapturesOf = (closure: BodyId) => readonly CapturedPlace[];

function inferLocals(types: BodyTypes, locals: (Type | undefined)[]): void {
  const order = blockOrder(types.body);
  const turnsBack = hasLoop(types.body, order);
  // A type is found once and then stays, so this ends. Without a loop, whatever is used was given its type before.
  for (let changed = true; changed;) {
    changed = false;
    for (const block of order) {
      const { statements, terminator } = types.body.blocks[block]!;
      for (const node of [...statements, terminator]) changed = inferFrom(types, locals, node) || changed;
    }
    if (!turnsBack) return;
  }
}

/** An edge leads to a block that comes before the one that it leaves, or is the same. */
function hasLoop({ blocks }: Body, order: readonly BlockId[]): boolean {
  const passed = new Uint8Array(blocks.length);
  return order.some((block) => {
    passed[block] = 1;
    return successors(blocks[block]!.terminator).some(({ target }) => passed[target] === 1);
  });
}

function inferFrom(types: BodyTypes, locals: (Type | undefined)[], node: Statement | Terminator): boolean {
  const target = node.kind === "assign" ? node.target : "destination" in node ? node.destination : undefined;
  if (target === undefined || target.path.length > 0 || locals[target.local] !== undefined) return false;
  const type = definedType(types, node);
  if (type === undefined || (type.kind === "copy" && type.of === undefined)) return false;
  locals[target.local] = types.refreshed(type);
  return true;
}

function definedType(types: BodyTypes, node: Statement | Terminator): Type | undefined {
  switch (node.kind) {
    case "assign":
      if (node.value.kind === "closure") return types.closure(node);
      return node.value.kind === "use" ? boundType(types, node.value.operand, node) : rvalueType(types, node);
    case "call":
      return resultType(types, node);
    case "next": {
      const part = positionOf(types, node);
      return part === undefined ? elementOf(types.typeOf(node.iterated)) : boundType(types, part, node);
    }
    case "await":
      return awaited(types.typeOf(node.operand));
    default:
      return undefined;
  }
}

function closureType(types: BodyTypes, { target, value }: ClosureStatement, capturesOf: CapturesOf): Type {
  const [only] = value.kind === "closure" && value.what === "function" ? value.bodies : [];
  if (only === undefined || types.body.kind === "module") return copyType;
  const moves = isMoveClosure(types, target.local);
  const typed = (place: Place): TypedPlace => typedPlace(types.localType(place.local), place);
  const found = moves ? takenPlaces(capturesOf(only), typed) : capturesOf(only);
  const captures = found.flatMap(({ place, how, usedUp, kept, into }): readonly Captured[] => {
    const { type } = typed(place);
    if (type.kind === "copy" && place.path.length === 0) return [];
    return [{ place, how, usedUp, kept, into, type: how === "moved" ? type : capturedType(type, how) }];
  });
  return { kind: "closure", bodies: value.kind === "closure" ? value.bodies : [], captures };
}

/** A reference is not borrowed once more: what it points to is. */
function capturedType(type: Type, how: BorrowKind): Type {
  if (type.kind === "borrow") return { ...type, how: type.how === "shared" ? "shared" : how };
  return { kind: "borrow", how, region: staticRegion, of: type };
}

/** `move(() => …)`. */
function isMoveClosure(types: BodyTypes, closure: LocalId): boolean {
  return types.body.blocks.some(({ terminator }) => {
    if (terminator.kind !== "call" || terminator.args.length !== 1) return false;
    const { value } = terminator.args[0]!;
    return value.kind === "place" && value.place.local === closure && types.call(terminator).kind === "move";
  });
}

/** `const { a } = p`: a pattern on a borrow borrows the parts that it names, where `const a = p.a` would move one. */
function boundType(types: BodyTypes, operand: Operand, node: Statement | Terminator): Type {
  const target = definedPlace(node);
  if (operand.kind === "constant" || target === undefined) return copyType;
  const { path, type } = typedPlace(types.localType(operand.place.local), operand.place);
  const name = types.body.locals[target.local]!.span;
  const isPattern = node.kind === "next" || (operand.span.start <= name.start && name.end <= operand.span.end);
  if (path.at(-1)?.kind === "accessor" && type.kind === "borrow" && type.how === "exclusive") {
    const isChanged = isChangedThrough(types.scope, target.local, type.of);
    return { ...type, how: isChanged ? "exclusive" : "shared", region: staticRegion };
  }
  const derefs = path.filter((step) => step.kind === "deref");
  if (!isPattern || derefs.length === 0 || !isMoved(type)) return type;
  return { kind: "borrow", how: derefs.some(({ how }) => how === "shared") ? "shared" : "exclusive", region: staticRegion, of: type };
}

function rvalueType(types: BodyTypes, { target, value }: Extract<Statement, { kind: "assign" }>): Type {
  switch (value.kind) {
    case "array":
      return isTakenApart(types.body, target.local)
        ? record(new Map(membersOf(types, value).map(({ name, operand }, index) => [name ?? String(index), types.typeOf(operand)])))
        : collection("Array", [tracked(membersOf(types, value).map((member) => memberOf(types, member)))]);
    case "object":
      return record(new Map(membersOf(types, value).map((member) => [member.name ?? "", memberOf(types, member)])));
    default:
      return copyType;
  }
}

function memberOf(types: BodyTypes, { operand, spread }: LiteralMember): Type {
  const type = types.typeOf(operand);
  return spread ? elementOf(type) : type;
}

/** `[a, b] = [b, a]`: nobody ever sees the array. */
function isTakenApart({ blocks, locals }: Body, local: LocalId): boolean {
  if (locals[local]!.kind.kind !== "temporary") return false;
  return blocks.some(
    ({ terminator }) =>
      terminator.kind === "next" &&
      terminator.position !== undefined &&
      terminator.iterated.kind === "place" &&
      terminator.iterated.place.local === local,
  );
}

function tracked(types: readonly Type[]): Type {
  return types.find(({ kind }) => kind !== "copy") ?? types[0] ?? copyType;
}

export function resultType(types: BodyTypes, call: Call): Type {
  const typed = types.call(call);
  const first = call.args[0]?.value;
  const given = first === undefined ? copyType : types.typeOf(first);
  switch (typed.kind) {
    case "borrow":
      if (given.kind === "borrow") return { ...given, how: typed.how, region: staticRegion };
      return isMoved(given) ? { kind: "borrow", how: typed.how, region: staticRegion, of: given } : given;
    case "move":
      return given;
    case "closure":
      return typed.async ? { kind: "running", what: "promise", region: staticRegion, of: copyType } : copyType;
    case "wait":
      return { kind: "running", what: "promise", region: staticRegion, of: copyType };
    case "signature":
      return typed.instance.result;
    case "collection":
      return resultOfCollection(typed.of, typed.name);
    case "somebody": {
      const back = returnedArgument(types, call);
      return back === undefined ? copyType : types.typeOf(call.args[back]!.value);
    }
  }
}

/** The position of the argument that somebody whose code is not strict gives back as it is. */
export function returnedArgument(types: BodyTypes, call: Call): number | undefined {
  const index = call.args.findIndex(({ value }, position) => {
    const type = types.typeOf(value);
    return (isMoved(type) || regionsOf(type).length > 0) && types.handling(call, position) === "given-back";
  });
  return index < 0 ? undefined : index;
}
