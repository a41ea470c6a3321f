/** What `promisify(open)` makes of a function with a callback: the same function, whose promise brings what the callback was given. */

import type { Body, Callee, Operand } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import type { FoundFunction } from "@freehold/models/index-of";
import { definitionsOf, sourceCall } from "../facts/definitions.ts";
import { wholeLocal } from "../whole-local.ts";
import { calleePath, type CalleePath } from "./callee-path.ts";

/** The function with a callback behind a callee that `promisify` made; absent for all others. */
export function promisifiedPath(program: Program, body: Body, callee: Callee): CalleePath | undefined {
  return callee.kind === "value" ? wrappedBy(program, body, callee.operand) : undefined;
}

/** As a model of the function with a callback, of the one with a promise. */
export function asPromised({ model, function: known }: FoundFunction): FoundFunction {
  const { callback, ...others } = known;
  if (callback === undefined) return { model, function: others };
  return { model, function: { ...others, result: { kind: "fresh", type: callback.type, awaited: true } } };
}

function wrappedBy(program: Program, body: Body, operand: Operand): CalleePath | undefined {
  const local = wholeLocal(operand);
  const declared = local === undefined ? undefined : body.locals[local];
  if (local === undefined || declared === undefined) return undefined;
  if (declared.kind.kind === "capture") {
    const outer = program.bodies[declared.kind.body];
    const place = { kind: "place", place: { local: declared.kind.local, path: [] }, span: operand.span } as const;
    return outer && wrappedBy(program, outer, place);
  }
  const made = sourceCall(definitionsOf(body), local);
  const [given] = made?.args ?? [];
  if (made === undefined || given === undefined || !isPromisify(calleePath(program, body, made.callee))) return undefined;
  return calleePath(program, body, { kind: "value", operand: given.value });
}

function isPromisify(path: CalleePath | undefined): boolean {
  return path?.modules[0] === "node:util" && path.path.join(".") === "promisify";
}
