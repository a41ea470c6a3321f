/** The obligations without a value of a body: the locks that it both takes and gives back, and the transactions. */

import type { Body, CallId, LocalId, Point } from "@freehold/mir/body";
import { awaitedType, type Knowledge } from "../contracts/owned-type.ts";
import { operandText } from "../contracts/callee-path.ts";
import type { OwnedType } from "../contracts/contract.ts";
import type { Call } from "../contracts/resolve.ts";
import { endsAfter } from "./given-back.ts";
import { isUnread } from "./unread.ts";
import { pairKey, type Ends, type Pair } from "./pair.ts";
import { transactions } from "./transactions.ts";
import { wholeLocal } from "../whole-local.ts";

/** What gives back what each of these methods takes. */
const counterparts: ReadonlyMap<string, readonly string[]> = new Map([
  ["acquire", ["release"]],
  ["lock", ["unlock", "release"]],
  ["acquireLock", ["releaseLock", "release"]],
  ["acquireRead", ["releaseRead", "release"]],
  ["acquireWrite", ["releaseWrite", "release"]],
  ["readLock", ["readUnlock", "unlock"]],
  ["writeLock", ["writeUnlock", "unlock"]],
  ["enter", ["leave", "exit"]],
  ["wait", ["release", "signal"]],
  ["obtain", ["release"]],
]);

export function pairsOf(knowledge: Knowledge, body: Body): readonly Pair[] {
  const found = [...locked(knowledge, body), ...transactions(knowledge, body)];
  return found.map((pair, index) => ({ ...pair, local: (body.locals.length + index) as LocalId }));
}

function locked(knowledge: Knowledge, body: Body): readonly Omit<Pair, "local">[] {
  const taken = new Map<string, { names: Set<string>; calls: Set<CallId>; points: Point[] }>();
  for (const { id, statements, terminator } of body.blocks) {
    if (terminator.kind !== "call" || terminator.callee.kind !== "method") continue;
    const givingBack = counterparts.get(terminator.callee.name);
    if (givingBack === undefined) continue;
    const text = operandText(body, terminator.callee.receiver);
    if (text === undefined || !givesNothing(knowledge, body, terminator)) continue;
    const entry = taken.get(text) ?? { names: new Set(), calls: new Set(), points: [] };
    for (const name of givingBack) entry.names.add(name);
    entry.points.push({ block: id, index: statements.length });
    taken.set(text, { ...entry, calls: entry.calls.add(terminator.call) });
  }
  return [...taken].flatMap(([text, { names, calls, points }]) => {
    const release = [...names].find((name) => endsAfter(knowledge, body, callsOn(text, new Set([name])), points));
    return release === undefined ? [] : [{ kind: "lock", text, takenBy: calls, ends: callsOn(text, names), type: pairType(text, release) }];
  });
}

function callsOn(text: string, names: ReadonlySet<string>): Ends {
  return (body, { callee }) => callee.kind === "method" && names.has(callee.name) && operandText(body, callee.receiver) === text;
}

function givesNothing(knowledge: Knowledge, body: Body, call: Call): boolean {
  const fact = knowledge.program.answers[body.id]?.calls.get(call.call);
  // Not every word for taking is asked about: what nobody looks at is nothing.
  if (fact === undefined) return isUnread(body, awaitedInto(body, call));
  const result = knowledge.program.types[awaitedType(knowledge.program, fact.result).type];
  return result?.shape === "nullish" || result?.name === "void";
}

function awaitedInto({ blocks }: Body, { destination }: Call): LocalId {
  const awaited =
    blocks[blocks.findIndex(({ terminator }) => terminator.kind === "await" && wholeLocal(terminator.operand) === destination.local)];
  return awaited?.terminator.kind === "await" ? awaited.terminator.destination.local : destination.local;
}

function pairType(text: string, release: string): OwnedType {
  const what = `what \`${text}\` gives`;
  const model = {
    what,
    strength: "hard",
    release: [release],
    leak: `It stays taken: whoever asks \`${text}\` for it next waits for ever, or goes without.`,
  } as const;
  return { key: pairKey, name: text, what, strength: "hard", release: model.release, model, code: "absent" };
}
