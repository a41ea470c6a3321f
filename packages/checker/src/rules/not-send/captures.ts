/** What a function that is sent as its text leaves behind: the variables, imports and the `this` that are around it. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, BodyId, Local, LocalId, Operand, Statement, Terminator } from "@freehold/mir/body";
import { visitPlaces } from "@freehold/mir/walk";
import type { Program } from "@freehold/mir/program";
import { bodiesOf } from "../../bodies-of.ts";
import type { BodyView } from "../../body-view.ts";
import { originsIn } from "../../facts/origin.ts";

export interface Capture {
  readonly name: string;
  /** Where the function uses it first. */
  readonly span: Span;
}

/** Each variable once, in the order of their first uses. Empty where the function's code is not known. */
export function capturesOf({ knowledge: { program }, body, file }: BodyView, sent: Operand): readonly Capture[] {
  const code = sentCode(program, body, sent);
  if (code === undefined) return [];
  const inside = bodiesOf(program, file.path).filter((each) => isWithin(program, each, code.id));
  const found = inside.flatMap((each) => usesOf(program, each, code)).sort((a, b) => a.span.start - b.span.start);
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

function sentCode(program: Program, body: Body, sent: Operand): Body | undefined {
  const origins = originsIn(program);
  const origin = sent.kind === "place" ? origins.of(body, sent.place) : undefined;
  const maker = origin === undefined || origin.path.length > 0 ? undefined : program.bodies[origin.body];
  if (origin === undefined || maker === undefined || maker.file !== body.file) return undefined;
  const value = origins.definitions(maker).values.get(origin.local);
  const [code, ...others] = value?.kind === "closure" && value.what === "function" ? value.bodies : [];
  return code === undefined || others.length > 0 ? undefined : program.bodies[code];
}

function isWithin(program: Program, body: Body, outer: BodyId): boolean {
  for (let each: Body | undefined = body; each !== undefined; each = each.parent === undefined ? undefined : program.bodies[each.parent])
    if (each.id === outer) return true;
  return false;
}

function usesOf(program: Program, body: Body, code: Body): readonly Capture[] {
  const captures: Capture[] = [];
  for (const { statements, terminator } of body.blocks) {
    for (const node of [...statements, terminator]) {
      if (!isUse(node)) continue;
      visitPlaces(node, ({ local }, access, span) => {
        const name = access === "read" || access === "write" ? nameLeftBehind(program, body, local, code) : undefined;
        if (name !== undefined) captures.push({ name, span });
      });
    }
  }
  return captures;
}

/** `typeof x` is harmless where there is no `x`. */
function isUse(node: Statement | Terminator): boolean {
  if (node.kind === "read") return false;
  return node.kind !== "assign" || node.value.kind !== "unary" || node.value.operator !== "typeof";
}

function nameLeftBehind(program: Program, body: Body, local: LocalId, code: Body): string | undefined {
  const { owner, found } = boundIn(program, body, local);
  switch (found?.kind.kind) {
    case "import":
      return found.name;
    case "this":
      return isWithin(program, owner, code.id) ? undefined : "this";
    case "param":
      return isWithin(program, owner, code.id) ? undefined : found.name;
    case "binding":
      return isWithin(program, owner, code.id) || goesAlong(program, owner, found, code) ? undefined : found.name;
    default:
      return undefined;
  }
}

/** Through captures to the body whose local it is. */
function boundIn(program: Program, body: Body, local: LocalId): { readonly owner: Body; readonly found: Local | undefined } {
  const found = body.locals[local];
  const outer = found?.kind.kind === "capture" ? program.bodies[found.kind.body] : undefined;
  return found?.kind.kind === "capture" && outer !== undefined ? boundIn(program, outer, found.kind.local) : { owner: body, found };
}

/** A constant enum is written out, and a function declaration has its own name in its text. */
function goesAlong(program: Program, owner: Body, { id, kind }: Local, code: Body): boolean {
  if (kind.kind !== "binding") return false;
  if (kind.declared === "enum") return true;
  if (kind.declared !== "function") return false;
  const value = originsIn(program).definitions(owner).values.get(id);
  return value?.kind === "closure" && value.bodies.includes(code.id);
}
