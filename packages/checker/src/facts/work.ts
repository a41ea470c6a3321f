/** Promises that a call leaves behind while somebody is still at work on what it was given. */

import type { Body, LocalId } from "@freehold/mir/body";
import { returnPlace } from "@freehold/mir/return-place";
import type { Call } from "../contracts/resolve.ts";
import type { BodyBuilderFacts } from "./collect.ts";
import { comesIn, isReturned } from "./definitions.ts";
import type { Event } from "./facts.ts";
import { wholeLocal } from "../whole-local.ts";

/** `into` is what the call gives. */
export function workEvents(facts: BodyBuilderFacts, call: Call, text: string, into: LocalId): readonly Event[] {
  if (combinesPromises(text)) return combinedWork(facts, call, into);
  return [...receiverWork(facts, call, into), ...argumentWork(facts, call, into)];
}

/** One promise for many: whoever gets it waits for all of them, or for one. */
export function combinesPromises(text: string): boolean {
  return /^Promise\.(?:all|allSettled|any|race)$/.test(text);
}

function receiverWork(facts: BodyBuilderFacts, { call, callee }: Call, into: LocalId): readonly Event[] {
  const from = callee.kind === "method" ? wholeLocal(callee.receiver) : undefined;
  if (callee.kind !== "method" || from === undefined) return [];
  if (/^(?:catch|finally)$/.test(callee.name)) return [{ kind: "assign", into, from, how: "perhaps-same" }];
  if (callee.name === "then") return isReturned(facts.definitions, into) ? [{ kind: "assign", into, from, how: "work" }] : [];
  // `connection.socket()` gives a handle of its own: who gets it may end both.
  if (facts.handles.has(call)) return [{ kind: "assign", into, from, how: "companion" }];
  return facts.promises.has(call) ? [{ kind: "assign", into, from, how: "work" }] : [];
}

/** `return load(client)`, `return callback(client)`. */
function argumentWork(facts: BodyBuilderFacts, call: Call, into: LocalId): readonly Event[] {
  const promised = facts.promises.has(call.call);
  const handedIn = promised && callsParameter(facts, call);
  const unread = handedIn ? "surely" : promised && isReturned(facts.definitions, into) ? "perhaps" : undefined;
  return call.args.flatMap(({ value }, position): readonly Event[] => {
    const from = wholeLocal(value);
    const to = facts.callees.workerFor(call, position) ?? unread;
    return from === undefined || to === undefined ? [] : [{ kind: "start", into, from, to }];
  });
}

/** Also by another name: `const run = typeof options === "function" ? options : callback`. */
function callsParameter({ body, definitions }: BodyBuilderFacts, { callee }: Call): boolean {
  const local = callee.kind === "value" ? wholeLocal(callee.operand) : undefined;
  return local !== undefined && comesIn(body, definitions, local);
}

/** `Promise.all([client.query(a), client.query(b)])`, `Promise.all(ids.map((id) => client.query(id)))`. */
function combinedWork(facts: BodyBuilderFacts, call: Call, into: LocalId): readonly Event[] {
  const list = call.args[0] === undefined ? undefined : wholeLocal(call.args[0].value);
  if (list === undefined) return [];
  const mapped = mappedBy(facts, list);
  return [
    { kind: "assign", into, from: list, how: "work" },
    ...mapped.flatMap((code) => workOfEach(facts.body, code)).map((from): Event => ({ kind: "start", into, from, to: "surely" })),
  ];
}

/** The code that makes each promise of a list. */
export function mappedBy({ callees, definitions }: BodyBuilderFacts, list: LocalId): readonly Body[] {
  return (definitions.calls.get(list) ?? []).flatMap((made) =>
    made.callee.kind === "method" && made.callee.name === "map" ? callees.closuresIn(made) : [],
  );
}

/** What the closure captures and works on in what it returns. */
function workOfEach(body: Body, code: Body): readonly LocalId[] {
  return code.locals.flatMap(({ id, kind }) => {
    if (kind.kind !== "capture" || kind.body !== body.id) return [];
    const works = code.blocks.some(
      ({ terminator }) =>
        terminator.kind === "call" &&
        terminator.callee.kind === "method" &&
        wholeLocal(terminator.callee.receiver) === id &&
        (code.async || terminator.destination.local === returnPlace),
    );
    return works ? [kind.local] : [];
  });
}
