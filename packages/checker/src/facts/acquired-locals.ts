/** The locals through which the values acquired in a body flow. */

import type { CallId, LocalId, Operand, Statement } from "@freehold/mir/body";
import { contractOf } from "../contracts/body-contracts.ts";
import { wholeLocal } from "../whole-local.ts";
import type { Owner } from "./facts.ts";
import type { Search } from "./owner-search.ts";
import { passedBack } from "./passed-back.ts";

/** What was found so far. */
export interface Acquired {
  readonly ofCall: Map<CallId, Owner>;
  readonly ofElement: Map<number, Owner>;
  readonly ofPart: Map<Statement, Owner>;
  readonly handed: Owner | undefined;
}

/** What is released under one of these names has an owner already. */
export function acquiredLocals(search: Search, { handed, ofCall, ofElement, ofPart }: Acquired): ReadonlySet<LocalId> {
  const reached = new Set<LocalId>(handed?.binding === undefined ? [] : [handed.binding]);
  for (const statement of ofPart.keys()) if (statement.kind === "assign") reached.add(statement.target.local);
  for (const block of search.body.blocks) {
    const { terminator } = block;
    const acquires = terminator.kind === "call" ? ofCall.has(terminator.call) : terminator.kind === "next" && ofElement.has(block.id);
    if (acquires && "destination" in terminator) reached.add(terminator.destination.local);
    if (
      acquires &&
      terminator.kind === "call" &&
      terminator.callee.kind === "method" &&
      contractOf(search.contracts, terminator.call).effects.get("this")?.kind === "acquires"
    )
      reached.add(wholeLocal(terminator.callee.receiver)!);
  }
  for (let changed = true; changed;) {
    changed = false;
    for (const { statements, terminator } of search.body.blocks) {
      for (const statement of statements) {
        if (
          statement.kind === "assign" &&
          statement.value.kind === "use" &&
          flows(reached, statement.value.operand, statement.target.local)
        )
          changed = true;
      }
      if (terminator.kind === "await" && flows(reached, terminator.operand, terminator.destination.local)) changed = true;
      const given = passedBack(search, terminator);
      if (given !== undefined && flows(reached, given.from, given.into)) changed = true;
    }
  }
  return reached;
}

function flows(reached: Set<LocalId>, from: Operand, into: LocalId): boolean {
  const source = wholeLocal(from);
  if (source === undefined || !reached.has(source) || reached.has(into)) return false;
  reached.add(into);
  return true;
}
