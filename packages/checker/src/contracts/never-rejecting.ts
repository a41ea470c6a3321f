/**
 * Question: can the promise that a function gives never be rejected? It cannot where the function makes it by an executor that takes no
 * `reject`, and nothing in the function or in the executor is there to throw. What an async executor throws rejects a promise that
 * nobody has. Example: `function shown(box) { return new Promise((resolve) => { box.onload = () => resolve(box.size); }); }`.
 */

import type { Body, BodyId } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { returnPlace } from "@freehold/mir/return-place";
import { definitionsOf, sourceCall } from "../facts/definitions.ts";
import { wholeLocal } from "../whole-local.ts";
import { calleeText } from "./callee-path.ts";
import { isResolve, makesPromise } from "./executor.ts";
import type { Call } from "./resolve.ts";
import { throwsOutside } from "./throwing.ts";

/** O(blocks of the function and of its executor). */
export function neverRejects(program: Program, throwsByCode: (callee: BodyId) => boolean, body: Body): boolean {
  if (body.generator || body.blocks.some(({ terminator: { kind } }) => kind === "await" || kind === "throw")) return false;
  const made = sourceCall(definitionsOf(body), returnPlace);
  if (made === undefined || !makesPromise(body, made)) return false;
  const executor = executorOf(program, body, made);
  if (executor === undefined || executor.params.length > 1 || throwsByCode(body.id)) return false;
  if (executor.async) return true;
  const calls = executor.blocks.flatMap(({ terminator }) => (terminator.kind === "call" ? [terminator] : []));
  return (
    !throwsByCode(executor.id) &&
    !calls.some((call) => throwsOutside(calleeText(executor, call.callee))) &&
    !calls.some((call) => isResolve(program, executor, call.callee) && bringsPromise(program, executor, call))
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
