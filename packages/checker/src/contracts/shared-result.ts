/**
 * Question: does a body also keep what it returns, or return what something else keeps? Then its result is nobody's to release.
 * Direction and lattice: backward over copies, a set of locals; flow-insensitive. Example: `return (this.file ??= open(path))` stores
 * what it returns; `return this.file` reads it from a field.
 */

import type { Body, LocalId, Operand, Rvalue, Terminator } from "@freehold/mir/body";
import { remembering } from "@freehold/mir/remembering";
import { soundsStoring } from "../words.ts";

export const returnsShared: (body: Body) => boolean = remembering(looksShared);

function looksShared(body: Body): boolean {
  const returned = returnedLocals(body);
  return body.blocks.some(
    ({ statements, terminator }) =>
      keeps(terminator, returned) ||
      statements.some((statement) => {
        if (statement.kind !== "assign") return false;
        const { target, value } = statement;
        if (target.path.length > 0 || isOutside(body, target.local)) return copied(value).some((operand) => isReturned(returned, operand));
        return returned.has(target.local) && copied(value).some((operand) => readsFromStorage(body, operand));
      }),
  );
}

/** `this.pages.set(id, page)`. */
function keeps(terminator: Terminator, returned: ReadonlySet<LocalId>): boolean {
  return (
    terminator.kind === "call" &&
    terminator.callee.kind === "method" &&
    soundsStoring(terminator.callee.name) &&
    terminator.args.some(({ value }) => isReturned(returned, value))
  );
}

/** The return place and every local copied into it, through awaits. */
function returnedLocals(body: Body): ReadonlySet<LocalId> {
  const returned = new Set<LocalId>([0 as LocalId]);
  for (let changed = true; changed;) {
    changed = false;
    for (const { statements, terminator } of body.blocks) {
      for (const statement of statements) {
        if (statement.kind !== "assign" || statement.target.path.length > 0 || !returned.has(statement.target.local)) continue;
        changed = copied(statement.value).filter((operand) => add(returned, operand)).length > 0 || changed;
      }
      if (terminator.kind === "await" && returned.has(terminator.destination.local) && add(returned, terminator.operand)) changed = true;
    }
  }
  return returned;
}

function add(returned: Set<LocalId>, operand: Operand): boolean {
  if (operand.kind !== "place" || operand.place.path.length > 0 || returned.has(operand.place.local)) return false;
  returned.add(operand.place.local);
  return true;
}

function copied(value: Rvalue): readonly Operand[] {
  return value.kind === "use" ? [value.operand] : [];
}

function isReturned(returned: ReadonlySet<LocalId>, operand: Operand): boolean {
  return operand.kind === "place" && operand.place.path.length === 0 && returned.has(operand.place.local);
}

function readsFromStorage(body: Body, operand: Operand): boolean {
  if (operand.kind !== "place") return false;
  return operand.place.path.length > 0 || isOutside(body, operand.place.local);
}

function isOutside(body: Body, local: LocalId): boolean {
  return body.locals[local]?.kind.kind === "capture";
}
