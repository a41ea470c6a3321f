/** Signatures with regions: each written lifetime is one region, elided ones are filled in by Rust's three rules. */

import type { DeclaredType, Signature } from "@freehold/mir/declared";
import { argumentsFor, instantiate, staticRegion, type Instantiation } from "./instantiate.ts";
import { unwrittenResult } from "./running.ts";
import { regionsOf, type RegionId, type Type, type TypeEnvironment } from "./type.ts";
import type { World } from "./world.ts";

export interface InstantiatedSignature {
  /** Absent for functions and constructors. */
  readonly receiver: Type | undefined;
  readonly arguments: readonly Type[];
  readonly rest: boolean;
  readonly result: Type;
  readonly environment: TypeEnvironment;
  /** What the functions among the arguments may have captured. */
  readonly captured: ReadonlySet<RegionId>;
  /** The result leaves out a lifetime that no rule fills in. */
  readonly missesLifetime: boolean;
  /** What a promise or generator that is the result keeps of the arguments. */
  readonly running: RegionId | undefined;
}

export interface SignatureRequest {
  readonly signature: Signature;
  readonly world: World;
  /** What the names of the class around it stand for. */
  readonly outer: TypeEnvironment;
  /** Of an unwritten `this`. */
  readonly receiver: DeclaredType | undefined;
  /** What the function's own type parameters stand for. */
  readonly types: ReadonlyMap<string, Type>;
  readonly fresh: () => RegionId;
}

export function instantiateSignature(request: SignatureRequest): InstantiatedSignature {
  const { signature, world, outer, fresh } = request;
  const environment = signature.parameters.length === 0 && request.types.size === 0 ? outer : withOwnNames(request);
  const captured = new Set<RegionId>();
  const forCaptured = (): RegionId => {
    const region = fresh();
    captured.add(region);
    return region;
  };
  const context: Instantiation = { world, environment, elided: fresh, captured: forCaptured };
  const declaredReceiver = signature.receiver ?? request.receiver;
  const receiver = declaredReceiver === undefined ? undefined : instantiate(context, declaredReceiver);
  const args = signature.arguments.map((argument) => instantiate(context, argument));
  // Worked out where the result asks: most results borrow nothing.
  const elided = (): RegionId | undefined => elidedRegion(receiver, args, (region) => !captured.has(region));
  const kept = (): RegionId => elided() ?? elidedRegion(receiver, args, () => true) ?? staticRegion;
  let missesLifetime = false;
  const forResult = (): RegionId => {
    const region = elided();
    missesLifetime ||= region === undefined;
    return region ?? fresh();
  };
  let running: RegionId | undefined;
  const forRunning = (): RegionId => (running ??= fresh());
  const result =
    signature.result.kind === "unwritten"
      ? unwrittenResult(signature, forRunning)
      : instantiate({ world, environment, elided: forResult, captured: kept, running: forRunning }, signature.result);
  return { receiver, arguments: args, rest: signature.rest, result, environment, captured, missesLifetime, running };
}

function withOwnNames({ signature, world, outer, types, fresh }: SignatureRequest): TypeEnvironment {
  const own = argumentsFor({ world, environment: outer, elided: fresh }, signature.parameters, []);
  return {
    ...outer,
    regions: new Map([...outer.regions, ...own.regions]),
    types: new Map([...outer.types, ...own.types, ...types]),
  };
}

/** The borrowed receiver's, or else the only one there is. */
function elidedRegion(receiver: Type | undefined, args: readonly Type[], counts: (region: RegionId) => boolean): RegionId | undefined {
  if (receiver?.kind === "borrow") return receiver.region;
  const regions = new Set([...(receiver === undefined ? [] : regionsOf(receiver)), ...args.flatMap(regionsOf)].filter(counts));
  const [only] = regions;
  return regions.size === 1 ? only : undefined;
}
