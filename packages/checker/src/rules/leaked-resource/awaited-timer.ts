/** A timer that resolves a promise is what somebody waits for: to let it fire is its end, and to clear it the exception. */

import type { Body } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { closureArguments } from "../../contracts/callbacks.ts";
import { isResolve } from "../../contracts/executor.ts";
import type { Owner } from "../../facts/facts.ts";

/** `const timer = setTimeout(resolve, 100)`, or with a callback that resolves. */
export function isAwaitedTimer({ body, knowledge: { program } }: BodyView, { by, point }: Owner): boolean {
  const block = body.blocks[point.block]!;
  if (by !== "setTimeout" || block.terminator.kind !== "call") return false;
  const code = closureArguments(block)[0];
  if (code !== undefined) return resolves(program.bodies[code]!);
  const given = block.terminator.args[0]?.value;
  return given !== undefined && isResolve(program, body, { kind: "value", operand: given });

  function resolves(callback: Body): boolean {
    return callback.blocks.some(({ terminator }) => terminator.kind === "call" && isResolve(program, callback, terminator.callee));
  }
}
