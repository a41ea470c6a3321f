/**
 * Question: does an object keep the defaults that all share as if they were its own, and write into them? Example: a constructor sets
 * `this.options = defaults;`, and a method `this.options.title = title;`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, Place, Rvalue } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { remembering } from "@freehold/mir/remembering";
import type { BodyView } from "../../body-view.ts";
import { wholeLocal } from "../../whole-local.ts";
import { moduleConstant } from "./module-constant.ts";
import { isStarting, type SharedDefaults } from "./shared-defaults.ts";
import { writesIn, type Write } from "./writes.ts";

export function keptDefaults({ body, knowledge: { program } }: BodyView): readonly SharedDefaults[] {
  const kept = keptFields(program).get(classKey(body));
  if (kept === undefined) return [];
  const changes = new Map<string, Write>();
  for (const write of writesIn(body)) {
    const field = fieldOf(body, write.object);
    if (field !== undefined && !changes.has(field)) changes.set(field, write);
  }
  return [...changes].flatMap(([field, { span }]): readonly SharedDefaults[] => {
    const constant = kept.get(field);
    return constant === undefined ? [] : [{ kind: "shared-defaults", tier: "maybe", ...constant, change: span }];
  });
}

type Kept = Pick<SharedDefaults, "constant" | "taken">;

/** By class, the fields that hold nothing else than such a constant; `undefined` for those that may hold something else as well. */
const keptFields: (program: Program) => ReadonlyMap<string, ReadonlyMap<string, Kept | undefined>> = remembering((program: Program) => {
  const classes = new Map<string, Map<string, Kept | undefined>>();
  const keep = (body: Body, field: string, kept: Kept | undefined): void => {
    const fields = classes.get(classKey(body)) ?? new Map<string, Kept | undefined>();
    classes.set(classKey(body), fields.set(field, fields.has(field) ? undefined : kept));
  };
  for (const body of program.bodies) {
    for (const { statements, terminator } of body.blocks) {
      for (const statement of statements) {
        const field = statement.kind === "assign" && statement.target.path.length === 1 ? fieldOf(body, statement.target) : undefined;
        if (statement.kind === "assign" && field !== undefined) keep(body, field, keptBy(program, body, statement.value, statement.span));
      }
      const field =
        terminator.kind === "call" && terminator.destination.path.length === 1 ? fieldOf(body, terminator.destination) : undefined;
      if (field !== undefined) keep(body, field, undefined);
    }
  }
  for (const [key, fields] of classes) if ([...fields.values()].every((kept) => kept === undefined)) classes.delete(key);
  return classes;
});

function keptBy(program: Program, body: Body, value: Rvalue, taken: Span): Kept | undefined {
  const local = value.kind === "use" ? wholeLocal(value.operand) : undefined;
  const constant = local === undefined ? undefined : moduleConstant(program, body, local);
  return constant !== undefined && isStarting(constant.name) ? { constant: constant.name, taken } : undefined;
}

function classKey({ file, scope }: Body): string {
  return `${file}#${scope.slice(0, -1).join("/")}`;
}

/** `this.options.title`, `this.options[key]` and `this.options` alike. */
function fieldOf({ locals }: Body, { local, path }: Place): string | undefined {
  const [field] = path;
  return locals[local]?.kind.kind === "this" && field?.kind === "field" ? field.name : undefined;
}
