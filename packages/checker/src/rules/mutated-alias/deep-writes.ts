/**
 * Question: does a function write below its parameter, into what it finds in its members? Its own writes, and those of the functions that
 * it gives a member to. Example: `function merge(into, from) { for (…) if (isObject(into[key])) merge(into[key], from[key]); else into[key] = from[key]; }`.
 */

import type { BodyId, Operand } from "@freehold/mir/body";
import { calleeBody, type CalleeIndex } from "../../contracts/callee-body.ts";
import { sourceOf, writesIn, type Write } from "./writes.ts";

export function deepWrites(index: CalleeIndex, callee: BodyId, parameter: number): boolean {
  return reaches(index, { callee, parameter, depth: "below" }, new Set());
}

interface Reach {
  readonly callee: BodyId;
  readonly parameter: number;
  /** Whether what is asked about is the parameter, or something in it. */
  readonly depth: "itself" | "below";
}

function reaches(index: CalleeIndex, reach: Reach, asked: Set<string>): boolean {
  const key = `${reach.callee} ${reach.parameter} ${reach.depth}`;
  const body = index.program.bodies[reach.callee];
  const local = body?.params[reach.parameter];
  if (body === undefined || local === undefined || asked.has(key)) return false;
  asked.add(key);
  const steps = (operand: Operand): number | undefined => {
    if (operand.kind !== "place") return undefined;
    const source = sourceOf(body, operand.place);
    return source.local === local ? source.path.length : undefined;
  };
  const writes = writesIn(body).filter(({ object }) => sourceOf(body, object).local === local);
  if (reach.depth === "below" && writes.some(copiesMembers)) return false;
  if (writes.some(({ object }) => sourceOf(body, object).path.length > 0 === (reach.depth === "below"))) return true;
  return body.blocks.some(({ terminator }) => {
    const code = terminator.kind === "call" ? calleeBody(index, body, terminator) : undefined;
    if (terminator.kind !== "call" || code === undefined) return false;
    return terminator.args.some(({ value, spread }, parameter) => {
      const below = spread ? undefined : steps(value);
      if (below === undefined) return false;
      const depth = reach.depth === "below" && below === 0 ? "below" : "itself";
      return (reach.depth === "below" || below === 0) && reaches(index, { callee: code, parameter, depth }, asked);
    });
  });
}

/** `into[key] = { ...into[key] }` before it goes on: the members of the original are left alone. */
function copiesMembers({ object, values }: Write): boolean {
  return (
    object.path.length === 0 &&
    values.some((value) => (value.kind === "object" || value.kind === "array") && value.members.some(({ spread }) => spread))
  );
}
