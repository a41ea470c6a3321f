/** Arrays that are kept under a name, in an object or a map: wherever one is taken out, it may be the one that was taken out elsewhere. */

import type { Body, LocalId, Operand, Place } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import type { Origins } from "../../facts/origin.ts";
import { identityOf } from "../../shared/identity.ts";
import { wholeLocal } from "../../whole-local.ts";

/** The table that it comes out of, or else itself. */
export function arrayIdentity(program: Program, origins: Origins, body: Body, array: Operand): string | undefined {
  const table = array.kind === "place" ? tableOf(program, origins, body, array.place, 4) : undefined;
  return table === undefined ? identityOf(program, origins, body, array) : `${table}[…]`;
}

/** What an element is bound to begins there: `const list = this.listeners[event]`. */
export function withElements(origins: Origins): Origins {
  return {
    ...origins,
    key: (body, operand) => origins.key(body, operand) ?? ownKey(body, operand),
  };
}

function ownKey(body: Body, operand: Operand): string | undefined {
  const local = wholeLocal(operand);
  return local === undefined ? undefined : `${body.id}:${local}`;
}

/** `this.listeners[event]`, `this.listeners.get(event) ?? []`, and names for either. */
function tableOf(program: Program, origins: Origins, body: Body, place: Place, steps: number): string | undefined {
  const last = place.path.at(-1);
  if (last?.kind === "index")
    return identityOf(program, origins, body, { kind: "place", place: { ...place, path: place.path.slice(0, -1) }, span: body.span });
  if (place.path.length > 0 || steps === 0) return undefined;
  const origin = origins.of(body, place);
  const home = origin === undefined ? body : program.bodies[origin.body];
  if (home === undefined || (origin !== undefined && origin.path.length > 0)) return undefined;
  return valueTable(program, origins, home, origin?.local ?? place.local, steps);
}

function valueTable(program: Program, origins: Origins, body: Body, local: LocalId, steps: number): string | undefined {
  for (const { statements, terminator } of body.blocks) {
    for (const statement of statements) {
      if (statement.kind !== "assign" || statement.target.local !== local || statement.target.path.length > 0) continue;
      const { value } = statement;
      if (value.kind !== "use" || value.operand.kind !== "place") continue;
      const table = tableOf(program, origins, body, value.operand.place, steps - 1);
      if (table !== undefined) return table;
    }
    if (terminator.kind !== "call" || terminator.destination.local !== local || terminator.callee.kind !== "method") continue;
    if (terminator.callee.name === "get" && terminator.args.length === 1)
      return identityOf(program, origins, body, terminator.callee.receiver);
  }
  return undefined;
}
