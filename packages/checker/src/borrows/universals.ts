/** What a function's signature promises: the regions that its caller chooses, and which of them outlive which. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body } from "@freehold/mir/body";
import type { DeclaredClass, DeclaredType, Signature, TypeParameter } from "@freehold/mir/declared";
import type { ContextualType } from "./contextual.ts";
import { classType, staticRegion } from "./instantiate.ts";
import { inferredReceiver } from "./receiver.ts";
import { awaited, keptWhileRunning } from "./running.ts";
import { instantiateSignature } from "./signature.ts";
import type { Subset } from "./step.ts";
import { copyType, emptyEnvironment, type RegionId, type Type, type TypeEnvironment } from "./type.ts";
import type { World } from "./world.ts";

export interface Universals {
  readonly receiver: Type | undefined;
  readonly arguments: readonly Type[];
  readonly result: Type;
  /** Of a generator. */
  readonly yields: Type | undefined;
  readonly environment: TypeEnvironment;
  readonly regions: readonly RegionId[];
  /** By region: the names that are written. */
  readonly names: ReadonlyMap<RegionId, string>;
  /** Pairs `[longer, shorter]`, with everything that follows from them. */
  readonly outlives: ReadonlySet<string>;
  readonly missesLifetime: boolean;
  /** What the functions among the arguments may have captured; who keeps one may promise nothing about it. */
  readonly captured: ReadonlySet<RegionId>;
  /** Of the references that each call lends anew: no other lifetime has anything to do with theirs. */
  readonly lent: ReadonlySet<RegionId>;
  readonly resultSpan: Span | undefined;
}

export interface UniversalsRequest {
  readonly bodies: readonly Body[];
  readonly world: World;
  readonly body: Body;
  readonly signature: Signature | undefined;
  /** Of the arguments whose types another file says. */
  readonly contextual: (fresh: () => RegionId) => readonly (ContextualType | undefined)[];
  /** Of a result that is not written. */
  readonly contextualResult: Type | undefined;
  readonly fresh: () => RegionId;
}

export function universalsOf(request: UniversalsRequest): Universals {
  const { bodies, world, body, signature, contextual, contextualResult, fresh } = request;
  if (signature === undefined) return none;
  const holder = enclosingClass(world, body);
  const outer = holder === undefined ? outerEnvironment(bodies, world, body, fresh) : selfEnvironment(world, holder, fresh);
  const types = new Map(typeNames(signature.parameters).map((name): [string, Type] => [name, { kind: "parameter", name }]));
  const regions: RegionId[] = [staticRegion, ...outer.regions.values()];
  const collect = (): RegionId => {
    const region = fresh();
    regions.push(region);
    return region;
  };
  const receiver = receiverOf(bodies, body, signature, holder);
  const written = instantiateSignature({ signature, world, outer, receiver, types, fresh: collect });
  const said = contextual(collect);
  const instance = { ...written, arguments: written.arguments.map((type, index) => said[index]?.type ?? type) };
  const declared = signature.arguments.map((type, index) => said[index]?.declared ?? type);
  const isMaker = body.kind === "constructor";
  return {
    receiver: isMaker ? outer.self : instance.receiver,
    arguments: instance.arguments,
    result: isMaker ? copyType : bodyResult(body, contextualResult ?? instance.result),
    yields: instance.result.kind === "running" && instance.result.what === "generator" ? instance.result.of : undefined,
    environment: instance.environment,
    regions,
    names: new Map([...instance.environment.regions].map(([name, region]) => [region, name])),
    outlives: outlivesClosure(instance, keptWhileRunning(instance), [...(holder?.parameters ?? []), ...signature.parameters]),
    missesLifetime: !isMaker && instance.missesLifetime,
    captured: instance.captured,
    lent: new Set(instance.arguments.flatMap((type, index) => lentAnew(type, declared[index]))),
    resultSpan: signature.resultSpan,
  };
}

/** Its lifetime is not written, and so is its own. */
function lentAnew(type: Type, declared: DeclaredType | undefined): readonly RegionId[] {
  return type.kind === "borrow" && declared?.kind === "borrow" && declared.lifetime === undefined ? [type.region] : [];
}

export function outlives({ outlives: known }: Universals, longer: RegionId, shorter: RegionId): boolean {
  return longer === shorter || longer === staticRegion || known.has(`${longer} ${shorter}`);
}

/** Whose method, accessor or constructor the body is. */
export function enclosingClass(world: World, body: Body): DeclaredClass | undefined {
  if (body.kind === "function" || body.kind === "arrow" || body.kind === "module") return undefined;
  const name = body.scope.at(-2);
  return name === undefined ? undefined : world.declarations.classes.get(name);
}

