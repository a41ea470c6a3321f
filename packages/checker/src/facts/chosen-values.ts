/** Variables whose value was chosen by a test: `const owner = given ? "caller" : "us"`, and `close = !given` as the default of an option. */

import type { Block, Body, Constant, LocalId, Rvalue } from "@freehold/mir/body";
import { predecessors, type IncomingEdge } from "@freehold/mir/cfg/predecessors";
import { remembering } from "@freehold/mir/remembering";

export interface Choice {
  /** Ends in the branch that chooses. */
  readonly by: Block;
  /** The edge on which the variable gets the constant. */
  readonly edge: "yes" | "no";
}

/** The choice of one constant out of two that a variable gets. */
export function choiceOf(body: Body, local: LocalId, constant: Constant): Choice | undefined {
  const [first, second, another] = assignedTo(body).get(local) ?? [];
  if (first?.choice === undefined || another !== undefined || first.choice.by !== second?.choice?.by) return undefined;
  if (!isConstant(first.value) || !isConstant(second.value)) return undefined;
  const [chosen, twice] = [first, second].filter(({ value }) => isConstant(value, constant));
  return twice === undefined ? chosen?.choice : undefined;
}

/** What an option is where nobody says it: whoever says it says that he has decided. */
export function defaultOf(body: Body, local: LocalId): Rvalue | undefined {
  const assigned = assignedTo(body).get(local) ?? [];
  const [value, another] = assigned.filter(({ choice }) => choice !== undefined && asksWhetherGiven(choice.by, local));
  const read = assigned.filter((each) => each !== value);
  return another === undefined && read.every((each) => isOptionRead(body, each.value)) ? value?.value : undefined;
}

interface Assigned {
  readonly value: Rvalue;
  /** Absent where no branch decided on it. */
  readonly choice: Choice | undefined;
}

/** By variable, all that it is set to; absent where that may be what a call gives. */
const assignedTo: (body: Body) => ReadonlyMap<LocalId, readonly Assigned[]> = remembering((body: Body) => {
  const incoming = predecessors(body);
  const found = new Map<LocalId, Assigned[]>();
  for (const block of body.blocks)
    for (const statement of block.statements) {
      if (statement.kind !== "assign" || statement.target.path.length > 0) continue;
      const { local } = statement.target;
      if (body.locals[local]?.kind.kind === "temporary") continue;
      found.set(local, [...(found.get(local) ?? []), { value: statement.value, choice: choiceAt(body, block, incoming[block.id]!) }]);
    }
  for (const { terminator } of body.blocks) if ("destination" in terminator) found.delete(terminator.destination.local);
  return found;
});

function choiceAt(body: Body, { id }: Block, incoming: readonly IncomingEdge[]): Choice | undefined {
  const [edge, another] = incoming;
  const by = edge === undefined || another !== undefined ? undefined : body.blocks[edge.source];
  return by?.terminator.kind === "branch" ? { by, edge: by.terminator.yes === id ? "yes" : "no" } : undefined;
}

/** One of them, or any. */
function isConstant(value: Rvalue, constant?: Constant): boolean {
  if (value.kind !== "use" || value.operand.kind !== "constant") return false;
  return constant === undefined || JSON.stringify(value.operand.value) === JSON.stringify(constant);
}

/** `%close === undefined`, asked where the default begins. */
function asksWhetherGiven({ statements, terminator }: Block, local: LocalId): boolean {
  if (terminator.kind !== "branch" || terminator.operand.kind !== "place") return false;
  const asked = terminator.operand.place.local;
  return statements.some(
    (statement) =>
      statement.kind === "assign" &&
      statement.target.local === asked &&
      statement.value.kind === "binary" &&
      statement.value.operator === "===" &&
      statement.value.left.kind === "place" &&
      statement.value.left.place.local === local &&
      statement.value.left.place.path.length === 0 &&
      statement.value.right.kind === "constant" &&
      statement.value.right.value.kind === "undefined",
  );
}

/** `options.close`. */
function isOptionRead(body: Body, value: Rvalue): boolean {
  if (value.kind !== "use" || value.operand.kind !== "place") return false;
  const { local, path } = value.operand.place;
  return path.length > 0 && body.locals[local]?.kind.kind === "param";
}
