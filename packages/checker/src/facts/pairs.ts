/**
 * Obligations without a value: `await slots.acquire()` is met by `slots.release()` on the same object. They are tracked in a local of
 * their own, one for each object that a body both takes and gives back.
 */

import type { Body, BodyId, CallId, LocalId, Point } from "@freehold/mir/body";
import { canRunAfter } from "@freehold/mir/cfg/reachability";
import { awaitedType, type Knowledge } from "../contracts/owned-type.ts";
import { operandText } from "../contracts/callee-path.ts";
import type { OwnedType } from "../contracts/contract.ts";
import type { Call } from "../contracts/resolve.ts";

export interface Pair {
  /** `this.slots`, the object as it is written. */
  readonly text: string;
  /** Beyond the locals of the body: no code can name it. */
  readonly local: LocalId;
  readonly takenBy: ReadonlySet<CallId>;
  readonly givenBackBy: ReadonlySet<string>;
  readonly type: OwnedType;
}

/** What gives back what each of these methods takes. */
const counterparts: Readonly<Record<string, readonly string[]>> = {
  acquire: ["release"],
  lock: ["unlock", "release"],
  acquireLock: ["releaseLock", "release"],
  acquireRead: ["releaseRead", "release"],
  acquireWrite: ["releaseWrite", "release"],
  readLock: ["readUnlock", "unlock"],
  writeLock: ["writeUnlock", "unlock"],
  enter: ["leave", "exit"],
};

export function pairsOf(knowledge: Knowledge, body: Body): readonly Pair[] {
  const taken = new Map<string, { names: Set<string>; calls: Set<CallId>; points: Point[] }>();
  for (const { id, statements, terminator } of body.blocks) {
    if (terminator.kind !== "call" || terminator.callee.kind !== "method" || counterparts[terminator.callee.name] === undefined) continue;
    const text = operandText(body, terminator.callee.receiver);
    if (text === undefined || !givesNothing(knowledge, body, terminator)) continue;
    const entry = taken.get(text) ?? { names: new Set(), calls: new Set(), points: [] };
    for (const name of counterparts[terminator.callee.name]!) entry.names.add(name);
    entry.points.push({ block: id, index: statements.length });
    taken.set(text, { ...entry, calls: entry.calls.add(terminator.call) });
  }
  return [...taken].flatMap(([text, { names, calls, points }], index) => {
    const release = [...names].find((name) => givesBackAfter(knowledge, body, text, name, points));
    if (release === undefined) return [];
    return [{ text, local: (body.locals.length + index) as LocalId, takenBy: calls, givenBackBy: names, type: pairType(text, release) }];
  });
}

/** `if (hidden) lock.acquire(); else lock.release();` is a switch: it never gives back what it has taken itself. */
function givesBackAfter(knowledge: Knowledge, body: Body, text: string, name: string, taken: readonly Point[]): boolean {
  const points = callingPoints(knowledge, body, text, new Set([name]));
  return points.some((point) => taken.some((before) => canRunAfter(body, before, point)));
}

/** The pairs that the code of a nested body gives back. */
export function givenBackIn(knowledge: Knowledge, nested: BodyId, pairs: readonly Pair[]): readonly LocalId[] {
  const body = knowledge.program.bodies[nested];
  return body === undefined
    ? []
    : pairs.filter((pair) => callsMethod(knowledge, body, pair.text, pair.givenBackBy)).map((pair) => pair.local);
}

function callsMethod(knowledge: Knowledge, body: Body, text: string, names: ReadonlySet<string>): boolean {
  return callingPoints(knowledge, body, text, names).length > 0;
}

/** Where the body calls such a method of the object, or makes a closure that does. */
function callingPoints(knowledge: Knowledge, body: Body, text: string, names: ReadonlySet<string>): readonly Point[] {
  return body.blocks.flatMap(({ id, statements, terminator }) => {
    const calls =
      terminator.kind === "call" &&
      terminator.callee.kind === "method" &&
      names.has(terminator.callee.name) &&
      operandText(body, terminator.callee.receiver) === text;
    const made = statements.flatMap((statement, index) =>
      statement.kind === "assign" &&
      statement.value.kind === "closure" &&
      statement.value.bodies.some((nested) => callsIn(knowledge, nested, text, names))
        ? [{ block: id, index }]
        : [],
    );
    return calls ? [...made, { block: id, index: statements.length }] : made;
  });
}

function callsIn(knowledge: Knowledge, nested: BodyId, text: string, names: ReadonlySet<string>): boolean {
  const body = knowledge.program.bodies[nested];
  return body !== undefined && callsMethod(knowledge, body, text, names);
}

function givesNothing(knowledge: Knowledge, body: Body, call: Call): boolean {
  const fact = knowledge.program.answers[body.id]?.calls.get(call.call);
  if (fact === undefined) return false;
  const result = knowledge.program.types[awaitedType(knowledge.program, fact.result).type];
  return result?.shape === "nullish" || result?.name === "void";
}

function pairType(text: string, release: string): OwnedType {
  const what = `what \`${text}\` gives`;
  const model = {
    what,
    strength: "hard",
    release: [release],
    leak: `It stays taken: whoever asks \`${text}\` for it next waits for ever, or goes without.`,
  } as const;
  return { key: `freehold:pair`, name: text, what, strength: "hard", release: model.release, model, code: "absent" };
}
