/** Which temporaries have exactly one definition, and what it is: what conditions, transfer lists and names are read from. */

import type { Body, LocalId, Operand, Rvalue } from "@freehold/mir/body";
import { remembering } from "@freehold/mir/remembering";
import { returnPlace } from "@freehold/mir/return-place";
import type { Call } from "../contracts/resolve.ts";
import { wholeLocal } from "../whole-local.ts";

export interface Definitions {
  /** The one value ever assigned to a local; absent where there are none, several, or a call's. */
  readonly values: ReadonlyMap<LocalId, Rvalue>;
  /** The local that takes over a temporary's value by a plain copy, an `await`, or through `.catch(…)`. */
  readonly successors: ReadonlyMap<LocalId, LocalId>;
  /** Locals that are assigned after they were first set; parameters, when they are assigned at all. */
  readonly reassigned: ReadonlySet<LocalId>;
  /** The promise whose value a local receives. */
  readonly awaited: ReadonlyMap<LocalId, LocalId>;
  /** The calls whose results a local receives. */
  readonly calls: ReadonlyMap<LocalId, readonly Call[]>;
}

export const definitionsOf: (body: Body) => Definitions = remembering(readDefinitions);

function readDefinitions(body: Body): Definitions {
  const values = new Map<LocalId, Rvalue>();
  const successors = new Map<LocalId, LocalId>();
  const calls = new Map<LocalId, Call[]>();
  const awaited = new Map<LocalId, LocalId>();
  const counts = new Map<LocalId, number>();
  const define = (local: LocalId): void => void counts.set(local, (counts.get(local) ?? 0) + 1);
  for (const block of body.blocks) {
    for (const statement of block.statements) {
      if (statement.kind !== "assign" || statement.target.path.length > 0) continue;
      define(statement.target.local);
      values.set(statement.target.local, statement.value);
      if (statement.value.kind === "use") noteSuccessor(statement.value.operand, statement.target.local, successors);
    }
    const { terminator } = block;
    if ("destination" in terminator && terminator.destination.path.length === 0) define(terminator.destination.local);
    if (terminator.kind === "call" && terminator.destination.path.length === 0)
      calls.set(terminator.destination.local, [...(calls.get(terminator.destination.local) ?? []), terminator]);
    if (
      terminator.kind === "call" &&
      terminator.callee.kind === "method" &&
      /^(?:catch|finally)$/.test(terminator.callee.name) &&
      terminator.destination.path.length === 0
    ) {
      noteSuccessor(terminator.callee.receiver, terminator.destination.local, successors);
    }
    if (terminator.kind === "await" && terminator.operand.kind === "place" && terminator.destination.path.length === 0)
      awaited.set(terminator.destination.local, terminator.operand.place.local);
    if (terminator.kind === "await" && terminator.destination.path.length === 0)
      noteSuccessor(terminator.operand, terminator.destination.local, successors);
  }
  const reassigned = new Set<LocalId>();
  for (const [local, count] of counts) {
    if (count > 1) values.delete(local);
    if (count > 1 || body.params.includes(local)) reassigned.add(local);
  }
  return { values, successors, reassigned, awaited, calls };
}

/** O(awaits of the body). */
export function isAwaited({ awaited }: Definitions, local: LocalId): boolean {
  return [...awaited.values()].includes(local);
}

/** It is what the body gives, by itself or under a name. */
export function isReturned({ successors }: Definitions, local: LocalId): boolean {
  return local === returnPlace || successors.get(local) === returnPlace;
}

/** A parameter, or a local that is nothing but one or another of them. */
export function comesIn(body: Body, definitions: Definitions, local: LocalId, seen: ReadonlySet<LocalId> = new Set()): boolean {
  if (body.locals[local]?.kind.kind === "param") return true;
  if (seen.has(local) || definitions.calls.has(local) || definitions.awaited.has(local)) return false;
  const values = body.blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      statement.kind === "assign" && statement.target.local === local && statement.target.path.length === 0 ? [statement.value] : [],
    ),
  );
  return (
    values.length > 0 &&
    values.every((value) => {
      const from = value.kind === "use" ? wholeLocal(value.operand) : undefined;
      return from !== undefined && comesIn(body, definitions, from, new Set([...seen, local]));
    })
  );
}

/** The named local that a temporary's value ends in, the local itself if it has a name. */
export function namedSuccessor(body: Body, definitions: Definitions, local: LocalId): LocalId | undefined {
  let current: LocalId | undefined = local;
  for (let steps = 0; current !== undefined && steps < 8; steps++) {
    const kind = body.locals[current]?.kind.kind;
    if (kind === "binding" || kind === "param" || kind === "capture") return current;
    current = definitions.successors.get(current);
  }
  return undefined;
}

/** The call whose result, or what its promise brought, is in a local; absent when there is more than one source. */
export function sourceCall(definitions: Definitions, local: LocalId): Call | undefined {
  let current: LocalId | undefined = local;
  for (let steps = 0; current !== undefined && steps < 8; steps++) {
    const calls: readonly Call[] = definitions.calls.get(current) ?? [];
    if (calls.length > 0) return calls.length === 1 && !definitions.awaited.has(current) ? calls[0] : undefined;
    const value: Rvalue | undefined = definitions.values.get(current);
    const copied: LocalId | undefined =
      value?.kind === "use" && value.operand.kind === "place" && value.operand.place.path.length === 0
        ? value.operand.place.local
        : undefined;
    current = copied ?? definitions.awaited.get(current);
  }
  return undefined;
}

/** What a field of an object may be: `{ …, fd }`, and what `Object.assign` makes of such literals. */
export function fieldsOf(definitions: Definitions, local: LocalId, field: string, depth = 0): readonly Operand[] {
  const value = definitions.values.get(local);
  if (value?.kind === "object") return value.members.flatMap((member) => (member.name === field ? [member.value] : []));
  return (definitions.calls.get(local) ?? []).flatMap(({ callee, args }) => {
    if (callee.kind !== "method" || callee.name !== "assign" || depth > 4) return [];
    const parts = args.flatMap((argument) => wholeLocal(argument.value) ?? []);
    return parts.flatMap((part) => fieldsOf(definitions, part, field, depth + 1));
  });
}

/** The elements and properties of a literal, through its temporary. */
export function literalMembers(definitions: Definitions, operand: Operand): readonly Operand[] | undefined {
  if (operand.kind !== "place" || operand.place.path.length > 0) return undefined;
  const value = definitions.values.get(operand.place.local);
  if (value?.kind !== "object" && value?.kind !== "array") return undefined;
  return value.members.map((member) => member.value);
}

function noteSuccessor(operand: Operand, into: LocalId, successors: Map<LocalId, LocalId>): void {
  if (operand.kind === "place" && operand.place.path.length === 0 && !successors.has(operand.place.local))
    successors.set(operand.place.local, into);
}
