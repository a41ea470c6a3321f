/** Finds the keepers of a program: every class, and every body whose variables its functions share. */

import { invariant } from "@freehold/mir/assert";
import type { Body, BodyId, Statement } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import type { Keeper } from "./keeper.ts";
import { isSlot, originOf } from "./slots.ts";

export interface KeeperIndex {
  readonly classes: readonly Keeper[];
  /** The class that a body is code of; absent outside of classes. */
  classOf(body: Body): Keeper | undefined;
  /** The class that a body is code of, and the scopes whose variables it may share, the nearest first. */
  keepersOf(body: Body): readonly Keeper[];
}

export function findKeepers(program: Program): KeeperIndex {
  const classes = program.bodies.flatMap((home) =>
    home.blocks.flatMap(({ statements }) =>
      statements.flatMap((statement, index) => classKeeper(program, home, statement, statements[index - 1]) ?? []),
    ),
  );
  const byMember = new Map(classes.flatMap((keeper) => keeper.members.map((member) => [member.id, keeper] as const)));
  const scopes = new Map<BodyId, Keeper>();
  return {
    classes,
    classOf: (body) => outwards(program, body, ({ id }) => byMember.get(id)),
    keepersOf(body) {
      const inClass = outwards(program, body, ({ id }) => byMember.get(id));
      const homes = homesOf(program, body).filter((home) => sharesWith(program, home, body));
      return [...(inClass === undefined ? [] : [inClass]), ...homes.map((home) => scopeAt(home))];
    },
  };

  function scopeAt(home: Body): Keeper {
    const known = scopes.get(home.id) ?? scopeKeeper(program, home);
    scopes.set(home.id, known);
    return known;
  }
}

function homesOf(program: Program, body: Body): readonly Body[] {
  const homes: Body[] = [];
  for (let home = parentOf(program, body); home !== undefined; home = parentOf(program, home)) homes.push(home);
  return homes;
}

/** The body's answer, or that of the nearest body around it that has one. */
function outwards<T>(program: Program, body: Body, answer: (body: Body) => T | undefined): T | undefined {
  for (let current: Body | undefined = body; current !== undefined; current = parentOf(program, current)) {
    const found = answer(current);
    if (found !== undefined) return found;
  }
  return undefined;
}

function parentOf({ bodies }: Program, { parent }: Body): Body | undefined {
  return parent === undefined ? undefined : bodies[parent];
}

function sharesWith(program: Program, home: Body, body: Body): boolean {
  return body.locals.some(({ id, kind }) => {
    if (kind.kind !== "capture") return false;
    const origin = originOf(program, body, id);
    return origin.body === home && isSlot(home, origin.local);
  });
}

function classKeeper(program: Program, home: Body, statement: Statement, before: Statement | undefined): Keeper | undefined {
  if (statement.kind !== "assign" || statement.value.kind !== "closure" || statement.value.what !== "class") return undefined;
  const members = statement.value.bodies.map((id) => bodyAt(program, id)).filter(isMember);
  if (members.length === 0) return undefined;
  return {
    kind: "class",
    name: members[0]!.scope.at(-2) ?? "",
    home,
    members,
    memberOf: membership(program, members),
    extends: extendedName(statement, before),
  };
}

/** Functions that the class holds deeper down belong to its members. */
function isMember({ kind }: Body): boolean {
  return kind === "method" || kind === "constructor" || kind === "getter" || kind === "setter" || kind === "initializer";
}

/** The base class is read where the class stands, within its text. */
function extendedName(statement: Statement, before: Statement | undefined): Keeper["extends"] {
  if (before?.kind !== "read" || before.span.start < statement.span.start || before.span.end > statement.span.end) return undefined;
  const { operand } = before;
  if (operand.kind !== "place" || operand.place.path.length > 0) return "computed";
  return operand.place.local;
}

function scopeKeeper(program: Program, home: Body): Keeper {
  const members = closuresIn(program, home);
  const memberOf = membership(program, members);
  return { kind: "scope", name: home.name, home, members, memberOf: touching(program, home, memberOf), extends: undefined };
}

function closuresIn(program: Program, home: Body): readonly Body[] {
  const ids = home.blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) => (statement.kind === "assign" && statement.value.kind === "closure" ? statement.value.bodies : [])),
  );
  return ids.map((id) => bodyAt(program, id));
}

function membership(program: Program, members: readonly Body[]): ReadonlyMap<BodyId, Body> {
  const memberOf = new Map<BodyId, Body>();
  for (const member of members) addWithClosures(program, memberOf, member, member);
  return memberOf;
}

/** Code that shares no variable does nothing to the slots; a callback gets its part from the code around it. */
function touching(program: Program, home: Body, memberOf: ReadonlyMap<BodyId, Body>): ReadonlyMap<BodyId, Body> {
  const bodies = [...memberOf.keys()].map((id) => bodyAt(program, id));
  const shares = new Set(bodies.filter((body) => sharesWith(program, home, body)).map(({ id }) => id));
  return new Map(
    [...memberOf].filter(([id, member]) => shares.has(id) || shares.has(bodyAt(program, id).parent ?? id) || id === member.id),
  );
}

function addWithClosures(program: Program, memberOf: Map<BodyId, Body>, member: Body, body: Body): void {
  if (memberOf.has(body.id)) return;
  memberOf.set(body.id, member);
  for (const closure of closuresIn(program, body)) addWithClosures(program, memberOf, member, closure);
}

function bodyAt({ bodies }: Program, id: BodyId): Body {
  const body = bodies[id];
  invariant(body !== undefined, `body ${id} exists`);
  return body;
}
