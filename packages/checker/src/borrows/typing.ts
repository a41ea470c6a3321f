/**
 * Gives every local of a body its type, with regions of its own.
 *
 * What is written counts; the rest follows from what is assigned, in the order of the code, until nothing changes. Lifetimes that
 * the function's own signature mentions are universal: the caller chooses them, and they outlive the body.
 */

import type { Body, CallId, LocalId, Operand, Rvalue, Statement, Terminator } from "@freehold/mir/body";
import type { Signature } from "@freehold/mir/declared";
import { reversePostorder } from "@freehold/mir/cfg/reverse-postorder";
import { calledBy, type Called, type CallScope } from "./callee.ts";
import { boundTypes } from "./bound-types.ts";
import { argumentsFor, classType, collection, instantiate, staticRegion, trackedClass } from "./instantiate.ts";
import { typedPlace } from "./place.ts";
import { universalsOf, type Universals } from "./universals.ts";
import { instantiateSignature, type InstantiatedSignature } from "./signature.ts";
import type { Subset } from "./step.ts";
import { copyType, mapRegions, type RegionId, type Type } from "./type.ts";
import type { World } from "./world.ts";

export interface BodyTypes {
  readonly body: Body;
  readonly world: World;
  readonly universals: Universals;
  typeOf(operand: Operand): Type;
  localType(local: LocalId): Type;
  call(call: Extract<Terminator, { kind: "call" }>): TypedCall;
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

type Call = Extract<Terminator, { kind: "call" }>;

export function typeBody(bodies: readonly Body[], world: World, body: Body): BodyTypes {
  let regions = 1;
  const fresh = (): RegionId => regions++ as RegionId;
  const refreshed = (type: Type): Type => mapRegions(type, fresh);
  const signature = world.declarations.signatures.get(body.id);
  const universals = universalsOf({ bodies, world, body, signature, fresh });
  const locals: (Type | undefined)[] = writtenLocals(body, world, universals, fresh);
  const calls = new Map<CallId, TypedCall>();
  const typeOf = (operand: Operand): Type =>
    operand.kind === "constant" ? copyType : typedPlace(locals[operand.place.local] ?? copyType, operand.place).type;
  const types: BodyTypes = {
    body,
    world,
    universals,
    typeOf,
    localType: (local) => locals[local] ?? copyType,
    call(terminator) {
      const known = calls.get(terminator.call);
      if (known !== undefined) return known;
      const typed = typedCall({ world, bodies, body, typeOf }, terminator, fresh);
      if (typed.kind !== "somebody") calls.set(terminator.call, typed);
      return typed;
    },
    fresh,
    refreshed,
    regionCount: () => regions,
  };
  inferLocals(types, locals);
  return types;
}

function writtenLocals(body: Body, world: World, universals: Universals, fresh: () => RegionId): (Type | undefined)[] {
  const written = world.declarations.locals.get(body.id);
  const types = body.locals.map(({ id, kind }): Type | undefined => {
    if (kind.kind === "return") return universals.result;
    if (kind.kind === "this") return universals.receiver;
    const parameter = body.params.indexOf(id);
    if (parameter >= 0) return universals.arguments[parameter] ?? copyType;
    const declared = written?.get(id);
    return declared === undefined ? undefined : instantiate({ world, environment: universals.environment, elided: fresh }, declared);
  });
  return types;
}

function inferLocals(types: BodyTypes, locals: (Type | undefined)[]): void {
  const order = reversePostorder(types.body);
  let changed = true;
  // A type is found once and then stays, so this ends; two rounds are the rule.
  while (changed) {
    changed = false;
    for (const block of order) {
      const { statements, terminator } = types.body.blocks[block]!;
      for (const node of [...statements, terminator]) changed = inferFrom(types, locals, node) || changed;
    }
  }
}

function inferFrom(types: BodyTypes, locals: (Type | undefined)[], node: Statement | Terminator): boolean {
  const target = node.kind === "assign" ? node.target : "destination" in node ? node.destination : undefined;
  if (target === undefined || target.path.length > 0 || locals[target.local] !== undefined) return false;
  const type = definedType(types, node);
  if (type === undefined || type.kind === "copy") return false;
  locals[target.local] = types.refreshed(type);
  return true;
}

function definedType(types: BodyTypes, node: Statement | Terminator): Type | undefined {
  switch (node.kind) {
    case "assign":
      return rvalueType(types, node.value);
    case "call":
      return resultType(types, node);
    case "await": {
      const type = types.typeOf(node.operand);
      return type.kind === "collection" && type.name === "Promise" ? type.elements[0] : type;
    }
    default:
      return undefined;
  }
}

function rvalueType(types: BodyTypes, value: Rvalue): Type {
  switch (value.kind) {
    case "use":
      return types.typeOf(value.operand);
    case "array":
      return collection("Array", [tracked(value.members.map((member) => types.typeOf(member.value)))]);
    default:
      return copyType;
  }
}

function tracked(types: readonly Type[]): Type {
  return types.find(({ kind }) => kind !== "copy") ?? copyType;
}

export function resultType(types: BodyTypes, call: Call): Type {
  const typed = types.call(call);
  const first = call.args[0]?.value;
  const given = first === undefined ? copyType : types.typeOf(first);
  switch (typed.kind) {
    case "borrow":
      return given.kind === "copy"
        ? given
        : { kind: "borrow", how: typed.how, region: staticRegion, of: given.kind === "borrow" ? given.of : given };
    case "move":
      return given;
    case "signature":
      return typed.instance.result;
    case "collection":
    case "somebody":
      return copyType;
  }
}

function typedCall(scope: CallScope, call: Call, fresh: () => RegionId): TypedCall {
  const called = calledBy(scope, call);
  const given = call.args.map(({ value }) => scope.typeOf(value));
  if (called.kind === "make") {
    return { kind: "signature", name: called.of.declared.name, instance: making(called.of, given, fresh), isMethod: false, bounds: [] };
  }
  if (called.kind !== "signature") return called;
  const { signature, world, outer, receiver } = called;
  const types = boundTypes(signature.parameters, signature.arguments, given);
  const instance = instantiateSignature({ signature, world, outer, receiver, types, fresh });
  return {
    kind: "signature",
    name: called.name,
    instance,
    isMethod: instance.receiver !== undefined,
    bounds: boundsOf(signature, instance),
  };
}

/** `B extends A`: what a `B` borrows, an `A` may. */
function boundsOf({ parameters }: Signature, { environment: { regions } }: InstantiatedSignature): readonly Subset[] {
  return parameters.flatMap(({ name, outlives }) => {
    const [from, to] = [regions.get(name), regions.get(outlives ?? "")];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
}

/** `new C(…)`: what the constructor takes, and a `C` with regions of its own. */
function making(
  { declared, world }: Extract<Called, { kind: "make" }>["of"],
  given: readonly Type[],
  fresh: () => RegionId,
): InstantiatedSignature {
  const signature: Signature = declared.maker ?? noMaker;
  const written = argumentsFor({ world, environment: { regions: new Map(), types: new Map() }, elided: fresh }, declared.parameters, []);
  const bound = boundTypes(declared.parameters, signature.arguments, given);
  const environment = { ...written, types: new Map([...written.types, ...bound]) };
  const self = trackedClass(classType(declared, world, environment));
  const outer = { ...environment, self };
  const instance = instantiateSignature({ signature, world, outer, receiver: undefined, types: new Map(), fresh });
  return { ...instance, result: self, receiver: undefined };
}

const noMaker: Signature = {
  parameters: [],
  receiver: undefined,
  arguments: [],
  rest: false,
  result: { kind: "nothing" },
  async: false,
  generator: false,
  body: undefined,
};
