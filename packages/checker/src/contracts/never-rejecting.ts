/**
 * Question: can the promise that a function gives never be rejected? It cannot where the function makes it by an executor that takes no
 * `reject`, or gives nothing and waits for such promises only, and nothing in the function or in the executor is there to throw. What
 * an async executor throws rejects a promise that nobody has.
 * Examples: `function shown(box) { return new Promise((resolve) => { box.onload = () => resolve(box.size); }); }`,
 * `async function shown(box) { if (!box.ready) await new Promise((resolve) => (box.onload = resolve)); }`.
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

type ThrowsByCode = (callee: BodyId) => boolean;

/** O(blocks of the function and of its executors). */
export function neverRejects(program: Program, throwsByCode: ThrowsByCode, body: Body): boolean {
  if (body.generator || body.blocks.some(({ terminator: { kind } }) => kind === "throw") || throwsByCode(body.id)) return false;
  const promises = awaitedIn(body).map((promise) => promise && sourceCall(definitionsOf(body), promise));
  const returned = sourceCall(definitionsOf(body), returnPlace);
  if (returned === undefined && (!body.async || promises.length === 0 || !givesNothing(body) || failsOutside(body))) return false;
  return [...promises, ...(returned === undefined ? [] : [returned])].every(
    (made) => made !== undefined && isOnlyResolved(program, throwsByCode, body, made),
  );
}

function awaitedIn({ blocks }: Body): readonly (LocalId | undefined)[] {
  return blocks.flatMap(({ terminator }) => (terminator.kind === "await" ? [wholeLocal(terminator.operand)] : []));
}

function failsOutside(body: Body): boolean {
  return callsOf(body).some((call) => throwsOutside(calleeText(body, call.callee)));
}

function callsOf({ blocks }: Body): readonly Call[] {
  return blocks.flatMap(({ terminator }) => (terminator.kind === "call" ? [terminator] : []));
}

/** What an async function returns may be a promise of somebody else's. */
function givesNothing({ blocks }: Body): boolean {
  return blocks.every(
    ({ statements, terminator }) =>
      !("destination" in terminator && terminator.destination.local === returnPlace) &&
      statements.every(
        (statement) =>
          statement.kind !== "assign" ||
          statement.target.local !== returnPlace ||
          (statement.value.kind === "use" && statement.value.operand.kind === "constant"),
      ),
  );
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
