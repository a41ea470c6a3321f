/** Closures that look at or change what they capture: kept in a variable, or given away where they are written. */

import { type Moves, type Place, type Statement, type Statements, whole } from "../ir.ts";
import { call, isOuterInLoop } from "./actions.ts";
import { access, declare, type Draft, isLegal, type Loan, loansOf } from "./draft.ts";
import { type Care, lendable, movable } from "./expressions.ts";

export function closure(draft: Draft, care: Care): Statement | undefined {
  const moves: Moves = draft.random.chance(0.3) ? "moves" : "borrows";
  const captured = capture(draft, moves, care);
  if (captured === undefined) return undefined;
  const { name } = declare(draft, "f", { kind: "closure" }, captured.loans);
  return { kind: "closure", name, moves, body: captured.body };
}

export function giveClosure(draft: Draft, care: Care): Statement | undefined {
  const consuming = draft.random.chance(0.3) ? giveConsuming(draft, care) : undefined;
  if (consuming !== undefined) return consuming;
  const moves: Moves = draft.random.chance(0.2) ? "moves" : "borrows";
  const captured = capture(draft, moves, care);
  if (captured === undefined) return undefined;
  return { kind: "give", to: captured.writes ? "runMut" : draft.random.chance(0.5) ? "run" : "runOnce", moves, body: captured.body };
}

export function callClosure(draft: Draft, care: Care): Statement | undefined {
  const closures = draft.variables.filter(
    ({ name, type }) => type.kind === "closure" && (care === "any" || isLegal(draft, whole(name), "write")),
  );
  const chosen = draft.random.pick(closures);
  if (chosen === undefined) return undefined;
  for (const { place, mode } of chosen.loans) access(draft, { ...place, root: chosen.name }, mode === "mut" ? "write" : "read");
  return { kind: "do", value: call(chosen.name) };
}

/** It gives away what it captures, and takes it for that whether it says `move` or not. */
function giveConsuming(draft: Draft, care: Care): Statement | undefined {
  const { random } = draft;
  const owned = movable(draft, "Item", care).filter((place) => isPlain(draft, place) && (care === "any" || !isOuterInLoop(draft, place)));
  const place = random.pick(owned);
  if (place === undefined) return undefined;
  access(draft, place, "move");
  const moves: Moves = random.chance(0.5) ? "moves" : "borrows";
  return { kind: "give", to: "runOnce", moves, body: [{ kind: "do", value: call("consume", { kind: "use", place }) }] };
}

interface Capture {
  readonly body: Statements;
  readonly loans: readonly Loan[];
  readonly writes: boolean;
}

/** What a number field or a field behind a `Drop` would capture is a matter of its own: the literate suite has it. */
function capture(draft: Draft, moves: Moves, care: Care): Capture | undefined {
  const { random } = draft;
  const writes = random.chance(0.5);
  const place = random.pick(lendable(draft, "Item", writes ? "mut" : "ref", care).filter((found) => isPlain(draft, found)));
  if (place === undefined) return undefined;
  const name = writes ? "bump" : "get";
  const value = { kind: "method", on: place, name, values: [] } as const;
  const body: Statements = [{ kind: "do", value: writes ? value : call("tell", value) }];
  if (moves === "borrows") {
    access(draft, place, writes ? "write" : "read");
    return { body, loans: loansOf(draft, place, writes ? "mut" : "ref"), writes };
  }
  const { loans, type } = draft.variables.find((variable) => variable.name === place.root)!;
  if (care === "legal" && !isLegal(draft, place, "move")) return undefined;
  if (type.kind !== "ref") access(draft, type.kind === "mut" ? whole(place.root) : place, "move");
  return { body, loans, writes };
}

function isPlain(draft: Draft, { root, path }: Place): boolean {
  const type = draft.variables.find(({ name }) => name === root)!.type;
  const isReference = type.kind === "ref" || type.kind === "mut";
  return (type.kind === "own" && type.name !== "Sealed") || (isReference && path.length === 0);
}
