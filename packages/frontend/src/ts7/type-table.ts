/**
 * Facts of types, each computed once. Types are met in waves: a wave's dialogues run side by side, what they are made of is the next.
 *
 * Literals count as their primitive, `this` as its class. Types that grow without end (`type F<T> = () => F<T[]>`) are cut at a depth.
 */

import type { TypeFact, TypeId, TypeShape } from "@freehold/mir/program";
import type { Type } from "typescript/sync";
import { classTable, functionWithoutArguments, membersOf, type ClassTable, type MemberFacts } from "./class-table.ts";
import { askTogether, type Session } from "./session.ts";
import { primitiveName, typeDraft, type TypeDraft } from "./type-draft.ts";

export interface TypeTable {
  /** In order; facts of everything new, and of what it is made of, are computed on the way. */
  idsOf(types: readonly Type[]): readonly TypeId[];
  facts(): readonly TypeFact[];
}

interface Entry {
  readonly id: TypeId;
  readonly type: Type;
  readonly depth: number;
}

const maxDepth = 5;

export function typeTable(session: Session): TypeTable {
  const ids = new Map<number | string, TypeId>();
  const facts: TypeFact[] = [];
  const classes = classTable(session);
  const noArguments = functionWithoutArguments(session);
  let pending: Entry[] = [];
  return { idsOf, facts: () => facts };

  function idsOf(types: readonly Type[]): readonly TypeId[] {
    const answers = types.map((type) => idOf(type, 0));
    const described: Described[] = [];
    while (pending.length > 0) {
      const wave = pending;
      pending = [];
      described.push(...describe(wave));
    }
    for (const each of described) facts[each.entry.id] = factOf(each, classes);
    for (const { entry, parts } of described) if (facts[entry.id]!.shape === "union") facts[entry.id] = unionFact(entry.id, parts, facts);
    for (const { entry, draft, parts } of described)
      if (draft.sameAs !== undefined) facts[entry.id] = { ...facts[parts[0]!]!, id: entry.id };
    return answers;
  }

  function idOf(type: Type, depth: number): TypeId {
    const key = depth > maxDepth ? "unknown" : (primitiveName(type) ?? type.id);
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = ids.size as TypeId;
    ids.set(key, id);
    if (depth > maxDepth) facts[id] = plainFact(id, "unknown", "unknown");
    else pending.push({ id, type, depth });
    return id;
  }

  function describe(wave: readonly Entry[]): readonly Described[] {
    const drafts = askTogether(session, wave, (entry) => typeDraft(session, entry.type));
    classes.learn(drafts.flatMap((draft) => draft.targets));
    const structural = drafts.map((draft, index) => ({ draft, type: wave[index]!.type })).filter(({ draft }) => draft.structural);
    const members = askTogether(session, structural, ({ type }) => membersOf(session, type, noArguments));
    const membersByDraft = new Map(structural.map(({ draft }, index) => [draft, members[index]!]));
    const resolved = resolveThenables(wave, drafts);
    return wave.map((entry, index) => {
      const draft = resolved[index]!;
      const parts = draft.parts.map((part) => idOf(part, entry.depth + 1));
      return { entry, draft, parts: [...new Set(parts)], members: membersByDraft.get(drafts[index]!) };
    });
  }

  /** A class of one's own with a `then` is a promise too; what it resolves to only the compiler knows. */
  function resolveThenables(wave: readonly Entry[], drafts: readonly TypeDraft[]): readonly TypeDraft[] {
    const thenables = wave.filter((_, index) => isThenable(drafts[index]!, classes));
    const awaited = new Map<Entry, Type | undefined>();
    const answers = askTogether(session, thenables, (entry) => session.checker.getAwaitedType.gen(entry.type));
    thenables.forEach((entry, index) => awaited.set(entry, answers[index]));
    return wave.map((entry, index) => {
      const part = awaited.get(entry);
      return part === undefined || part.id === entry.type.id ? drafts[index]! : { ...drafts[index]!, shape: "promise", parts: [part] };
    });
  }
}

interface Described {
  readonly entry: Entry;
  readonly draft: TypeDraft;
  readonly parts: readonly TypeId[];
  readonly members: MemberFacts | undefined;
}

function isThenable(draft: TypeDraft, classes: ClassTable): boolean {
  return draft.shape === "object" && draft.targets.some((target) => classes.fact(target).members.includes("then"));
}

function plainFact(id: TypeId, shape: TypeShape, name: string): TypeFact {
  return { id, shape, name, origin: { kind: "unknown" }, bases: [], members: [], callableWithoutArguments: [], parts: [] };
}

function factOf({ entry, draft, parts, members }: Described, classes: ClassTable): TypeFact {
  const plain = plainFact(entry.id, draft.shape, draft.name);
  const declared = draft.targets.map((target) => classes.fact(target));
  const [first] = declared;
  if (first === undefined) return { ...plain, ...members, origin: draft.origin, parts };
  if (declared.length === 1 && members === undefined) {
    const { name, origin, bases, callableWithoutArguments } = first;
    return { ...plain, name, origin, bases, members: first.members, callableWithoutArguments, parts };
  }
  const bases = [draft.name, ...declared.flatMap((fact) => [fact.name, ...fact.bases])].filter(
    (name) => name !== "" && name !== first.name,
  );
  return { ...plain, ...members, name: first.name, origin: first.origin, bases: [...new Set(bases)], parts };
}

/** What every part of the union can do, except `null` and `undefined`. */
function unionFact(id: TypeId, parts: readonly TypeId[], facts: readonly TypeFact[]): TypeFact {
  const objects = parts.map((part) => facts[part]!).filter((part) => part.shape !== "nullish");
  const shared = (of: (fact: TypeFact) => readonly string[]): readonly string[] =>
    objects.length === 0 ? [] : of(objects[0]!).filter((name) => objects.every((each) => of(each).includes(name)));
  return {
    ...plainFact(id, "union", facts[id]!.name),
    members: shared((fact) => fact.members),
    callableWithoutArguments: shared((fact) => fact.callableWithoutArguments),
    parts,
  };
}
