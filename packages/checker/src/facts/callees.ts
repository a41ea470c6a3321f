/** What the calls of a body run: the code of the program behind them, and where in it the arguments arrive. */

import type { Body, BodyId, LocalId } from "@freehold/mir/body";
import type { ContractCache } from "../contracts/body-contracts.ts";
import { calleeBody } from "../contracts/callee-body.ts";
import type { Arrival } from "../contracts/contract.ts";
import { neverRejects } from "../contracts/never-rejecting.ts";
import type { Call } from "../contracts/resolve.ts";
import type { Definitions } from "./definitions.ts";
import type { Worker } from "./facts.ts";
import { usesLate } from "./late-uses.ts";

export interface Callees {
  /** Where an argument or the receiver arrives in the callee's own code, if that is over when the call is. */
  readonly arrivalOf: (call: Call, position: number | "this") => Arrival | undefined;
  /** Where an argument arrives in the code of a callee that is still at work when the call is over. */
  readonly workerFor: (call: Call, position: number) => Worker | undefined;
  /** The code of the closures that are written as arguments of a call. */
  readonly closuresIn: (call: Call) => readonly Body[];
  /** The callee's code holds a `throw` that reaches the caller. */
  readonly throwsByCode: (call: Call) => boolean;
  /** The promise that the callee's code gives has no way to be rejected. */
  readonly neverRejects: (call: Call) => boolean;
  /** The code of the local closure that is called, if that is over when the call is. */
  readonly closureRunBy: (call: Call) => BodyId | undefined;
}

/** A callee whose promise nobody awaits here is still at it when the call comes back. */
export function calleesOf(cache: ContractCache, body: Body, { awaited, values }: Definitions): Callees {
  const { callees, program } = cache.knowledge;
  const waitedFor = new Set(awaited.values());
  // A promise with a name is awaited later.
  const isAwaitedAtOnce = (promise: LocalId): boolean => waitedFor.has(promise) && body.locals[promise]?.kind.kind === "temporary";
  const codeOf = (call: Call): Body | undefined => {
    const callee = calleeBody(callees, body, call);
    const code = callee === undefined ? undefined : program.bodies[callee];
    return code?.generator === true ? undefined : code;
  };
  const codeDoneBy = (call: Call): Body | undefined => {
    const code = codeOf(call);
    return code?.async === true && !isAwaitedAtOnce(call.destination.local) ? undefined : code;
  };
  return {
    arrivalOf(call, position) {
      const code = codeDoneBy(call);
      return code === undefined || call.args.some((argument) => argument.spread) ? undefined : arrivalIn(code, position);
    },
    workerFor(call, position) {
      const code = codeOf(call);
      const arrival = code?.async === true ? arrivalIn(code, position) : undefined;
      return code === undefined || arrival === undefined ? undefined : { ...arrival, late: usesLate(code, arrival.local) };
    },
    closuresIn: ({ args }) =>
      args.flatMap(({ value: argument }) => {
        const value = argument.kind === "place" && argument.place.path.length === 0 ? values.get(argument.place.local) : undefined;
        return value?.kind === "closure" ? value.bodies.flatMap((code) => program.bodies[code] ?? []) : [];
      }),
    throwsByCode(call) {
      const callee = calleeBody(callees, body, call);
      return callee !== undefined && program.bodies[callee]?.async === false && cache.throwsByCode(callee);
    },
    neverRejects(call) {
      const code = codeOf(call);
      return code !== undefined && neverRejects(program, (callee) => cache.throwsByCode(callee), code);
    },
    closureRunBy(call) {
      const code = codeDoneBy(call);
      return code?.parent === body.id ? code.id : undefined;
    },
  };
}

function arrivalIn(code: Body, position: number | "this"): Arrival | undefined {
  const local = position === "this" ? code.locals.find(({ kind }) => kind.kind === "this")?.id : code.params[position];
  const declared = local === undefined ? undefined : code.locals[local];
  if (local === undefined || declared === undefined) return undefined;
  const plain = declared.kind.kind === "this" || (declared.kind.kind === "param" && !declared.kind.rest && declared.name !== "");
  return plain ? { body: code.id, local } : undefined;
}
