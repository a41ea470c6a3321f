/** Drops the members of an arena: each in its turn, also when another one points to it. */

import { dropExcept, isDroppable, type DropWalk } from "../internal/drop.ts";
import { suppress } from "../internal/suppressed-error.ts";

/**
 * Drops what is droppable of the members, in their order, and throws what destructors threw when all are done. A member that is met inside of
 * another one is only borrowed there. Where nothing is droppable it is one pass that allocates nothing.
 */
export function dropTogether(members: readonly unknown[], walk: DropWalk): void {
  let lent: ReadonlySet<unknown> | undefined;
  let failed = false;
  let failure: unknown;
  for (const member of members) {
    for (const part of droppablesIn(member)) {
      lent ??= new Set(members);
      if (part !== member && lent.has(part)) continue;
      try {
        dropExcept(part, lent, walk);
      } catch (error) {
        failure = failed ? suppress(error, failure) : error;
        failed = true;
      }
    }
  }
  if (failed) throw failure;
}

const nothing: readonly unknown[] = [];

/** The member itself, or what lies one level deep in it. To look deeper would be to follow the graph that the members are. */
function droppablesIn(member: unknown): readonly unknown[] {
  if (isDroppable(member)) return [member];
  if (typeof member !== "object" || member === null) return nothing;
  if (Array.isArray(member)) return droppablesOf(member);
  const prototype: unknown = Object.getPrototypeOf(member);
  return prototype === Object.prototype || prototype === null ? droppablesInFields(member as Record<string, unknown>) : nothing;
}

function droppablesInFields(fields: Readonly<Record<string, unknown>>): readonly unknown[] {
  let found: unknown[] | undefined;
  // oxlint-disable-next-line eslint/guard-for-in -- The object is plain: it inherits nothing that can be enumerated.
  for (const name in fields) {
    const field = fields[name];
    if (typeof field !== "object" && typeof field !== "function") continue;
    const parts = Array.isArray(field) ? droppablesOf(field) : isDroppable(field) ? [field] : nothing;
    if (parts.length > 0) (found ??= []).push(...parts);
  }
  return found ?? nothing;
}

function droppablesOf(list: readonly unknown[]): readonly unknown[] {
  return list.some(isDroppable) ? list.filter(isDroppable) : nothing;
}
