/** When the code of a closure runs: as a listener of an event, after a time, or as nobody can tell. */

import type { Body, Block, Operand } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { calleePath } from "../../contracts/callee-path.ts";
import { closureArguments } from "../../contracts/callbacks.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import type { Origins } from "../../facts/origin.ts";
import { wholeLocal } from "../../whole-local.ts";

export type Listening =
  /** `own`: of the value in question. `ending`: it tells that something is over. */
  { readonly kind: "event"; readonly event: string; readonly own: boolean; readonly ending: boolean } | { readonly kind: "timer" };

/** `key` is the origin of the value in question. O(the body that makes the closure). */
export function listeningOf(program: Program, origins: Origins, closure: Body, key: string): Listening | undefined {
  const around = closure.parent === undefined ? undefined : program.bodies[closure.parent];
  if (around === undefined) return undefined;
  for (const block of around.blocks) {
    const found = givenTo(program, around, block, closure) ?? assignedIn(around, block, closure);
    if (found === "timer") return { kind: "timer" };
    if (found === undefined) continue;
    const { event, target } = found;
    return { kind: "event", event, own: origins.key(around, target) === key, ending: endings.test(event) };
  }
  return undefined;
}

const endings = /^(?:close|closed|end|ended|exit|finish|disconnect|disconnected|terminated|abort|aborted|stop)$/;

interface Subscription {
  readonly event: string;
  readonly target: Operand;
}

/** `socket.once("data", …)`, `setTimeout(…, 1000)`. */
function givenTo(program: Program, around: Body, block: Block, closure: Body): Subscription | "timer" | undefined {
  const { terminator } = block;
  if (terminator.kind !== "call" || !closureArguments(block).includes(closure.id)) return undefined;
  const { callee, args } = terminator;
  if (calleePath(program, around, callee)?.path.join(".") === "setTimeout") return "timer";
  if (callee.kind !== "method" || !subscribing.test(callee.name)) return undefined;
  const event = args[0]?.value;
  return event?.kind === "constant" && event.value.kind === "string" ? { event: event.value.value, target: callee.receiver } : undefined;
}

const subscribing = /^(?:on|once|addListener|prependListener|addEventListener)$/;

/** `socket.onmessage = …`. */
function assignedIn(around: Body, { statements }: Block, closure: Body): Subscription | undefined {
  for (const statement of statements) {
    const step = statement.kind === "assign" ? statement.target.path.at(-1) : undefined;
    if (statement.kind !== "assign" || statement.value.kind !== "use" || step?.kind !== "field" || !step.name.startsWith("on")) continue;
    const local = wholeLocal(statement.value.operand);
    const value = local === undefined ? undefined : definitionsOf(around).values.get(local);
    if (value?.kind !== "closure" || !value.bodies.includes(closure.id)) continue;
    const place = { ...statement.target, path: statement.target.path.slice(0, -1) };
    return { event: step.name.slice("on".length), target: { kind: "place", place, span: statement.span } };
  }
  return undefined;
}
