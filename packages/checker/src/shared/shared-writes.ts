/** Where a body writes to state it shares: assignments, and calls that put into or take out of a shared collection. */

import type { Span } from "@freehold/diagnostics/span";
import type { Block, Body, Operand, Place, Rvalue } from "@freehold/mir/body";
import type { Call } from "../contracts/resolve.ts";
import type { SharedState } from "./shared-state.ts";

export interface SharedWrite {
  readonly block: Block;
  /** Of a statement in its block; a call's is the number of statements. */
  readonly index: number;
  readonly key: string;
  readonly how: "assign" | "put" | "remove";
  readonly place: Place;
  readonly value: Rvalue | undefined;
  readonly span: Span;
}

const putting: ReadonlySet<string> = new Set(["set", "add", "push", "unshift", "append"]);
const removing: ReadonlySet<string> = new Set(["delete", "clear"]);

export function sharedWrites(state: SharedState): readonly SharedWrite[] {
  return state.body.blocks.flatMap((block) => {
    const { statements, terminator } = block;
    const writes = statements.flatMap((statement, index): SharedWrite[] => {
      if (statement.kind !== "assign") return [];
      const key = state.key(statement.target);
      if (key === undefined || isOwnDefinition(state.body, statement.target)) return [];
      return [{ block, index, key, how: "assign", place: statement.target, value: statement.value, span: statement.span }];
    });
    const call = terminator.kind === "call" ? collectionWrite(state, block, terminator) : [];
    return [...writes, ...call, ...written(state, block)];
  });
}

/** `shared = await launch()` writes the variable at once. */
function written(state: SharedState, block: Block): readonly SharedWrite[] {
  const { terminator, statements } = block;
  if (terminator.kind !== "await" && terminator.kind !== "call") return [];
  const key = state.key(terminator.destination);
  if (key === undefined || isOwnDefinition(state.body, terminator.destination)) return [];
  const value: Rvalue = { kind: "use", operand: { kind: "place", place: terminator.destination, span: terminator.span } };
  return [{ block, index: statements.length, key, how: "assign", place: terminator.destination, value, span: terminator.span }];
}

function collectionWrite(state: SharedState, block: Block, call: Call): readonly SharedWrite[] {
  const { callee, args, span } = call;
  if (callee.kind !== "method" || callee.receiver.kind !== "place") return [];
  const how = putting.has(callee.name) ? "put" : removing.has(callee.name) ? "remove" : undefined;
  const key = state.key(callee.receiver.place);
  if (how === undefined || key === undefined) return [];
  return [{ block, index: block.statements.length, key, how, place: callee.receiver.place, value: valueGiven(args.at(-1)?.value), span }];
}

function valueGiven(operand: Operand | undefined): Rvalue | undefined {
  return operand && { kind: "use", operand };
}

/** A name of this body's own for a shared place. */
function isOwnDefinition(body: Body, { local, path }: Place): boolean {
  const kind = body.locals[local]?.kind.kind;
  return path.length === 0 && kind !== "capture";
}
