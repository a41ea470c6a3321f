/**
 * `list.each((item) => …)`: what a closure leaves unwritten about its parameters, the function that it is passed to has written, in names
 * that mean the same only in its own file; and what those of another file mean is said as types.
 */

import type { BodyId, LocalId, Terminator } from "@freehold/mir/body";
import type { DeclaredType, Signature } from "@freehold/mir/declared";
import { boundTypes } from "./bound-types.ts";
import type { CalledSignature } from "./callee.ts";
import { argumentsFor, instantiate } from "./instantiate.ts";
import type { RegionId, Type } from "./type.ts";
import type { BodyTypes } from "./typing.ts";

/** Of a parameter, as the taker of the closure declares it. */
export interface ContextualType {
  readonly type: Type;
  readonly declared: DeclaredType;
}

/** `outer` makes the closure. */
export function contextualSignature(outer: BodyTypes | undefined, closure: BodyId, own: Signature | undefined): Signature | undefined {
  if (outer === undefined || own === undefined || own.arguments.every(({ kind }) => kind !== "unwritten")) return own;
  const expected = expectedSignature(outer, closure);
  if (expected === undefined) return own;
  return {
    ...own,
    arguments: own.arguments.map((each, index) => (each.kind === "unwritten" ? (expected.arguments[index] ?? each) : each)),
  };
}

/** Of the closure's parameters, where a function of another file takes it; `fresh` gives their regions. */
export function contextualTypes(
  outer: BodyTypes | undefined,
  closure: BodyId,
  own: Signature | undefined,
  fresh: () => RegionId,
): readonly (ContextualType | undefined)[] {
  if (outer === undefined || own === undefined || own.arguments.every(({ kind }) => kind !== "unwritten")) return [];
  const taken = takenBy(outer, closure);
  if (taken === undefined || taken.called.world === outer.world) return [];
  const { called, call, expected } = taken;
  const { signature, world, outer: around } = called;
  const given = call.args.map(({ value }) => outer.typeOf(value));
  const parameters = argumentsFor({ world, environment: around, elided: fresh }, signature.parameters, []);
  const bound = boundTypes(signature.parameters, signature.arguments, given);
  const environment = {
    ...around,
    regions: new Map([...around.regions, ...parameters.regions]),
    types: new Map([...around.types, ...parameters.types, ...bound]),
  };
  return own.arguments.map((each, index) => {
    const written = each.kind === "unwritten" ? expected.arguments[index] : undefined;
    return written === undefined ? undefined : { type: instantiate({ world, environment, elided: fresh }, written), declared: written };
  });
}

/** Of a closure whose result may be anything, `use: (value: Ref<T>) => R`: whoever takes it has a parameter for that. */
export function contextualResult(
  outer: BodyTypes | undefined,
  closure: BodyId,
  own: Signature | undefined,
  fresh: () => RegionId,
): Type | undefined {
  if (outer === undefined || own?.result.kind !== "unwritten" || own.arguments.length === 0) return undefined;
  const taken = takenBy(outer, closure);
  const result = taken?.expected.result;
  if (taken === undefined || result?.kind !== "named") return undefined;
  const isParameter = taken.called.signature.parameters.some(({ name, kind }) => kind === "type" && name === result.name);
  return isParameter ? { kind: "parameter", name: result.name, region: fresh() } : undefined;
}

function expectedSignature(outer: BodyTypes, closure: BodyId): Signature | undefined {
  const taken = takenBy(outer, closure);
  return taken === undefined || taken.called.world !== outer.world ? undefined : taken.expected;
}

interface Taken {
  readonly called: CalledSignature;
  readonly call: Call;
  /** What the callee expects the closure to be. */
  readonly expected: Signature;
}

type Call = Extract<Terminator, { kind: "call" }>;

/** Who is given the closure, and says what it is to be. */
function takenBy(outer: BodyTypes, closure: BodyId): Taken | undefined {
  const local = closureLocal(outer, closure);
  if (local === undefined) return undefined;
  for (const { terminator: call } of outer.body.blocks) {
    if (call.kind !== "call") continue;
    const index = call.args.findIndex(({ value }) => value.kind === "place" && value.place.local === local);
    const called = index < 0 ? undefined : outer.callee(call);
    if (called?.kind !== "signature") continue;
    const expected = functionWithin(called.signature.arguments[index]);
    if (expected !== undefined) return { called, call, expected };
  }
  return undefined;
}

function closureLocal({ body }: BodyTypes, closure: BodyId): LocalId | undefined {
  for (const { statements } of body.blocks) {
    const made = statements.find((each) => each.kind === "assign" && each.value.kind === "closure" && each.value.bodies.includes(closure));
    if (made?.kind === "assign") return made.target.local;
  }
  return undefined;
}

function functionWithin(type: DeclaredType | undefined): Signature | undefined {
  if (type?.kind === "borrow" || type?.kind === "own") return functionWithin(type.of);
  return type?.kind === "function" ? type.signature : undefined;
}
