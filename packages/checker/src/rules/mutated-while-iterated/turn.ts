/** What else happens in the turn in which an array is changed: a search for one element, a refill, another array under the same name. */

import type { BlockId, Body, LocalId, Operand } from "@freehold/mir/body";
import { dominates, dominators } from "@freehold/mir/cfg/dominators";
import { methodCalls } from "../../explain/calls.ts";
import type { Definitions } from "../../facts/definitions.ts";
import type { Origins } from "../../facts/origin.ts";
import { refilling } from "./change.ts";

export interface Turn {
  readonly body: Body;
  readonly blocks: ReadonlySet<BlockId>;
  readonly element: ReadonlySet<LocalId>;
}

/** `if (x === wanted)`, `if (x.id === id)`: at most one element goes, so the one after it had nothing to lose by being skipped. */
export function searchesOne({ body, blocks, element }: Turn, definitions: Definitions, change: BlockId): boolean {
  const tree = dominators(body);
  return body.blocks.some(({ id, terminator }) => {
    if (!blocks.has(id) || terminator.kind !== "branch" || id === change || !dominates(tree, id, change)) return false;
    const { operand } = terminator;
    const value = operand.kind === "place" ? definitions.values.get(operand.place.local) : undefined;
    if (value?.kind !== "binary" || !/^===?$/.test(value.operator)) return false;
    const sides = [value.left, value.right];
    return sides.every((side) => side.kind === "place") && sides.some((side) => identifies(body, element, side));
  });
}

/** The element itself, or what tells it from all others. */
function identifies(body: Body, element: ReadonlySet<LocalId>, operand: Operand): boolean {
  if (operand.kind !== "place") return false;
  const { local, path } = operand.place;
  const last = path.at(-1);
  if (last === undefined) return element.has(local) || isIdentity(body.locals[local]?.name ?? "");
  return last.kind === "index" || isIdentity(last.name);
}

function isIdentity(name: string): boolean {
  return /(?:^|_)(?:id|key|uuid|guid|pid|fd)$|(?:Id|ID|Key|Uuid|Guid|Pid|Fd)$/.test(name);
}

/** `if (isSign(list[i]) && isNumber(list[i + 1]))`: the one that would be skipped has been looked at. */
export function looksAhead({ body, blocks }: Turn, counter: LocalId | undefined, change: BlockId): boolean {
  if (counter === undefined) return false;
  const tree = dominators(body);
  return body.blocks.some(
    ({ id, statements }) =>
      blocks.has(id) &&
      dominates(tree, id, change) &&
      statements.some(
        (statement) =>
          statement.kind === "assign" &&
          statement.value.kind === "binary" &&
          statement.value.operator === "+" &&
          isWhole(statement.value.left, counter) &&
          statement.value.right.kind === "constant",
      ),
  );
}

function isWhole(operand: Operand, local: LocalId): boolean {
  return operand.kind === "place" && operand.place.path.length === 0 && operand.place.local === local;
}

/** Another call of the turn puts elements in: the array may be reordered on purpose. */
export function refills({ body, blocks }: Turn, origins: Origins, key: string): boolean {
  return methodCalls(body, undefined, refilling).some(
    (call) =>
      (call.callee.name !== "splice" || call.args.length > 2) &&
      origins.key(body, call.callee.receiver) === key &&
      body.blocks.some(({ id, terminator }) => terminator === call && blocks.has(id)),
  );
}

/** `list = list.filter(…)` in the turn: from then on the name means another array. */
export function replaces({ body, blocks }: Turn, origins: Origins, key: string): boolean {
  const definitions = origins.definitions(body);
  return [...blocks].some((id) =>
    body.blocks[id]!.statements.some((statement) => {
      if (statement.kind !== "assign") return false;
      const { target } = statement;
      // What is assigned once only is a name for the array, not another array.
      if (target.path.length === 0 && definitions.values.has(target.local)) return false;
      return origins.key(body, { kind: "place", place: target, span: statement.span }) === key;
    }),
  );
}
