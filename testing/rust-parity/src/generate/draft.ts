/** The function that is being written, and roughly what Rust would think of its variables: enough to write mostly what is legal. */

import type { Mode, Place, Type } from "../ir.ts";
import type { Random } from "../random.ts";

export interface Loan {
  readonly place: Place;
  readonly mode: Mode;
}

export interface Variable {
  readonly name: string;
  readonly type: Type;
  /** Nested blocks around its declaration. */
  readonly depth: number;
  /** What its value borrows, through others too. */
  loans: readonly Loan[];
  /** `spent`: what it borrows was changed or given away since, and a use would be a fault. */
  state: "usable" | "moved" | "spent" | "unset";
  /** Fields that were moved out. */
  gone: readonly string[];
}

export interface Draft {
  readonly random: Random;
  readonly variables: Variable[];
  readonly result: Type | undefined;
  depth: number;
  loops: number;
  names: number;
  /** Statements that may still be written. */
  room: number;
}

export type Access = "read" | "write" | "assign" | "move";

export function declare(draft: Draft, letter: string, type: Type, loans: readonly Loan[]): Variable {
  draft.names++;
  const variable: Variable = { name: `${letter}${draft.names}`, type, depth: draft.depth, loans, state: "usable", gone: [] };
  draft.variables.push(variable);
  return variable;
}

/** Whether the access is no fault as far as this rough picture goes: its variable holds a value, and nobody that drops still borrows it. */
export function isLegal(draft: Draft, place: Place, access: Access): boolean {
  const variable = variableAt(draft, place);
  if (access !== "assign" && !isUsable(variable, place)) return false;
  if (access === "assign" && place.path.length > 0 && !isUsable(variable, { root: place.root, path: [] })) return false;
  return !conflicting(draft, place, access).some(({ type, state }) => state === "usable" && usesAtItsEnd(type));
}

/** What the access does to the others: whoever borrows the place in a way that does not go with it is spent. */
export function access(draft: Draft, place: Place, kind: Access): void {
  for (const variable of conflicting(draft, place, kind)) if (variable.state === "usable") variable.state = "spent";
  const variable = variableAt(draft, place);
  if (kind === "move") {
    if (place.path.length === 0) variable.state = "moved";
    else variable.gone = [...variable.gone, place.path[0]!];
  }
  if (kind === "assign") {
    if (place.path.length === 0) Object.assign(variable, { state: "usable", gone: [] });
    else variable.gone = variable.gone.filter((field) => field !== place.path[0]);
  }
}

/** Every place is of a variable that was declared. */
export function variableAt(draft: Draft, { root }: Place): Variable {
  const variable = draft.variables.find(({ name }) => name === root);
  if (variable === undefined) throw new Error(`nobody declared ${root}`);
  return variable;
}

/** All that is borrowed by who borrows the place: the place itself, and what its variable borrows. */
export function loansOf(draft: Draft, place: Place, mode: Mode): readonly Loan[] {
  return [{ place, mode }, ...variableAt(draft, place).loans];
}

function isUsable(variable: Variable, place: Place): boolean {
  const [field] = place.path;
  return variable.state === "usable" && (field === undefined ? variable.gone.length === 0 : !variable.gone.includes(field));
}

function conflicting(draft: Draft, place: Place, access: Access): readonly Variable[] {
  return draft.variables.filter(({ name, loans }) =>
    loans.some((loan) => name !== place.root && overlap(loan.place, place) && (access !== "read" || loan.mode === "mut")),
  );
}

/** The end of a scope is a use of these. */
function usesAtItsEnd(type: Type): boolean {
  return type.kind === "holder" && type.name !== "View";
}

function overlap(a: Place, b: Place): boolean {
  const shorter = Math.min(a.path.length, b.path.length);
  return a.root === b.root && a.path.slice(0, shorter).every((step, index) => step === b.path[index]);
}
