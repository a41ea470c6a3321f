/** What a body takes for its own though nothing is known of the call that gave it: by releasing it, or because all others do. */

import type { CallId, LocalId, Point, Statement } from "@freehold/mir/body";
import { contractOf } from "../contracts/body-contracts.ts";
import { calleePath } from "../contracts/callee-path.ts";
import type { Contract } from "../contracts/contract.ts";
import { awaitedType, ownedType } from "../contracts/owned-type.ts";
import { isReleasedByOthers } from "../contracts/peers.ts";
import { callFact, calleeModel, type Call } from "../contracts/resolve.ts";
import { soundsDraining, soundsShared, soundsTaking } from "../words.ts";
import type { Acquired } from "./acquired-locals.ts";
import { namedSuccessor, sourceCall } from "./definitions.ts";
import { endings } from "./endings.ts";
import type { Owner } from "./facts.ts";
import { addOwner, type Search } from "./owner-search.ts";
import { wholeLocal } from "../whole-local.ts";

/**
 * A body that releases what a call gave it takes it for its own, whatever the call is named; unless the name says that it is
 * somebody else's, or a model speaks for the call.
 */
export function* adopted(search: Search, acquired: ReadonlySet<LocalId>): Generator<readonly [CallId, Owner]> {
  const seen = new Set<CallId>();
  for (const ending of endings(search)) {
    if (ending.how !== "released" || acquired.has(ending.via) || search.body.locals[ending.via]?.kind.kind !== "binding") continue;
    const call = soleSource(search, ending.via);
    if (call === undefined || seen.has(call.call)) continue;
    const contract = contractOf(search.contracts, call.call);
    if (isSpokenFor(search, call, contract) || !mayHandOver(search, call, contract.text)) continue;
    const lookedUp = soundsShared(nameIn(contract.text));
    if (lookedUp && !mayBeNew(search, call, contract.text)) continue;
    seen.add(call.call);
    const block = search.body.blocks.find(({ terminator }) => terminator === call)!;
    const point: Point = { block: block.id, index: block.statements.length };
    const pending = isPromised(search, call);
    yield [
      call.call,
      addOwner(search, {
        type: ending.type,
        origin: { kind: "acquired", guess: true, ...(lookedUp && { lookedUp }) },
        point,
        span: call.span,
        by: contract.text,
        binding: ending.via,
        nullable: true,
        pending,
      }),
    ];
  }
}

/** What the other callers of the same function release, and this body does not. */
export function* forgotten(search: Search, { ofCall }: Acquired): Generator<readonly [CallId, Owner]> {
  const { body, knowledge, definitions } = search;
  for (const { id, statements, terminator: call } of body.blocks) {
    if (call.kind !== "call" || ofCall.has(call.call) || call.destination.path.length > 0) continue;
    const contract = contractOf(search.contracts, call.call);
    const binding = namedSuccessor(body, definitions, call.destination.local);
    if (binding === undefined || contract.known || contract.result.kind !== "none" || isDrained(search, binding)) continue;
    if (!isReleasedByOthers(knowledge, body, call)) continue;
    const fact = knowledge.program.answers[body.id]?.calls.get(call.call);
    const type = fact && ownedType(knowledge, awaitedType(knowledge.program, fact.result).type);
    if (type === undefined || (type.strength !== "inferred" && type.strength !== "hard") || isTakenOut(search, call, contract.text))
      continue;
    const point: Point = { block: id, index: statements.length };
    const pending = isPromised(search, call);
    yield [
      call.call,
      addOwner(search, {
        type,
        // That others release it is no proof.
        origin: { kind: "acquired", guess: true, lookedUp: true },
        point,
        span: call.span,
        by: contract.text,
        binding,
        nullable: true,
        pending,
      }),
    ];
  }
}

/** `const found = await rows.all()`: what has given all that it has is over. */
function isDrained({ body }: Search, binding: LocalId): boolean {
  return body.blocks.some(
    ({ terminator }) =>
      terminator.kind === "call" &&
      terminator.callee.kind === "method" &&
      soundsDraining(terminator.callee.name) &&
      wholeLocal(terminator.callee.receiver) === binding,
  );
}

function mayHandOver(search: Search, call: Call, text: string): boolean {
  // `page.context()`: a method that is asked for nothing and answers at once is a getter.
  if (call.callee.kind === "method" && call.args.length === 0 && !isPromised(search, call)) return false;
  return !isTakenOut(search, call, text);
}

/** Out of a collection, or of what the platform has. */
function isTakenOut({ knowledge, body }: Search, call: Call, text: string): boolean {
  const path = calleePath(knowledge.program, body, call.callee);
  // What the project declares without an import it declares for a library.
  const global = path?.modules[0] === "global" && callFact(knowledge, body, call.call)?.origin.kind !== "project";
  return call.form !== "call" || soundsTaking(nameIn(text)) || path?.path[0] === "Promise" || global;
}

/** `getDocument({ url })` may well make one; `getTab()` and `currentTab()` give what is there, and a function that shows its code shows it. */
function mayBeNew({ knowledge, body }: Search, call: Call, text: string): boolean {
  const fact = callFact(knowledge, body, call.call);
  if (!/^get[A-Z_]/.test(nameIn(text)) || fact?.body !== undefined) return false;
  return call.args.length > 0;
}

/** A model that knows the function wherever it is declared says nothing of what it gives there. */
function isSpokenFor({ knowledge, body }: Search, call: Call, { known, result }: Contract): boolean {
  if (result.kind !== "none") return true;
  return known && calleeModel(knowledge, body, call)?.anywhere !== true;
}

/** The call that every value of a binding comes from, unless it is empty. */
function soleSource({ body, definitions }: Search, via: LocalId): Call | undefined {
  const source = sourceCall(definitions, via);
  if (source !== undefined) return source;
  const values = body.blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) => (statement.kind === "assign" && wholeTarget(statement) === via ? [statement.value] : [])),
  );
  const given = values.filter((value) => value.kind !== "use" || value.operand.kind !== "constant");
  const [only] = given;
  const from = only?.kind === "use" ? wholeLocal(only.operand) : undefined;
  return from === undefined || given.length > 1 ? undefined : sourceCall(definitions, from);
}

function wholeTarget({ target }: Extract<Statement, { kind: "assign" }>): LocalId | undefined {
  return target.path.length === 0 ? target.local : undefined;
}

function nameIn(text: string): string {
  return text.slice(text.lastIndexOf(".") + 1);
}

function isPromised({ knowledge, body }: Search, call: Call): boolean {
  const fact = knowledge.program.answers[body.id]?.calls.get(call.call);
  return fact !== undefined && awaitedType(knowledge.program, fact.result).promised;
}
