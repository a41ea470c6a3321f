/**
 * Question: can the promise that a function gives never be rejected? It cannot where all that the function waits for outside of a `try`,
 * and all promises that it gives back, are made by an executor that takes no `reject`, and nothing in the function or in the executor is
 * there to throw. What an async executor throws rejects a promise that nobody has.
 * Examples: `function shown(box) { return new Promise((resolve) => { box.onload = () => resolve(box.size); }); }`,
 * `async function soon(task) { try { await task(); } catch { report(task); } }`.
 */

import type { Body, BodyId, LocalId } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { returnPlace } from "@freehold/mir/return-place";
import { definitionsOf, sourceCall } from "../facts/definitions.ts";
import { wholeLocal } from "../whole-local.ts";
import { calleeText } from "./callee-path.ts";
import { isResolve, makesPromise } from "./executor.ts";
import type { Call } from "./resolve.ts";
import { throwsOutside } from "./throwing.ts";
import { escapes } from "./throwing-callees.ts";

type ThrowsByCode = (callee: BodyId) => boolean;

/** O(blocks of the function and of its executors). */
export function neverRejects(program: Program, throwsByCode: ThrowsByCode, body: Body): boolean {
  if (body.generator || throwsByCode(body.id) || failsOutside(body)) return false;
  const made = (promise: LocalId | undefined): Call | undefined =>
    promise === undefined ? undefined : sourceCall(definitionsOf(body), promise);
  const isHarmless = (call: Call | undefined): boolean => call !== undefined && isOnlyResolved(program, throwsByCode, body, call);
  if (!body.async) return isHarmless(made(returnPlace));
  const given = givenBack(body);
  const waits = body.blocks.some(({ terminator }) => terminator.kind === "await");
  return (waits || given.length > 0) && [...uncaught(body).map(made), ...given].every(isHarmless);
}

/** What it awaits where no `catch` stands in the way. */
function uncaught(body: Body): readonly (LocalId | undefined)[] {
  return body.blocks.flatMap(({ terminator }) =>
    terminator.kind === "await" && escapes(body, terminator.unwind) ? [wholeLocal(terminator.operand)] : [],
  );
}

/** What an async function returns and has not awaited; `undefined` for what may be a promise of somebody else's. */
function givenBack(body: Body): readonly (Call | undefined)[] {
  const definitions = definitionsOf(body);
  return body.blocks.flatMap(({ statements, terminator }) => [
    ...(terminator.kind === "call" && terminator.destination.local === returnPlace ? [terminator] : []),
    ...statements.flatMap((statement) => {
      if (statement.kind !== "assign" || statement.target.local !== returnPlace || statement.value.kind !== "use") return [];
      const { operand } = statement.value;
      if (operand.kind === "constant") return [];
      const local = wholeLocal(operand);
      if (local === undefined) return [undefined];
      const value = definitions.values.get(local);
      return definitions.awaited.has(local) || (value !== undefined && value.kind !== "use") ? [] : [sourceCall(definitions, local)];
    }),
  ]);
}

function failsOutside(body: Body): boolean {
  return callsOf(body).some((call) => escapes(body, call.unwind) && throwsOutside(calleeText(body, call.callee)));
}

function callsOf({ blocks }: Body): readonly Call[] {
  return blocks.flatMap(({ terminator }) => (terminator.kind === "call" ? [terminator] : []));
}

function isOnlyResolved(program: Program, throwsByCode: ThrowsByCode, body: Body, made: Call): boolean {
  if (!makesPromise(body, made)) return false;
  const executor = executorOf(program, body, made);
  if (executor === undefined || executor.params.length > 1) return false;
  if (executor.async) return true;
  return (
    !throwsByCode(executor.id) &&
    !failsOutside(executor) &&
    !callsOf(executor).some((call) => isResolve(program, executor, call.callee) && bringsPromise(program, executor, call))
  );
}

function executorOf(program: Program, body: Body, { args }: Call): Body | undefined {
  const local = args[0] && wholeLocal(args[0].value);
  const value = local === undefined ? undefined : definitionsOf(body).values.get(local);
  const [code, another] = value?.kind === "closure" ? value.bodies : [];
  return code === undefined || another !== undefined ? undefined : program.bodies[code];
}

/** `resolve(fetch(url))`: the promise becomes what it is given. */
function bringsPromise(program: Program, executor: Body, { args }: Call): boolean {
  const local = args[0] && wholeLocal(args[0].value);
  const made = local === undefined ? undefined : definitionsOf(executor).calls.get(local)?.[0];
  if (made === undefined) return false;
  const result = program.answers[executor.id]?.calls.get(made.call)?.result;
  return result === undefined || program.types[result]?.shape !== "primitive";
}
