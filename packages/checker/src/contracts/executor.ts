/** Recognises the functions that settle a promise: what `new Promise((resolve, reject) => …)` hands to its executor, whatever they are called. */

import type { Block, Body, Callee, LocalId } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { callbackOf } from "./callbacks.ts";

/** Also from closures inside of the executor, at any depth. O(blocks of the body around the executor). */
export function isResolve(program: Program, body: Body, callee: Callee): boolean {
  const source = parameterOf(program, body, callee);
  return source !== undefined && source.body.params[0] === source.local && isExecutor(program, source.body);
}

/** The executor whose promise a call settles, either way. */
export function settledExecutor(program: Program, body: Body, callee: Callee): Body | undefined {
  const source = parameterOf(program, body, callee);
  return source !== undefined && source.body.params.indexOf(source.local) < 2 && isExecutor(program, source.body) ? source.body : undefined;
}

/** `new Promise(…)`. */
export function makesPromise(body: Body, terminator: Block["terminator"]): boolean {
  if (terminator.kind !== "call" || terminator.form !== "new" || terminator.callee.kind !== "value") return false;
  const { operand } = terminator.callee;
  const local = operand.kind === "place" && operand.place.path.length === 0 ? body.locals[operand.place.local] : undefined;
  return local?.kind.kind === "global" && local.name === "Promise";
}

interface Source {
  readonly body: Body;
  readonly local: LocalId;
}

function parameterOf(program: Program, body: Body, callee: Callee): Source | undefined {
  if (callee.kind !== "value" || callee.operand.kind !== "place" || callee.operand.place.path.length > 0) return undefined;
  return sourceOf(program, body, callee.operand.place.local);
}

/** Where a captured value comes from. */
function sourceOf(program: Program, body: Body, local: LocalId): Source | undefined {
  const kind = body.locals[local]?.kind;
  if (kind?.kind === "param") return { body, local };
  const outer = kind?.kind === "capture" ? program.bodies[kind.body] : undefined;
  return kind?.kind === "capture" && outer !== undefined ? sourceOf(program, outer, kind.local) : undefined;
}

function isExecutor({ bodies }: Program, { id, parent }: Body): boolean {
  const around = parent === undefined ? undefined : bodies[parent];
  return around?.blocks.some((block) => callbackOf(block) === id && makesPromise(around, block.terminator)) === true;
}
