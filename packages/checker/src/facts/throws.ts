/** Why a point's unwind edge would be taken: what separates a throw that happens in practice from one that merely could. */

import type { Block, LocalId } from "@freehold/mir/body";
import { contractOf } from "../contracts/body-contracts.ts";
import { soundsHarmlessToAwait } from "../words.ts";
import { wholeLocal } from "./calls.ts";
import type { BodyBuilderFacts } from "./collect.ts";
import type { ThrowReason } from "./facts.ts";

export function throwReason(facts: BodyBuilderFacts, block: Block): ThrowReason {
  const { terminator } = block;
  switch (terminator.kind) {
    case "throw":
      return "explicit";
    case "await":
      return awaitReason(facts, wholeLocal(terminator.operand));
    case "call":
      return callReason(facts, terminator);
    case "next":
      return terminator.async ? "outside" : "never";
    case "drop":
      return "release";
    case "yield":
      return "implicit";
    case "branch":
    case "goto":
    case "return":
    case "closed":
    case "resume":
    case "unreachable":
      return "never";
  }
}

type CallTerminator = Extract<Block["terminator"], { kind: "call" }>;

function callReason(facts: BodyBuilderFacts, call: CallTerminator): ThrowReason {
  const contract = contractOf(facts.contracts, call.call);
  if (isRelease(contract)) return contract.throws === "never" ? "never" : "release";
  return contract.throws === "implicit" && isThereToFail(facts, call, contract.text) ? "likely" : contract.throws;
}

/** `assertValid(x)` and `parse(x)` are there to fail; a parameter that is called runs somebody else's code. */
function isThereToFail(facts: BodyBuilderFacts, call: CallTerminator, text: string): boolean {
  if (/^(?:assert|expect|validate|verify|require|ensure|check|parse|decode|fail|throw|raise)(?![a-z])/i.test(lastName(text))) return true;
  const callee = call.callee.kind === "value" ? wholeLocal(call.callee.operand) : undefined;
  return callee !== undefined && facts.body.locals[callee]?.kind.kind === "param";
}

/** An await fails as its call does: not at all for `sleep(10)`, on outside data for most. */
function awaitReason(facts: BodyBuilderFacts, operand: LocalId | undefined): ThrowReason {
  if (operand === undefined) return "outside";
  const contracts = (facts.definitions.calls.get(operand) ?? []).map((call) => contractOf(facts.contracts, call));
  if (contracts.length === 0) return "outside";
  if (contracts.every(isRelease)) return "release";
  return contracts.every((contract) => contract.throws === "never" || soundsHarmlessToAwait(lastName(contract.text))) ? "never" : "outside";
}

function lastName(text: string): string {
  return text.slice(text.lastIndexOf(".") + 1);
}

function isRelease(contract: ReturnType<typeof contractOf>): boolean {
  return [...contract.effects.values()].some((effect) => effect.kind === "releases");
}
