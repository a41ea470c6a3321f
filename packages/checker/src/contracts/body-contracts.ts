/** The contracts of every call in a body, worked out once for all who ask. */

import { invariant } from "@freehold/mir/assert";
import type { Body, BodyId, CallId, LocalId, Place } from "@freehold/mir/body";
import { closureArguments } from "./callbacks.ts";
import type { Contract, EffectOf, Handed, ResultOf } from "./contract.ts";
import type { Knowledge } from "./owned-type.ts";
import { resolveContract } from "./resolve.ts";
import { wholeLocal } from "../whole-local.ts";

/** Indexed by call; a call that was simplified away has none. */
export type BodyContracts = ReadonlyMap<CallId, Contract>;

/** Keeps what was worked out, by body. */
export interface ContractCache {
  readonly knowledge: Knowledge;
  readonly byBody: Map<BodyId, BodyContracts>;
  readonly effectOf: EffectOf;
  readonly resultOf: ResultOf;
  /** Whether the code of a function holds a `throw` that leaves it. */
  throwsByCode(callee: BodyId): boolean;
}

export function contractsOf(cache: ContractCache, body: Body): BodyContracts {
  const known = cache.byBody.get(body.id);
  if (known !== undefined) return known;
  const contracts = new Map<CallId, Contract>();
  for (const block of body.blocks) {
    const { terminator } = block;
    if (terminator.kind === "call" && !contracts.has(terminator.call))
      contracts.set(
        terminator.call,
        resolveContract(cache.knowledge, body, terminator, { closures: closureArguments(block), resultOf: cache.resultOf }),
      );
  }
  for (const { handed, tidied } of [...contracts.values(), ...thenCallbacks(body, contracts)]) {
    if (handed !== undefined) cache.knowledge.handed.set(handed.to, handed);
    if (tidied !== undefined) cache.knowledge.tidied.set(tidied.code, tidied.type);
  }
  cache.byBody.set(body.id, contracts);
  return contracts;
}

/**
 * `open(path).then((file) => …)`: the callback is the only one that gets the file. What a module starts that way is over when it fails:
 * nobody handles the rejection.
 */
function thenCallbacks(body: Body, contracts: BodyContracts): readonly Pick<Contract, "handed" | "tidied">[] {
  if (body.kind === "module") return [];
  return body.blocks.flatMap((block) => {
    const { terminator } = block;
    if (terminator.kind !== "call" || terminator.callee.kind !== "method" || terminator.callee.name !== "then") return [];
    const promise = wholeLocal(terminator.callee.receiver);
    const to = closureArguments(block)[0];
    if (promise === undefined || to === undefined || body.locals[promise]?.kind.kind !== "temporary") return [];
    const maker = body.blocks.find(({ terminator: made }) => made.kind === "call" && wholePlace(made.destination) === promise)?.terminator;
    const made = maker?.kind === "call" ? contracts.get(maker.call) : undefined;
    if (made?.result.kind !== "fresh" || !made.result.awaited || made.result.nullable) return [];
    return [{ handed: { to, type: made.result.type, by: made.text, parameter: 0, error: undefined, release: undefined } }];
  });
}

function wholePlace({ local, path }: Place): LocalId | undefined {
  return path.length === 0 ? local : undefined;
}

/** What the call that a closure is written for hands to it. */
export function handedTo(cache: ContractCache, body: Body): Handed | undefined {
  const { bodies, answers } = cache.knowledge.program;
  const parent = body.parent === undefined || answers[body.parent] === undefined ? undefined : bodies[body.parent];
  if (parent === undefined) return undefined;
  contractsOf(cache, parent);
  return cache.knowledge.handed.get(body.id);
}

/** Keys of the types that somebody around this body releases for it: inside `tidy(() => …)`, at any depth. */
export function tidiedIn(cache: ContractCache, body: Body): ReadonlySet<string> {
  const { program, tidied } = cache.knowledge;
  const keys = new Set<string>();
  for (let inner: Body | undefined = body; inner?.parent !== undefined; inner = program.bodies[inner.parent]) {
    const outer = program.bodies[inner.parent];
    if (outer === undefined || program.answers[outer.id] === undefined) continue;
    contractsOf(cache, outer);
    const key = tidied.get(inner.id);
    if (key !== undefined) keys.add(key);
  }
  return keys;
}

export function contractOf(contracts: BodyContracts, call: CallId): Contract {
  const contract = contracts.get(call);
  invariant(contract !== undefined, `call ${call} has a contract`);
  return contract;
}
