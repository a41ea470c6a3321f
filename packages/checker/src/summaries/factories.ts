/** Which functions may give what they acquired to their caller, told by names alone: cheap enough to ask of every callee. */

import type { Body, BodyId, LocalId, Rvalue, Terminator } from "@freehold/mir/body";
import { calleeBody, type CalleeIndex } from "../contracts/callee-body.ts";
import { wholeLocal } from "../whole-local.ts";

type Call = Extract<Terminator, { kind: "call" }>;

/** By function; a question that comes back to itself acquires nothing of its own. */
export type FactoryIndex = Map<BodyId, boolean>;

export function mayBeFactory(callees: CalleeIndex, factories: FactoryIndex, id: BodyId): boolean {
  const known = factories.get(id);
  if (known !== undefined) return known;
  factories.set(id, false);
  const body = callees.program.bodies[id];
  const found =
    body !== undefined && body.kind !== "module" && (body.generator ? mayHold(callees, body) : givesSomething(callees, factories, body));
  factories.set(id, found);
  return found;
}

/** Some call of the body runs such a function. */
export function callsFactory(callees: CalleeIndex, factories: FactoryIndex, body: Body): boolean {
  return body.blocks.some(({ terminator }) => {
    const callee = terminator.kind === "call" && terminator.form === "call" ? calleeBody(callees, body, terminator) : undefined;
    return callee !== undefined && mayBeFactory(callees, factories, callee);
  });
}

/** What a generator acquired it holds while it waits. */
function mayHold({ program }: CalleeIndex, { id }: Body): boolean {
  return (program.answers[id]?.calls.size ?? 0) > 0;
}

/** What was asked about may acquire; a parameter that is called gives what its caller's closure gives. */
function givesSomething(callees: CalleeIndex, factories: FactoryIndex, body: Body): boolean {
  const reached = reachingReturn(body);
  const answers = callees.program.answers[body.id]?.calls;
  return body.blocks.some(({ terminator }) => {
    if (terminator.kind !== "call") return false;
    if (!reached.has(terminator.destination.local) && !startsOne(reached, terminator)) return false;
    if (answers?.has(terminator.call) === true || callsParameter(body, terminator)) return true;
    const callee = calleeBody(callees, body, terminator);
    return callee !== undefined && mayBeFactory(callees, factories, callee);
  });
}

/** `client.connect()`, where the client is returned later. */
function startsOne(reached: ReadonlySet<LocalId>, { callee }: Call): boolean {
  const receiver = callee.kind === "method" ? wholeLocal(callee.receiver) : undefined;
  return receiver !== undefined && reached.has(receiver);
}

function callsParameter({ locals }: Body, { callee }: Call): boolean {
  const local = callee.kind === "value" ? wholeLocal(callee.operand) : undefined;
  return local !== undefined && locals[local]?.kind.kind === "param";
}

/** The locals whose value may be returned, by itself, in a literal or captured by a closure. */
function reachingReturn(body: Body): ReadonlySet<LocalId> {
  const reached = new Set<LocalId>([0 as LocalId]);
  for (let size = 0; size < reached.size;) {
    size = reached.size;
    for (const { statements, terminator } of body.blocks) {
      for (const statement of statements) {
        if (statement.kind !== "assign" || statement.target.path.length > 0 || !reached.has(statement.target.local)) continue;
        for (const local of localsIn(statement.value)) reached.add(local);
      }
      const awaited = terminator.kind === "await" && reached.has(terminator.destination.local) ? wholeLocal(terminator.operand) : undefined;
      if (awaited !== undefined) reached.add(awaited);
    }
  }
  return reached;
}

function localsIn(value: Rvalue): readonly LocalId[] {
  switch (value.kind) {
    case "use":
      return [wholeLocal(value.operand)].filter((local) => local !== undefined);
    case "object":
    case "array":
      return value.members.flatMap((member) => wholeLocal(member.value) ?? []);
    case "closure":
      return value.captures;
    default:
      return [];
  }
}
