/**
 * Question: does a function return a closure that uses what the function itself has released by then? From a way out by `return` on which
 * the value was surely released, to the closures that the returned value is made of, and what they call. Example: `try { return (key) =>
 * db.get(key); } finally { db.close(); }`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, BodyId, LocalId, Operand, Rvalue } from "@freehold/mir/body";
import { returnPlace } from "@freehold/mir/return-place";
import type { BodyView } from "../../body-view.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import type { Owner } from "../../facts/facts.ts";
import { originOf } from "../../keepers/slots.ts";
import { wholeLocal } from "../../whole-local.ts";
import { safeAfterRelease } from "../../words.ts";

export interface ReturnedClosure {
  readonly kind: "returned-closure";
  readonly tier: "definite" | "maybe";
  readonly owner: Owner;
  readonly released: Span;
  readonly returned: Span;
  /** In the closure. */
  readonly use: Span;
}

export function returnedClosures(view: BodyView, owner: Owner): readonly ReturnedClosure[] {
  const { body, facts } = view;
  const { binding, type } = owner;
  if (binding === undefined || owner.using || facts.setByClosures.has(binding) || type.code === "idle") return [];
  if (type.model !== undefined && type.model.useAfter === undefined) return [];
  const closures = returnedCode(body);
  const way = closures.length === 0 ? undefined : releasedWay(view, owner);
  if (way === undefined) return [];
  for (const code of closures) {
    const use = useIn(view, owner, code);
    if (use === undefined) continue;
    const sure = use.of === "itself" && type.model !== undefined;
    return [
      { kind: "returned-closure", tier: sure ? "definite" : "maybe", owner, released: way.released, returned: way.returned, use: use.span },
    ];
  }
  return [];
}

interface Way {
  readonly released: Span;
  readonly returned: Span;
}

/** Of those by `return`, one on which it is surely over; a way on which it is not may be the one that returns the closure. */
function releasedWay(view: BodyView, owner: Owner): Way | undefined {
  const returns = view.outcome(owner, "definite").exits.filter(({ kind }) => kind === "return");
  const [way] = returns;
  if (way === undefined || returns.some(({ status }) => status.kind !== "released" || !status.certain)) return undefined;
  return way.status.kind === "released" ? { released: way.status.at, returned: way.span } : undefined;
}

/** `return () => …`, `return { get: () => … }`, by a name or at once. */
function returnedCode(body: Body): readonly BodyId[] {
  const { values } = definitionsOf(body);
  return body.blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      statement.kind === "assign" && statement.target.local === returnPlace ? codeIn(statement.value, 0) : [],
    ),
  );

  function codeIn(value: Rvalue | undefined, depth: number): readonly BodyId[] {
    if (value === undefined || depth > 3) return [];
    if (value.kind === "closure") return value.what === "function" ? value.bodies : [];
    const held: readonly Operand[] =
      value.kind === "use" ? [value.operand] : value.kind === "object" ? value.members.map((member) => member.value) : [];
    return held.flatMap((operand) => codeIn(values.get(wholeLocal(operand) ?? (0 as LocalId)), depth + 1));
  }
}

interface Use {
  readonly of: "itself" | "lent";
  readonly span: Span;
}

/** A call that it comes to without asking anything. */
function useIn({ knowledge: { program }, body }: BodyView, owner: Owner, closure: BodyId): Use | undefined {
  const code = program.bodies[closure];
  if (code === undefined) return undefined;
  let block = code.blocks[0];
  for (let steps = 0; block !== undefined && steps < 20; steps++) {
    const { terminator }: NonNullable<typeof block> = block;
    if (terminator.kind === "call" && terminator.callee.kind === "method") {
      const local = wholeLocal(terminator.callee.receiver);
      const origin = local === undefined ? undefined : originOf(program, code, local);
      const { name } = terminator.callee;
      if (origin?.body === body && origin.local === owner.binding && isUse(owner, name)) return { of: "itself", span: terminator.span };
      if (origin?.body === body && asking.test(name) && isLent(body, owner, origin.local)) return { of: "lent", span: terminator.span };
    }
    block =
      terminator.kind === "call" || terminator.kind === "goto" || terminator.kind === "await" ? code.blocks[terminator.target] : undefined;
  }
  return undefined;
}

function isUse({ type }: Owner, member: string): boolean {
  return !safeAfterRelease.has(member) && !(type.model?.safeAfter ?? []).includes(member) && !type.release.includes(member);
}

/** `const lookup = database.prepare(sql)` asks the database each time it is asked itself; rows would not. */
function isLent(body: Body, owner: Owner, local: LocalId): boolean {
  const [call, another] = definitionsOf(body).calls.get(local) ?? [];
  if (call?.callee.kind !== "method" || another !== undefined) return false;
  return preparing.test(call.callee.name) && wholeLocal(call.callee.receiver) === owner.binding;
}

const preparing = /^(?:prepare|query|statement|collection|table|createQuery|createStatement|getStore|objectStore)/;
const asking = /^(?:all|get|run|iterate|exec|execute|first|pluck|find|findOne|insert|insertOne|values|put|bind|step)$/;
