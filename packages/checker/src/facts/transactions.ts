/** Transactions that are begun and ended by what a connection is told: `client.query("BEGIN")`, and later `client.query("COMMIT")`. */

import type { Body, CallId, Operand, Point } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import { lastName, operandText } from "../contracts/callee-path.ts";
import type { OwnedType } from "../contracts/contract.ts";
import { localType, type Call } from "../contracts/resolve.ts";
import { soleShape, type Knowledge } from "../contracts/owned-type.ts";
import { definitionsOf } from "./definitions.ts";
import { endsAfter } from "./given-back.ts";
import { pairKey, type Ends, type Pair } from "./pair.ts";

/** One for each connection on which a body begins a transaction and ends one. */
export function transactions(knowledge: Knowledge, body: Body): readonly Omit<Pair, "local">[] {
  const begun = new Map<string, { calls: Set<CallId>; points: Point[]; method: string }>();
  for (const { id, statements, terminator } of body.blocks) {
    const text = terminator.kind === "call" ? told(body, terminator, begins) : undefined;
    if (terminator.kind !== "call" || text === undefined || resetsItself(knowledge, body, terminator)) continue;
    const entry = begun.get(text) ?? { calls: new Set(), points: [], method: lastName(body, terminator.callee) };
    entry.calls.add(terminator.call);
    entry.points.push({ block: id, index: statements.length });
    begun.set(text, entry);
  }
  return [...begun].flatMap(([text, { calls, points, method }]) => {
    if (!endsAfter(knowledge, body, (inside, call) => told(inside, call, completes) === text, points)) return [];
    if (isByChance(body, text, points)) return [];
    return [{ kind: "transaction", text, takenBy: calls, ends: endsTransaction(text), type: transactionType(text, method) }];
  });
}

/** `if (this.depth++ === 0) …query("BEGIN")`: where the end can be reached without the beginning, a count or a flag keeps the books. */
function isByChance(body: Body, text: string, begun: readonly Point[]): boolean {
  const begins = new Set(begun.map(({ block }) => block));
  const without = reachableFrom(body, [body.blocks[0]!.id], ({ kind }, source) => kind !== "unwind" && !begins.has(source));
  return [...without].some((block) => {
    const { terminator } = body.blocks[block]!;
    return terminator.kind === "call" && told(body, terminator, completes) === text;
  });
}

/** The connection on which the call has the words said. */
function told(body: Body, { callee, args: [first] }: Call, words: RegExp): string | undefined {
  if (callee.kind !== "method" || !speaking.has(callee.name) || first === undefined) return undefined;
  const sql = sqlOf(body, first.value);
  return sql !== undefined && words.test(sql) ? operandText(body, callee.receiver) : undefined;
}

const speaking: ReadonlySet<string> = new Set(["query", "execute", "exec", "run", "unsafe", "executeSql", "queryRaw"]);
const begins = /^\s*(?:BEGIN|START\s+TRANSACTION)\b[^;]*;?\s*$/i;
const completes = /^\s*(?:COMMIT|ROLLBACK|ABORT|END)(?:\s+(?:WORK|TRANSACTION))?\s*;?\s*$/i;

/** `"BEGIN"`, `{ text: "BEGIN" }`, or a constant that is one of these. */
function sqlOf(body: Body, operand: Operand): string | undefined {
  if (operand.kind === "constant") return operand.value.kind === "string" ? operand.value.value : undefined;
  const value = operand.place.path.length > 0 ? undefined : definitionsOf(body).values.get(operand.place.local);
  if (value?.kind === "use") return sqlOf(body, value.operand);
  const text = value?.kind === "object" ? value.members.find(({ name }) => name === "text" || name === "sql") : undefined;
  return text?.value === undefined ? undefined : sqlOf(body, text.value);
}

/** Also whatever may be an end: words that are not known, a helper called `rollback`, the end of the connection itself. */
function endsTransaction(text: string): Ends {
  return (body, call) => {
    const { callee, args } = call;
    if (told(body, call, completes) === text) return true;
    if (callee.kind === "method" && operandText(body, callee.receiver) === text)
      return (
        (speaking.has(callee.name) && isUnknown(body, args)) || closing.test(callee.name) || (callee.name === "release" && args.length > 0)
      );
    return ending.test(lastName(body, callee)) && args.some(({ value }) => operandText(body, value) === text);
  };
}

const closing = /^(?:end|destroy|close|terminate|commit|rollback)/;
const ending = /rollback|commit|abort|finish|end|close|destroy|discard|cleanup/i;

function isUnknown(body: Body, args: Call["args"]): boolean {
  return args.length === 1 && sqlOf(body, args[0]!.value) === undefined;
}

/** The servers of these roll back what a connection has left open when it goes back to its pool. */
function resetsItself(knowledge: Knowledge, body: Body, { callee }: Call): boolean {
  const type = callee.kind === "method" ? localType(knowledge, body, callee.receiver) : undefined;
  const origin = type === undefined ? undefined : soleShape(knowledge.program, type)?.origin;
  return origin?.kind === "module" && /^mariadb(?:\/|$)/.test(origin.name);
}

function transactionType(text: string, method: string): OwnedType {
  const what = "a transaction";
  const model = {
    what,
    strength: "hard",
    release: [`${method}("ROLLBACK")`],
    leak: `It stays open on \`${text}\` with all its locks: whoever gets the connection next works inside of it, and loses the work with it.`,
  } as const;
  return { key: pairKey, name: text, what, strength: "hard", release: model.release, model, code: "absent" };
}
