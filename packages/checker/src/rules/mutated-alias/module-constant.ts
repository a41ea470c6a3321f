/** The constants that a module keeps for all calls of its functions, and what is written in them. */

import type { Body, LocalId, Member, Operand } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { definitionsOf } from "../../facts/definitions.ts";
import { originOf } from "../../keepers/slots.ts";

export interface ModuleConstant {
  readonly name: string;
  /** The members of its literal; absent for what another module exports. */
  readonly members: readonly Member[] | undefined;
}

/** Absent for anything else: a parameter, a variable, what a function makes. */
export function moduleConstant(program: Program, body: Body, local: LocalId): ModuleConstant | undefined {
  const origin = originOf(program, body, local);
  const found = origin.body.locals[origin.local];
  if (found?.kind.kind === "import") return { name: found.name, members: undefined };
  if (origin.body === body || origin.body.kind !== "module") return undefined;
  if (found?.kind.kind !== "binding" || found.kind.declared !== "const") return undefined;
  const literal = definitionsOf(origin.body).values.get(origin.local);
  return literal?.kind === "object" || literal?.kind === "array" ? { name: found.name, members: literal.members } : undefined;
}

/** What a member of a literal holds can be changed through every copy of the literal. */
export function holdsMutable(program: Program, body: Body, local: LocalId, field: string): boolean {
  const origin = originOf(program, body, local);
  const literal = definitionsOf(origin.body).values.get(origin.local);
  const member = literal?.kind === "object" ? literal.members.find(({ name }) => name === field) : undefined;
  return member !== undefined && isMutable(origin.body, member.value);
}

function isMutable(home: Body, value: Operand): boolean {
  if (value.kind !== "place" || value.place.path.length > 0) return false;
  const { values, calls } = definitionsOf(home);
  const literal = values.get(value.place.local);
  const [made] = calls.get(value.place.local) ?? [];
  return literal?.kind === "object" || literal?.kind === "array" || made?.form === "new";
}
