/** A call with its types: the callee's signature, with regions of its own, and what each type parameter stands for. */

import type { Terminator } from "@freehold/mir/body";
import { placeKey, type Signature } from "@freehold/mir/declared";
import { boundTypes } from "./bound-types.ts";
import { calledBy } from "./called-by.ts";
import type { Called, CallScope } from "./callee.ts";
import { argumentsFor, classType, instantiate, trackedClass } from "./instantiate.ts";
import { keptForever } from "./kept-closures.ts";
import { signature as declaredSignature } from "./library.ts";
import { keptWhileRunning } from "./running.ts";
import { instantiateSignature, type InstantiatedSignature } from "./signature.ts";
import type { Subset } from "./step.ts";
import type { StrictCode } from "./strict-code.ts";
import { mapRegions, type RegionId, type Type, type TypeEnvironment } from "./type.ts";
import type { TypedCall } from "./typing.ts";

type Call = Extract<Terminator, { kind: "call" }>;

export function typedCall(code: StrictCode, scope: CallScope, call: Call, fresh: () => RegionId): TypedCall {
  const called = calledBy(scope, call);
  const given = call.args.map(({ value }) => scope.typeOf(value));
  if (called.kind === "make") {
    const instance = making(called.of, given, fresh);
    const { name, maker = noMaker } = called.of.declared;
    return { kind: "signature", name, instance, isMethod: false, bounds: keptForever(instance, code.keptBy(maker)) };
  }
  if (called.kind !== "signature") return called;
  const { signature, world, receiver } = called;
  const outer = refreshedSelf(called.outer, fresh);
  const bound = boundTypes(signature.parameters, signature.arguments, given);
  const types = new Map([...bound, ...writtenArguments(scope, call, signature, fresh)]);
  const instance = instantiateSignature({ signature, world, outer, receiver, types, fresh });
  return {
    kind: "signature",
    name: called.name,
    instance,
    isMethod: instance.receiver !== undefined,
    bounds: [
      ...boundsOf(signature, instance),
      ...keptWhileRunning(instance),
      ...lentFunctions(instance),
      ...(instance.captured.size === 0 ? [] : keptForever(instance, code.keptBy(signature))),
    ],
  };
}

/** `channel<Job>()`. */
function writtenArguments(
  { world, environment }: CallScope,
  call: Call,
  { parameters }: Signature,
  fresh: () => RegionId,
): ReadonlyMap<string, Type> {
  const written = world.declarations.typeArguments.get(placeKey(call.span));
  if (written === undefined) return new Map();
  const named = parameters.flatMap(({ name, kind }, index) => {
    const type = kind === "type" ? written[index] : undefined;
    return type === undefined ? [] : [[name, instantiate({ world, environment, elided: fresh }, type)] as const];
  });
  return new Map(named);
}

/** Each call sees the receiver's class with lifetimes of its own, into which the receiver flows. */
function refreshedSelf(outer: TypeEnvironment, fresh: () => RegionId): TypeEnvironment {
  if (outer.self === undefined) return outer;
  const self = mapRegions(outer.self, fresh);
  return self.kind === "class" ? { ...self.environment, self } : outer;
}

/** `B extends A`: what a `B` borrows, an `A` may. */
function boundsOf({ parameters }: Signature, { environment: { regions } }: InstantiatedSignature): readonly Subset[] {
  return parameters.flatMap(({ name, outlives }) => {
    const [from, to] = [regions.get(name), regions.get(outlives ?? "")];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
}

/** `Ref<() => void, A>`: what the function has captured lasts as long as the reference to it. */
function lentFunctions({ arguments: args }: InstantiatedSignature): readonly Subset[] {
  return args.flatMap((type) => (type.kind === "borrow" && type.of.kind === "function" ? [{ from: type.of.region, to: type.region }] : []));
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

const noMaker: Signature = declaredSignature({ result: { kind: "nothing" } });
