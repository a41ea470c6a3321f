/** Branches, loops and blocks around other statements, with what each leaves of the variables. */

import type { Statement, Statements } from "../ir.ts";
import { access, type Draft, type Variable } from "./draft.ts";

export type Write = (draft: Draft) => Statements;

export function branch(draft: Draft, write: Write): Statement {
  const before = snapshot(draft);
  const body = inScope(draft, write);
  if (draft.random.chance(0.5)) {
    merge(draft, before);
    return { kind: "if", body };
  }
  const after = snapshot(draft);
  restore(draft, before);
  const otherwise = inScope(draft, write);
  merge(draft, after);
  return { kind: "if", body, otherwise };
}

export function loop(draft: Draft, write: Write): Statement {
  const before = snapshot(draft);
  draft.loops++;
  const body = inScope(draft, write);
  draft.loops--;
  merge(draft, before);
  if (draft.random.chance(0.7)) return { kind: "while", body };
  const leave: Statement = draft.random.chance(0.5) ? { kind: "break" } : { kind: "if", body: [{ kind: "break" }] };
  const last = body.at(-1)?.kind;
  return { kind: "loop", body: last === "break" || last === "continue" || last === "return" ? body : [...body, leave] };
}

export function block(draft: Draft, write: Write): Statement {
  return { kind: "block", body: inScope(draft, write) };
}

/** What was declared inside ends, and with it what others borrowed of it. */
export function inScope(draft: Draft, write: Write): Statements {
  draft.depth++;
  const statements = write(draft);
  const ended = draft.variables.filter(({ depth }) => depth === draft.depth);
  for (const { name } of ended.toReversed()) access(draft, { root: name, path: [] }, "move");
  for (const variable of ended) draft.variables.splice(draft.variables.indexOf(variable), 1);
  draft.depth--;
  return statements;
}

type Snapshot = ReadonlyMap<string, Pick<Variable, "loans" | "state" | "gone">>;

function snapshot({ variables }: Draft): Snapshot {
  return new Map(variables.map(({ name, loans, state, gone }) => [name, { loans, state, gone }]));
}

function restore({ variables }: Draft, snapshot: Snapshot): void {
  for (const variable of variables) Object.assign(variable, snapshot.get(variable.name));
}

/** After a join a variable is what the worse of both ways made of it. */
function merge({ variables }: Draft, other: Snapshot): void {
  for (const variable of variables) {
    const { loans, state, gone } = other.get(variable.name)!;
    variable.loans = [...new Set([...variable.loans, ...loans])];
    variable.gone = [...new Set([...variable.gone, ...gone])];
    if (variable.state === "usable") variable.state = state;
  }
}
