/** A quick look at a body, before all the code of its class is read: whether something that it ends can come out of a slot at all. */

import type { Body, Operand, Place, Terminator } from "@freehold/mir/body";
import { contractOf, type BodyContracts } from "../contracts/body-contracts.ts";
import type { Contract } from "../contracts/contract.ts";
import type { Call } from "../contracts/resolve.ts";
import { definitionsOf, type Definitions } from "../facts/definitions.ts";
import { releaseMethods, softReleaseMethods } from "../words.ts";

/** On the safe side: only what the body surely made itself is no slot's. */
export function mayEndSlot(body: Body, contracts: BodyContracts): boolean {
  const definitions = definitionsOf(body);
  return body.blocks.some(({ terminator }) => endedPlaces(terminator, contracts).some((place) => mayBeSlot(body, definitions, place, 0)));
}

function endedPlaces(terminator: Terminator, contracts: BodyContracts): readonly Place[] {
  if (terminator.kind === "drop") return [terminator.place];
  if (terminator.kind !== "call") return [];
  const contract = contractOf(contracts, terminator.call);
  return [...endedReceiver(terminator, contract), ...endedArguments(terminator, contract)].flatMap((operand) =>
    operand.kind === "place" ? [operand.place] : [],
  );
}

function endedReceiver({ callee }: Call, { effects, text }: Contract): readonly Operand[] {
  const name = text.slice(text.lastIndexOf(".") + 1);
  if (!releaseMethods.has(name) && !softReleaseMethods.has(name) && effects.get("this")?.kind !== "releases") return [];
  return [callee.kind === "value" ? callee.operand : callee.receiver];
}

function endedArguments({ args }: Call, { effects }: Contract): readonly Operand[] {
  return args.flatMap(({ value }, index) => (effects.get(index)?.kind === "releases" ? [value] : []));
}

const mostSteps = 8;

function mayBeSlot(body: Body, definitions: Definitions, { local, path }: Place, steps: number): boolean {
  const kind = body.locals[local]?.kind.kind;
  if (kind === "global" || kind === "import") return false;
  if (steps > mostSteps || path.length > 0 || (kind !== "temporary" && kind !== "binding")) return true;
  const value = definitions.values.get(local);
  if (value?.kind === "use") return isSlotOperand(body, definitions, value.operand, steps);
  if (value !== undefined) return value.kind !== "closure";
  const promise = definitions.awaited.get(local);
  if (promise !== undefined) return mayBeSlot(body, definitions, { local: promise, path: [] }, steps + 1);
  const calls = definitions.calls.get(local) ?? [];
  return calls.length === 0 || calls.some((call) => isTakenOut(body, definitions, call, steps));
}

/** `this.pages.get(id)`, `Object.values(this.pages)`: what a call gives may be a part of what it is given. */
function isTakenOut(body: Body, definitions: Definitions, { callee, args }: Call, steps: number): boolean {
  const receivers = callee.kind === "value" ? [] : [callee.receiver];
  return [...receivers, ...args.map(({ value }) => value)].some((operand) => isSlotOperand(body, definitions, operand, steps));
}

function isSlotOperand(body: Body, definitions: Definitions, operand: Operand, steps: number): boolean {
  return operand.kind === "place" && mayBeSlot(body, definitions, operand.place, steps + 1);
}
