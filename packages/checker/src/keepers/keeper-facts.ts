/** Everything that is known about one keeper's code: what it does to its slots, and which of its own functions it calls. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, Operand, Point, Terminator } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import type { CallReader } from "./call-uses.ts";
import type { Keeper, SlotUse } from "./keeper.ts";
import { rootsOf, type Held } from "./roots.ts";
import { slotUses } from "./slot-uses.ts";
import { isThis, originOf } from "./slots.ts";

export interface KeeperFacts {
  readonly keeper: Keeper;
  readonly uses: readonly SlotUse[];
  readonly calls: readonly MemberCall[];
  /** Those in the closures of the member included. */
  usesIn(member: Body): readonly SlotUse[];
  /** The slots that an operand may be of. */
  rootsOf(body: Body, operand: Operand): Held;
  /** What a member does to a slot, by itself or through the members that it calls. */
  reaches(member: Body, matches: (use: SlotUse) => boolean): boolean;
}

/** `this.clear()`, `super.dispose()`, `clear()` in a scope. */
export interface MemberCall {
  readonly body: Body;
  readonly point: Point;
  readonly span: Span;
  readonly name: string;
  readonly form: "own" | "super";
  /** Absent for what the keeper does not declare itself. */
  readonly member: Body | undefined;
}

export function keeperFacts(program: Program, reader: CallReader, keeper: Keeper): KeeperFacts {
  const bodies = [...keeper.memberOf.keys()].map((id) => program.bodies[id]!);
  const all = keeper.kind === "scope" ? [keeper.home, ...bodies] : bodies;
  const roots = rootsOf(program, keeper, all);
  const sources = { ...reader, program, keeper, roots };
  const uses = all.flatMap((body) => slotUses(sources, body));
  const calls = all.flatMap((body) => memberCalls(program, keeper, body));
  const usesOf = groupByMember(keeper, uses);
  const callsOf = groupByMember(keeper, calls);
  return {
    keeper,
    uses,
    calls,
    usesIn: (member) => usesOf.get(member) ?? [],
    rootsOf: (body, operand) => roots.of(body, operand),
    reaches: (member, matches) => reaches(member, matches, new Set()),
  };

  function reaches(member: Body, matches: (use: SlotUse) => boolean, seen: Set<Body>): boolean {
    if (seen.has(member)) return false;
    seen.add(member);
    return (
      (usesOf.get(member) ?? []).some(matches) ||
      (callsOf.get(member) ?? []).some(({ member: called }) => called !== undefined && reaches(called, matches, seen))
    );
  }
}

function groupByMember<T extends { readonly body: Body }>(keeper: Keeper, items: readonly T[]): ReadonlyMap<Body, readonly T[]> {
  const groups = new Map<Body, T[]>();
  for (const item of items) {
    const member = keeper.memberOf.get(item.body.id);
    if (member === undefined) continue;
    const group = groups.get(member);
    if (group === undefined) groups.set(member, [item]);
    else group.push(item);
  }
  return groups;
}

function memberCalls(program: Program, keeper: Keeper, body: Body): readonly MemberCall[] {
  return body.blocks.flatMap(({ id, statements, terminator }) => {
    const called = terminator.kind === "call" ? calledMember(program, keeper, body, terminator) : undefined;
    return called === undefined ? [] : [{ ...called, body, point: { block: id, index: statements.length }, span: terminator.span }];
  });
}

function calledMember(
  program: Program,
  keeper: Keeper,
  body: Body,
  { callee, form }: Extract<Terminator, { kind: "call" }>,
): Pick<MemberCall, "name" | "form" | "member"> | undefined {
  if (keeper.kind === "class") {
    if (callee.kind !== "method" || !isThis(program, body, callee.receiver)) return undefined;
    const { name } = callee;
    if (form === "super") return { name, form: "super", member: undefined };
    return { name, form: "own", member: keeper.members.find(({ kind, scope }) => kind === "method" && scope.at(-1) === name) };
  }
  if (callee.kind !== "value" || callee.operand.kind !== "place" || callee.operand.place.path.length > 0) return undefined;
  const origin = originOf(program, body, callee.operand.place.local);
  if (origin.body !== keeper.home) return undefined;
  const name = keeper.home.locals[origin.local]!.name;
  return { name, form: "own", member: keeper.members.find(({ scope }) => scope.at(-1) === name) };
}
