/** Which values a body gives to functions of the program that may end them, told by names alone: cheap enough to ask of every body. */

import type { Body, LocalId, Operand, Terminator } from "@freehold/mir/body";
import { isReleaseMember, soundsReleasing } from "@freehold/mir/vocabulary";
import { calleeBody, type CalleeIndex } from "../contracts/callee-body.ts";
import type { Arrival } from "../contracts/contract.ts";

type Call = Extract<Terminator, { kind: "call" }>;

export interface HandedToEnder {
  readonly via: LocalId;
  readonly to: Arrival;
}

/** By arrival, whether something there sounds like its end. */
export type EnderIndex = Map<string, boolean>;

/** Parameters, captures and bindings that a call of `body` gives to code which may end them. */
export function handedToEnders(callees: CalleeIndex, enders: EnderIndex, body: Body): readonly HandedToEnder[] {
  return body.blocks.flatMap(({ terminator }) => {
    if (terminator.kind !== "call" || terminator.args.length === 0) return [];
    return arrivals(callees, body, terminator).filter(({ via, to }) => isNamed(body, via) && mayEnd(callees, enders, to));
  });
}

/** A question that comes back to itself has no end of its own to tell. */
function mayEnd(callees: CalleeIndex, enders: EnderIndex, { body: id, local }: Arrival): boolean {
  const key = `${id} ${local}`;
  const known = enders.get(key);
  if (known !== undefined) return known;
  enders.set(key, false);
  const body = callees.program.bodies[id];
  const found = body !== undefined && endsIn(callees, enders, body, copiesOf(body, local));
  enders.set(key, found);
  return found;
}

function endsIn(callees: CalleeIndex, enders: EnderIndex, body: Body, copies: ReadonlySet<LocalId>): boolean {
  return body.blocks.some(({ terminator }) => {
    if (terminator.kind !== "call") return false;
    const { callee, args } = terminator;
    // `context.page.close()` ends what the parameter holds.
    const reached = callee.kind === "method" && callee.receiver.kind === "place" && copies.has(callee.receiver.place.local);
    if (reached && isReleaseMember(callee.name)) return true;
    const received = callee.kind === "method" && holds(copies, callee.receiver);
    if (!received && !args.some(({ value }) => holds(copies, value))) return false;
    if (!received && soundsReleasing(nameOf(body, terminator))) return true;
    return arrivals(callees, body, terminator).some(({ via, to }) => copies.has(via) && mayEnd(callees, enders, to));
  });
}

function arrivals(callees: CalleeIndex, body: Body, call: Call): readonly HandedToEnder[] {
  const code = calleeBody(callees, body, call);
  const params = code === undefined ? undefined : callees.program.bodies[code]?.params;
  if (code === undefined || params === undefined) return [];
  return call.args.flatMap(({ value, spread }, position) => {
    const local = params[position];
    return spread || local === undefined || value.kind !== "place" || value.place.path.length > 0
      ? []
      : [{ via: value.place.local, to: { body: code, local } }];
  });
}

function copiesOf(body: Body, local: LocalId): ReadonlySet<LocalId> {
  const copies = new Set([local]);
  for (let size = 0; size < copies.size;) {
    size = copies.size;
    for (const { statements } of body.blocks) {
      for (const statement of statements) {
        if (statement.kind !== "assign" || statement.target.path.length > 0 || statement.value.kind !== "use") continue;
        if (holds(copies, statement.value.operand)) copies.add(statement.target.local);
      }
    }
  }
  return copies;
}

function holds(copies: ReadonlySet<LocalId>, operand: Operand): boolean {
  return operand.kind === "place" && operand.place.path.length === 0 && copies.has(operand.place.local);
}

function nameOf(body: Body, { callee }: Call): string {
  if (callee.kind === "method") return callee.name;
  return callee.kind === "value" && callee.operand.kind === "place" ? (body.locals[callee.operand.place.local]?.name ?? "") : "";
}

function isNamed(body: Body, local: LocalId): boolean {
  const kind = body.locals[local]?.kind.kind;
  return kind === "param" || kind === "binding" || kind === "capture";
}
