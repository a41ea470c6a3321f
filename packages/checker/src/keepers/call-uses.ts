/** What one call does to the slots of its receiver and arguments. */

import type { Body, Operand } from "@freehold/mir/body";
import { contractOf, type BodyContracts } from "../contracts/body-contracts.ts";
import { calleeText } from "../contracts/callee-path.ts";
import type { Contract, Effect } from "../contracts/contract.ts";
import { callFact, type Call } from "../contracts/resolve.ts";
import { ownedType, type Knowledge } from "../contracts/owned-type.ts";
import { releaseMethods, softReleaseMethods, soundsReleasing } from "../words.ts";
import { isThis } from "./slots.ts";
import type { CutMember, SlotUseKind, Touch } from "./keeper.ts";

export interface CallReader {
  readonly knowledge: Knowledge;
  contractsOf(body: Body): BodyContracts;
}

export function callUses(reader: CallReader, body: Body, call: Call): readonly Touch[] {
  const contract = contractOf(reader.contractsOf(body), call.call);
  return [...receiverTouches(reader, body, call, contract), ...argumentTouches(body, call, contract)];
}

function receiverTouches(reader: CallReader, body: Body, call: Call, contract: Contract): readonly Touch[] {
  const { callee } = call;
  if (callee.kind === "value") return [{ operand: callee.operand, how: { kind: "hand" } }];
  if (callee.kind === "computed-method") return [{ operand: callee.receiver, how: { kind: "hand" } }];
  return [
    { operand: callee.receiver, how: receiverUse(reader, body, call, callee.name, contract.effects.get("this")) },
    // `this.unlisten()` calls what a field keeps, where that is no method.
    ...(callee.receiver.kind === "place" && isThis(reader.knowledge.program, body, callee.receiver)
      ? [{ operand: fieldOf(callee.receiver, callee.name), how: { kind: "hand" } as const }]
      : []),
  ];
}

function fieldOf({ place, span }: Extract<Operand, { kind: "place" }>, name: string): Operand {
  return { kind: "place", place: { local: place.local, path: [...place.path, { kind: "field", name }] }, span };
}

function receiverUse({ knowledge }: CallReader, body: Body, call: Call, name: string, effect: Effect | undefined): SlotUseKind {
  if (effect?.kind === "releases") return { kind: "end", member: name, type: effect.type };
  if (isCut(name) && !(name === "delete" && call.args.length === 0)) return { kind: "cut", member: name, call };
  const values = call.args.map(({ value }) => value);
  if (name === "set") return { kind: "put", values: values.slice(1), key: values[0] };
  if (name === "push" || name === "unshift" || name === "add") return { kind: "put", values, key: undefined };
  if (name === "has" || name === "includes" || name === "indexOf") return { kind: "test" };
  if (name === "keys") return { kind: "count" };
  if (reading.has(name)) return { kind: "read" };
  if (!endsByName(name)) return { kind: "call" };
  const receiver = callFact(knowledge, body, call.call)?.receiver;
  return { kind: "end", member: name, type: receiver === undefined ? undefined : ownedType(knowledge, receiver) };
}

/** Methods that take elements out to look at them. */
const reading: ReadonlySet<string> = new Set(
  "get at values entries forEach map filter find findLast some every reduce flatMap slice concat join next".split(" "),
);

function isCut(name: string): name is CutMember {
  return name === "clear" || name === "delete" || name === "shift" || name === "pop" || name === "splice";
}

function endsByName(name: string): boolean {
  return releaseMethods.has(name) || softReleaseMethods.has(name) || soundsReleasing(name);
}

function argumentTouches(body: Body, call: Call, contract: Contract): readonly Touch[] {
  return call.args.map(({ value }, index) => ({ operand: value, how: argumentUse(body, call, contract, value, index) }));
}

function argumentUse(body: Body, call: Call, contract: Contract, value: Operand, index: number): SlotUseKind {
  const effect = contract.effects.get(index);
  if (effect?.kind === "releases") return { kind: "end", member: calleeText(body, call.callee), type: effect.type };
  if (effect?.kind === "borrows") return { kind: "call" };
  if (isKey(call) || isPlain(body, call)) return { kind: "read" };
  return { kind: "hand" };
}

/** What a collection is asked for is its key. */
function isKey({ callee }: Call): boolean {
  return callee.kind === "method" && /^(?:get|has|delete|includes|indexOf)$/.test(callee.name);
}

/** Functions of the language keep nothing they are given. */
function isPlain(body: Body, { callee }: Call): boolean {
  const operand = callee.kind === "method" ? callee.receiver : callee.kind === "value" ? callee.operand : undefined;
  if (operand?.kind !== "place" || operand.place.path.length > 0) return false;
  const local = body.locals[operand.place.local];
  return (
    local?.kind.kind === "global" &&
    /^(?:console|Math|JSON|Object|Array|Promise|Number|String|Boolean|encodeURIComponent|encodeURI)$/.test(local.name)
  );
}