const none: Universals = {
  receiver: undefined,
  arguments: [],
  result: copyType,
  yields: undefined,
  environment: emptyEnvironment,
  regions: [staticRegion],
  names: new Map(),
  outlives: new Set(),
  missesLifetime: false,
  captured: new Set(),
  lent: new Set(),
  resultSpan: undefined,
};

/** What `return` gives: of an async function that is awaited already, and a generator's is not followed. */
function bodyResult({ async, generator }: Body, result: Type): Type {
  if (generator) return copyType;
  return async ? awaited(result) : result;
}

function receiverOf(
  bodies: readonly Body[],
  body: Body,
  signature: Signature,
  holder: DeclaredClass | undefined,
): DeclaredType | undefined {
  if (holder === undefined || body.kind === "constructor" || holder.statics.get(body.scope.at(-1) ?? "")?.body === body.id)
    return undefined;
  return inferredReceiver(bodies, holder, signature);
}

function selfEnvironment(world: World, holder: DeclaredClass, fresh: () => RegionId): TypeEnvironment {
  const environment: TypeEnvironment = {
    regions: new Map(holder.parameters.filter(({ kind }) => kind === "lifetime").map(({ name }) => [name, fresh()])),
    types: new Map(typeNames(holder.parameters).map((name): [string, Type] => [name, { kind: "parameter", name }])),
  };
  return { ...environment, self: classType(holder, world, environment) };
}

/** A function inside another one sees the names of its type parameters. */
function outerEnvironment(bodies: readonly Body[], world: World, body: Body, fresh: () => RegionId): TypeEnvironment {
  const parent = body.parent === undefined ? undefined : bodies[body.parent];
  const signature = parent === undefined ? undefined : world.declarations.signatures.get(parent.id);
  if (parent === undefined || signature === undefined) return emptyEnvironment;
  const holder = enclosingClass(world, parent);
  const outer = holder === undefined ? outerEnvironment(bodies, world, parent, fresh) : selfEnvironment(world, holder, fresh);
  const lifetimes = signature.parameters.filter(({ kind }) => kind === "lifetime");
  return {
    ...outer,
    regions: new Map([...outer.regions, ...lifetimes.map(({ name }): [string, RegionId] => [name, fresh()])]),
    types: new Map([...outer.types, ...typeNames(signature.parameters).map((name): [string, Type] => [name, { kind: "parameter", name }])]),
  };
}

function typeNames(parameters: readonly TypeParameter[]): readonly string[] {
  return parameters.filter(({ kind }) => kind === "type").map(({ name }) => name);
}

interface Bounded {
  readonly receiver: Type | undefined;
  readonly arguments: readonly Type[];
  readonly environment: TypeEnvironment;
}

/** What is written, `B extends A`, and what every borrow of a borrow implies: the inner one lives longer. */
function outlivesClosure(
  { receiver, arguments: args, environment }: Bounded,
  kept: readonly Subset[],
  parameters: readonly TypeParameter[],
): ReadonlySet<string> {
  const pairs = kept.map(({ from, to }): readonly [RegionId, RegionId] => [from, to]);
  for (const { name, outlives: shorter } of parameters) {
    const [long, short] = [environment.regions.get(name), environment.regions.get(shorter ?? "")];
    if (long !== undefined && short !== undefined) pairs.push([long, short]);
  }
  for (const type of receiver === undefined ? args : [receiver, ...args]) implied(type, [], pairs);
  return closure(pairs);
}

function implied(type: Type, outside: readonly RegionId[], pairs: (readonly [RegionId, RegionId])[]): void {
  if (type.kind === "borrow") {
    pairs.push(...outside.map((short) => [type.region, short] as const));
    return implied(type.of, [...outside, type.region], pairs);
  }
  if (type.kind === "class") {
    for (const region of type.environment.regions.values()) pairs.push(...outside.map((short) => [region, short] as const));
    for (const argument of type.environment.types.values()) implied(argument, outside, pairs);
  }
  if (type.kind === "collection") for (const element of type.elements) implied(element, outside, pairs);
  if (type.kind === "function") pairs.push(...outside.map((short) => [type.region, short] as const));
}

function closure(pairs: readonly (readonly [RegionId, RegionId])[]): ReadonlySet<string> {
  const known = new Set(pairs.map(([long, short]) => `${long} ${short}`));
  const waiting = [...pairs];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    for (const [long, short] of pairs) {
      const further = long === pair[1] ? ([pair[0], short] as const) : short === pair[0] ? ([long, pair[1]] as const) : undefined;
      if (further === undefined || known.has(`${further[0]} ${further[1]}`)) continue;
      known.add(`${further[0]} ${further[1]}`);
      waiting.push(further);
    }
  }
  return known;
}
