/** Which slot of a keeper a place is in: `this.pages[i]` is in `pages`, also inside of arrow functions. */

import type { Body, BodyId, Callee, LocalId, Operand, Place } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { remembering } from "@freehold/mir/remembering";
import { returnPlace } from "@freehold/mir/return-place";
import { definitionsOf } from "../facts/definitions.ts";
import type { Depth, Keeper } from "./keeper.ts";

export interface Slot {
  readonly name: string;
  readonly depth: Depth;
}

export function slotOf(program: Program, keeper: Keeper, body: Body, place: Place): Slot | undefined {
  return keeper.kind === "class" ? fieldOf(program, keeper, body, place) : variableOf(program, keeper, body, place);
}

function fieldOf(program: Program, keeper: Keeper, body: Body, { local, path }: Place): Slot | undefined {
  const [first] = path;
  if (first?.kind !== "field") return undefined;
  const root = originOf(program, body, local);
  if (root.body.locals[root.local]?.kind.kind !== "this" || keeper.memberOf.get(root.body.id) !== root.body) return undefined;
  return { name: behindGetters(keeper).get(first.name) ?? first.name, depth: path.length === 1 ? "itself" : "part" };
}

function variableOf(program: Program, { home }: Keeper, body: Body, { local, path }: Place): Slot | undefined {
  const root = originOf(program, body, local);
  if (root.body !== home || !isSlot(home, root.local)) return undefined;
  return { name: home.locals[root.local]!.name, depth: path.length === 0 ? "itself" : "part" };
}

/** `get texture() { return this._texture; }` is another name for the field, where there is no setter that may do more. */
const behindGetters: (keeper: Keeper) => ReadonlyMap<string, string> = remembering(({ members }: Keeper) => {
  const written = new Set(members.flatMap(({ kind, scope }) => (kind === "setter" ? [scope.at(-1)!] : [])));
  const getters = members.filter(({ kind, scope }) => kind === "getter" && !written.has(scope.at(-1)!));
  return new Map(
    getters.flatMap((getter): [string, string][] => {
      const [field, another] = returnedFields(getter);
      return field === undefined || another !== undefined ? [] : [[getter.scope.at(-1)!, field]];
    }),
  );
});

/** The fields of `this` that it returns; an empty name for whatever else it does. */
function returnedFields(getter: Body): readonly string[] {
  const fields = getter.blocks.flatMap(({ statements, terminator }) => [
    ...statements.flatMap((statement) =>
      statement.kind === "assign" && statement.target.local === returnPlace
        ? [statement.value.kind === "use" ? fieldOfThis(getter, statement.value.operand) : ""]
        : [],
    ),
    ...(terminator.kind === "call" && terminator.destination.local === returnPlace ? [""] : []),
  ]);
  return fields.includes("") ? [] : [...new Set(fields)];
}

function fieldOfThis(body: Body, operand: Operand): string {
  if (operand.kind !== "place") return "";
  const { local, path } = operand.place;
  const [step] = path;
  if (path.length === 1 && step?.kind === "field" && body.locals[local]?.kind.kind === "this") return step.name;
  const value = path.length === 0 ? definitionsOf(body).values.get(local) : undefined;
  return value?.kind === "use" ? fieldOfThis(body, value.operand) : "";
}

/** A variable of a scope, not a function or class that it declares. */
export function isSlot(home: Body, local: LocalId): boolean {
  const kind = home.locals[local]?.kind;
  return (
    kind?.kind === "binding" &&
    (kind.declared === "let" || kind.declared === "var" || (kind.declared === "const" && collectionsOf(home).has(local)))
  );
}

/** A constant keeps the same collection for good, and other values in it from call to call. */
const collectionsOf: (home: Body) => ReadonlySet<LocalId> = remembering((home: Body) => {
  const collections = new Set<LocalId>();
  for (const { statements, terminator } of home.blocks) {
    for (const statement of statements)
      if (statement.kind === "assign" && statement.value.kind === "array") collections.add(statement.target.local);
    if (terminator.kind === "call" && terminator.form === "new" && isNamed(home, terminator.callee, /^(?:Map|Set)$/))
      collections.add(terminator.destination.local);
  }
  return collections;
});

function isNamed(body: Body, callee: Callee, name: RegExp): boolean {
  if (callee.kind !== "value" || callee.operand.kind !== "place" || callee.operand.place.path.length > 0) return false;
  return name.test(body.locals[callee.operand.place.local]?.name ?? "");
}

/** The object itself, of which the fields are slots. */
export function isThis(program: Program, body: Body, operand: Operand): boolean {
  if (operand.kind !== "place" || operand.place.path.length > 0) return false;
  const root = originOf(program, body, operand.place.local);
  return root.body.locals[root.local]?.kind.kind === "this";
}

/** The body in which a local is bound, through captures. */
export function originOf(program: Program, body: Body, local: LocalId): { readonly body: Body; readonly local: LocalId } {
  const kind = body.locals[local]?.kind;
  const outer = kind?.kind === "capture" ? program.bodies[kind.body] : undefined;
  return kind?.kind !== "capture" || outer === undefined ? { body, local } : originOf(program, outer, kind.local);
}

export function localKey(body: BodyId, local: LocalId): string {
  return `${body} ${local}`;
}
