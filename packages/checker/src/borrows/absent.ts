/** Where a test says that a variable holds no promise: `if (p !== undefined) await p;` leaves none behind. */

import type { Block, LocalId, Operand, Rvalue, Terminator } from "@freehold/mir/body";
import type { BodyTypes } from "./typing.ts";

export interface Absent {
  readonly local: LocalId;
  readonly way: "yes" | "no";
}

export function absentPromise(types: BodyTypes, block: Block, branch: Extract<Terminator, { kind: "branch" }>): Absent | undefined {
  const tested = promiseIn(types, branch.operand);
  if (tested !== undefined) return { local: tested, way: branch.test === "nullish" ? "yes" : "no" };
  const compared = comparisonBefore(block, branch.operand);
  if (compared === undefined || !compared.sides.some(isNothing)) return undefined;
  const local = compared.sides.map((side) => promiseIn(types, side)).find((found) => found !== undefined);
  return local === undefined ? undefined : { local, way: compared.isEqual ? "yes" : "no" };
}

function promiseIn(types: BodyTypes, operand: Operand): LocalId | undefined {
  if (operand.kind === "constant" || operand.place.path.length > 0) return undefined;
  return types.typeOf(operand).kind === "running" ? operand.place.local : undefined;
}

interface Comparison {
  readonly sides: readonly Operand[];
  readonly isEqual: boolean;
}

function comparisonBefore({ statements }: Block, operand: Operand): Comparison | undefined {
  if (operand.kind === "constant") return undefined;
  const last = statements.findLast((each) => each.kind === "assign" && each.target.local === operand.place.local);
  const value: Rvalue | undefined = last?.kind === "assign" ? last.value : undefined;
  if (value?.kind !== "binary" || !/^[!=]==?$/.test(value.operator)) return undefined;
  return { sides: [value.left, value.right], isEqual: value.operator.startsWith("=") };
}

function isNothing(operand: Operand): boolean {
  return operand.kind === "constant" && (operand.value.kind === "undefined" || operand.value.kind === "null");
}
