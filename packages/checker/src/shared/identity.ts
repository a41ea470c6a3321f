/** Whether two operands, in two bodies of a file, are one and the same value: a field of one class, a captured variable, a global. */

import type { Body, Operand } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { calleePath } from "../contracts/callee-path.ts";
import type { Origins } from "../facts/origin.ts";
import { thisKey } from "./shared-state.ts";

/** Equal for what is the same, wherever it is written; absent for what cannot be told. */
export function identityOf(program: Program, origins: Origins, body: Body, operand: Operand): string | undefined {
  if (operand.kind === "constant") return JSON.stringify(operand.value);
  const outside = calleePath(program, body, { kind: "value", operand });
  if (outside !== undefined) return [...outside.modules.slice(0, 1), ...outside.path].join(".");
  const origin = origins.of(body, operand.place);
  const holder = origin && program.bodies[origin.body];
  const local = origin && holder?.locals[origin.local];
  if (origin === undefined || holder === undefined || local === undefined) return undefined;
  if (local.kind.kind === "this") return [thisKey(holder), ...origin.path].join(".");
  if (local.kind.kind === "temporary") return madeBy(program, origins, holder, origin.local, origin.path);
  return [`${origin.body}:${origin.local}`, ...origin.path].join(".");
}

/** `this.root()` twice is taken for the same root. */
function madeBy(program: Program, origins: Origins, body: Body, local: number, path: readonly string[]): string | undefined {
  const [call, ...others] = origins.definitions(body).calls.get(local as Body["locals"][number]["id"]) ?? [];
  if (call === undefined || others.length > 0 || call.args.length > 0 || call.form !== "call" || call.callee.kind !== "method")
    return undefined;
  const receiver = identityOf(program, origins, body, call.callee.receiver);
  return receiver && [`${receiver}.${call.callee.name}()`, ...path].join(".");
}
