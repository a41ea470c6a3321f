/** What a test of one local tells about others: a flag that says the opposite of it, a place that it was read from. */

import type { Block, Body, LocalId, Operand, Place, Point, Rvalue } from "@freehold/mir/body";
import { canRunAfter } from "@freehold/mir/cfg/reachability";
import { remembering } from "@freehold/mir/remembering";
import { definitionsOf } from "./definitions.ts";
import { wholeLocal } from "../whole-local.ts";
import type { Flag, PlaceKey, Value } from "./facts.ts";
import { falsyPart, nonNullishPart, nullishValue } from "./values.ts";

/** `const own = !file; file ??= await open(path);`: where `file` is asked before it is set again, the answer is that for `own` as well. */
export function flagBeside(body: Body, block: Block, local: LocalId): Flag | undefined {
  const { flags, sets } = linksOf(body);
  const asked: Point = { block: block.id, index: block.statements.length };
  const flag = flags.find(
    (flag) =>
      flag.of === local &&
      !(sets.get(local) ?? []).some((set) => canRunAfter(body, flag.at, set) && canRunAfter(body, set, asked)) &&
      canRunAfter(body, flag.at, asked),
  );
  return flag && { local: flag.local, when: flag.when };
}

/** `options?.file` is `undefined` on one way and read on the other, by a temporary of its own each time that it is written. */
export function placeBehind(body: Body, { statements }: Block, local: LocalId): PlaceKey | undefined {
  const last = statements.findLast((statement) => statement.kind === "assign" && isWhole(statement.target, local));
  if (last?.kind !== "assign") return linksOf(body).places.get(local);
  return last.value.kind === "use" ? placesOf(last.value.operand, definitionsOf(body).reassigned)[0] : undefined;
}

/** Whether a local is set no more once another one has been. */
export function isSettled(body: Body, local: LocalId, since: LocalId): boolean {
  const { sets } = linksOf(body);
  return (sets.get(since) ?? []).every((at) => !(sets.get(local) ?? []).some((set) => canRunAfter(body, at, set)));
}

function isWhole(place: Place, local: LocalId): boolean {
  return place.local === local && place.path.length === 0;
}

interface Links {
  readonly flags: readonly (Flag & { readonly of: LocalId; readonly at: Point })[];
  readonly places: ReadonlyMap<LocalId, PlaceKey>;
  /** Where a local is set. */
  readonly sets: ReadonlyMap<LocalId, readonly Point[]>;
}

const linksOf: (body: Body) => Links = remembering(readLinks);

function readLinks(body: Body): Links {
  const { values, reassigned } = definitionsOf(body);
  const flags: Links["flags"][number][] = [];
  const sets = new Map<LocalId, Point[]>();
  const read = new Map<LocalId, (PlaceKey | undefined)[]>();
  for (const block of body.blocks) {
    block.statements.forEach((statement, index) => {
      if (statement.kind !== "assign" || statement.target.path.length > 0) return;
      const { local } = statement.target;
      const at: Point = { block: block.id, index };
      sets.set(local, [...(sets.get(local) ?? []), at]);
      const { value } = statement;
      const told = values.get(local) === value ? toldBy(value) : undefined;
      if (told !== undefined) flags.push({ local, at, ...told });
      if (body.locals[local]?.kind.kind === "temporary")
        read.set(local, [...(read.get(local) ?? []), ...(value.kind === "use" ? placesOf(value.operand, reassigned) : [undefined])]);
    });
    const { terminator } = block;
    if ("destination" in terminator && terminator.destination.path.length === 0) {
      const { local } = terminator.destination;
      sets.set(local, [...(sets.get(local) ?? []), { block: block.id, index: block.statements.length }]);
      if (read.has(local) || body.locals[local]?.kind.kind === "temporary") read.set(local, [...(read.get(local) ?? []), undefined]);
    }
  }
  return { flags, sets, places: new Map([...read].flatMap(([local, found]) => onlyPlace(local, found))) };
}

/** `!file`, `file === undefined`, `file != null`. */
function toldBy(value: Rvalue): { readonly of: LocalId; readonly when: Value } | undefined {
  if (value.kind === "unary" && value.operator === "!") return of(wholeLocal(value.operand), falsyPart);
  if (value.kind !== "binary" || value.right.kind !== "constant" || !/^[!=]==?$/.test(value.operator)) return undefined;
  if (value.right.value.kind !== "undefined" && value.right.value.kind !== "null") return undefined;
  return of(wholeLocal(value.left), value.operator.startsWith("!") ? nonNullishPart : nullishValue);
}

function of(local: LocalId | undefined, when: Value): { readonly of: LocalId; readonly when: Value } | undefined {
  return local === undefined ? undefined : { of: local, when };
}

/** Of a constant `undefined`, none. */
function placesOf(operand: Operand, reassigned: ReadonlySet<LocalId>): readonly (PlaceKey | undefined)[] {
  if (operand.kind === "constant") return operand.value.kind === "undefined" ? [] : [undefined];
  const { local, path } = operand.place;
  const fields = path.map((step) => (step.kind === "field" ? step.name : undefined));
  if (fields.length === 0 || fields.includes(undefined) || reassigned.has(local)) return [undefined];
  return [{ text: `%${local}.${fields.join(".")}`, locals: [local] }];
}

function onlyPlace(local: LocalId, found: readonly (PlaceKey | undefined)[]): readonly (readonly [LocalId, PlaceKey])[] {
  const [first, ...others] = found;
  return first !== undefined && others.every((other) => other?.text === first.text) ? [[local, first]] : [];
}
