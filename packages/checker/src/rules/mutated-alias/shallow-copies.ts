/**
 * Question: does a function copy the defaults that all calls share, and then write into what the copy still has in common with them?
 * A spread copies one level. Backwards from a write below a member of the copy, to the literal of the constant that holds this member.
 * Example: `const options = { ...defaults }; options.headers.accept = type;`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId, Member, Operand, Rvalue } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import type { BodyView } from "../../body-view.ts";
import { calleeBody } from "../../contracts/callee-body.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import { wholeLocal } from "../../whole-local.ts";
import { deepWrites } from "./deep-writes.ts";
import { holdsMutable, moduleConstant } from "./module-constant.ts";
import { mergedInto, nameOf, sourceOf, writesIn } from "./writes.ts";

export interface ShallowCopy {
  readonly kind: "shallow-copy";
  readonly tier: "definite" | "maybe";
  readonly constant: string;
  /** `headers`; absent where a function writes into whatever it finds. */
  readonly member: string | undefined;
  readonly copied: Span;
  readonly change: Span;
}

export function shallowCopies(view: BodyView): readonly ShallowCopy[] {
  if (view.body.kind === "module") return [];
  return copiesIn(view).flatMap((copy) => writtenBelow(view, copy) ?? givenToMerger(view, copy) ?? []);
}

interface Copy {
  /** Of this body, for the new object and for the constant. */
  readonly local: LocalId;
  readonly original: LocalId;
  readonly name: string;
  /** What the copy gets anew. */
  readonly replaced: ReadonlySet<string>;
  readonly span: Span;
}

function copiesIn({ body, knowledge: { program } }: BodyView): readonly Copy[] {
  return body.blocks.flatMap(({ statements, terminator }) => {
    const spread = statements.flatMap((statement) =>
      statement.kind === "assign" && statement.target.path.length === 0 && statement.value.kind === "object"
        ? copyOf(program, body, { local: statement.target.local, members: statement.value.members, span: statement.span })
        : [],
    );
    if (terminator.kind !== "call" || terminator.destination.path.length > 0 || mergedInto(body, terminator) === undefined) return spread;
    const [target, ...sources] = terminator.args;
    const literal = target && literalOf(body, target.value);
    if (literal === undefined) return spread;
    const members = [...literal.members, ...sources.map(({ value }): Member => ({ value, spread: true }))];
    return [...spread, ...copyOf(program, body, { local: terminator.destination.local, members, span: terminator.span })];
  });
}

interface MadeObject {
  readonly local: LocalId;
  readonly members: readonly Member[];
  readonly span: Span;
}

function copyOf(program: Program, body: Body, { local, members, span }: MadeObject): readonly Copy[] {
  return members.flatMap((member, at): readonly Copy[] => {
    const original = member.spread ? wholeLocal(member.value) : undefined;
    const constant = original === undefined ? undefined : moduleConstant(program, body, original);
    if (original === undefined || constant?.members === undefined) return [];
    return [{ local, original, name: constant.name, replaced: namesIn(body, members.slice(at + 1)), span }];
  });
}

/** Of the members, and of literals that are spread among them. */
function namesIn(body: Body, members: readonly Member[]): ReadonlySet<string> {
  return new Set(
    members.flatMap(({ name, spread, value }) => {
      if (!spread) return name === undefined ? [] : [name];
      return literalOf(body, value)?.members.flatMap((member) => member.name ?? []) ?? [];
    }),
  );
}

function literalOf(body: Body, value: Operand): Extract<Rvalue, { kind: "object" }> | undefined {
  const local = wholeLocal(value);
  const literal = local === undefined ? undefined : definitionsOf(body).values.get(local);
  return literal?.kind === "object" ? literal : undefined;
}

function writtenBelow({ body, knowledge: { program } }: BodyView, copy: Copy): ShallowCopy | undefined {
  const writes = writesIn(body).map((write) => ({ ...write, object: sourceOf(body, write.object) }));
  const renewed = new Set(
    writes.flatMap(({ object, member }) => (isCopy(body, copy, object.local) && object.path.length === 0 ? (member ?? []) : [])),
  );
  for (const { object, span } of writes) {
    const [first] = object.path;
    if (!isCopy(body, copy, object.local) || first?.kind !== "field" || copy.replaced.has(first.name) || renewed.has(first.name)) continue;
    if (!holdsMutable(program, body, copy.original, first.name)) continue;
    return { kind: "shallow-copy", tier: "definite", constant: copy.name, member: nameOf(first), copied: copy.span, change: span };
  }
  return undefined;
}

/** The temporary that was made, or the name it got. */
function isCopy(body: Body, copy: Copy, local: LocalId): boolean {
  return local === copy.local || sourceOf(body, { local, path: [] }).local === copy.local;
}

/** `mergeDeep(options, given)`, whose code goes down into what it is given and writes there. */
function givenToMerger({ body, knowledge }: BodyView, copy: Copy): ShallowCopy | undefined {
  const { program } = knowledge;
  if (!hasMutable(program, body, copy)) return undefined;
  for (const { terminator } of body.blocks) {
    if (terminator.kind !== "call") continue;
    const parameter = terminator.args.findIndex(({ value, spread }) => !spread && isCopyOperand(body, copy, value));
    const callee = parameter === -1 ? undefined : calleeBody(knowledge.callees, body, terminator);
    if (callee === undefined || !deepWrites(knowledge.callees, callee, parameter)) continue;
    return { kind: "shallow-copy", tier: "definite", constant: copy.name, member: undefined, copied: copy.span, change: terminator.span };
  }
  return undefined;
}

function isCopyOperand(body: Body, copy: Copy, value: Operand): boolean {
  const local = wholeLocal(value);
  return local !== undefined && isCopy(body, copy, local);
}

function hasMutable(program: Program, body: Body, { original, replaced }: Copy): boolean {
  const members = moduleConstant(program, body, original)?.members ?? [];
  return members.some(({ name }) => name !== undefined && !replaced.has(name) && holdsMutable(program, body, original, name));
}
