/**
 * Question: was a value that nobody releases handed only to callees that most likely gave it back? An unknown callee may keep what it
 * is given, and that ends the obligation in the definite tier. But a function that came in as a parameter works with what it is lent;
 * what other functions hand to a callee and release themselves, it does not release; and what is handed on before it is returned comes
 * back. Example: `const client = await pool.connect(); return await work(client);`.
 */

import type { Body, LocalId } from "@freehold/mir/body";
import type { Exit, Handing, Outcome } from "../../analyses/obligations/outcome.ts";
import type { BodyView } from "../../body-view.ts";
import type { Knowledge } from "../../contracts/owned-type.ts";
import { isLentByOthers } from "../../contracts/peers.ts";
import type { Call } from "../../contracts/resolve.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import type { BodyFacts } from "../../facts/facts.ts";
import { wholeLocal } from "../../whole-local.ts";

/** The outcome as it is if the callees gave it back; absent where one of them may well have kept it. */
export function ifOnlyLent(view: BodyView, outcome: Outcome): Outcome | undefined {
  const { safe, leaks, releases, handed } = outcome;
  const returned = safe.some(isReturned);
  const lent = safe.filter((exit) => isLent(exit, handed) && (exit.kind === "throw" || !returned));
  if (lent.length === 0 || releases.length > 0 || !safe.every(({ status }) => status.kind === "given")) return undefined;
  const back = handed.every((handing) => handing.how === "argument" && givesBack(view, handing, returned));
  return back ? { ...outcome, leaks: [...leaks, ...lent], safe: safe.filter((exit) => !lent.includes(exit)) } : undefined;
}

function isLent({ status }: Exit, handed: readonly Handing[]): boolean {
  return status.kind === "given" && status.how === "argument" && handed.some(({ span }) => span.start === status.at.start);
}

function isReturned({ status }: Exit): boolean {
  return status.kind === "given" && status.how === "returned";
}

function givesBack({ body, facts, knowledge }: BodyView, { span }: Handing, returned: boolean): boolean {
  for (const { terminator: call } of body.blocks) {
    if (call.kind !== "call") continue;
    const position = call.args.findIndex(({ value }) => value.span.start === span.start && value.span.end === span.end);
    if (position === -1) continue;
    if (call.form === "new") return false;
    return returned || isLentByOthers(knowledge, body, call, position) || (isParameter(knowledge, body, call) && isWaitedFor(facts, call));
  }
  return false;
}

/** Also of the function around: `run(async () => work(client))`. */
function isParameter({ program }: Knowledge, body: Body, { callee }: Call): boolean {
  let local = callee.kind === "value" ? wholeLocal(callee.operand) : undefined;
  let within = body;
  for (;;) {
    const kind = local === undefined ? undefined : within.locals[local]?.kind;
    const outer = kind?.kind === "capture" ? program.bodies[kind.body] : undefined;
    if (kind?.kind !== "capture" || outer === undefined) return kind?.kind === "param";
    [within, local] = [outer, kind.local];
  }
}

/** A handler that is merely told of it may keep it. */
function isWaitedFor({ body }: BodyFacts, { destination }: Call): boolean {
  const { awaited, successors } = definitionsOf(body);
  return destination.local === returnPlace || successors.has(destination.local) || [...awaited.values()].includes(destination.local);
}

const returnPlace = 0 as LocalId;
