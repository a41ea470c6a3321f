/**
 * What outlives one call of a body and is seen by others meanwhile: fields of `this`, variables of an enclosing body, and the entries of
 * collections that are kept there.
 */

import type { Body, LocalId, Operand, Place, Rvalue } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { operandsOf, operandsOfRvalue } from "@freehold/mir/walk";
import type { Origin, Origins } from "../facts/origin.ts";

/** One body's view of the state it shares. Keys are equal for one place in all bodies of its class or scope. */
export interface SharedState {
  readonly body: Body;
  /** Absent for what this call has for itself. */
  key(place: Place): string | undefined;
  /** The shared places that a value is read from, through temporaries and calls, but not through `await`. */
  readBy(operand: Operand): ReadonlySet<string>;
}

export function sharedState(program: Program, origins: Origins, body: Body): SharedState {
  const sources = sourcesOf(body);
  const key = (place: Place): string | undefined => {
    const origin = origins.of(body, place);
    return origin && sharedKey(program, body, origin);
  };
  return {
    body,
    key,
    readBy(operand) {
      const keys = new Set<string>();
      const seen = new Set<LocalId>();
      const pending: Operand[] = [operand];
      for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        if (next.kind !== "place") continue;
        for (const each of prefixesOf(next.place)) addTo(keys, key(each));
        const { local } = next.place;
        if (seen.has(local)) continue;
        seen.add(local);
        pending.push(...(sources.get(local) ?? []));
      }
      return keys;
    },
  };
}

/** Fields of `this` are the same in every member of the class; a variable is shared with the bodies inside its own. */
function sharedKey(program: Program, body: Body, { body: root, local, path }: Origin): string | undefined {
  const holder = program.bodies[root];
  const kind = holder?.locals[local]?.kind;
  if (holder === undefined || kind === undefined) return undefined;
  if (kind.kind === "this") return path.length === 0 ? undefined : [thisKey(holder), ...path].join(".");
  if (kind.kind !== "binding" || (root === body.id && holder.kind !== "module")) return undefined;
  return [`${root}:${local}`, ...path].join(".");
}

export function thisKey({ file, scope }: Body): string {
  return `${file}#${scope.slice(0, -1).join("/")}`;
}

/** `this.a.b` reads `this.a` as well. */
function prefixesOf({ local, path }: Place): readonly Place[] {
  return Array.from({ length: path.length + 1 }, (_, length) => ({ local, path: path.slice(0, length) }));
}

/** By local, the operands that its values are made of. */
function sourcesOf(body: Body): ReadonlyMap<LocalId, readonly Operand[]> {
  const sources = new Map<LocalId, Operand[]>();
  const add = (local: LocalId, operands: readonly Operand[]): void => void sources.set(local, [...(sources.get(local) ?? []), ...operands]);
  for (const { statements, terminator } of body.blocks) {
    for (const statement of statements)
      if (statement.kind === "assign" && statement.target.path.length === 0) add(statement.target.local, readOf(statement.value));
    if (terminator.kind === "call" && terminator.destination.path.length === 0) add(terminator.destination.local, operandsOf(terminator));
  }
  return sources;
}

function readOf(value: Rvalue): readonly Operand[] {
  return value.kind === "closure" ? [] : operandsOfRvalue(value);
}

function addTo(keys: Set<string>, key: string | undefined): void {
  if (key !== undefined) keys.add(key);
}
