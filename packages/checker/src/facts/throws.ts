/** Why a point's unwind edge would be taken: what separates a throw that happens in practice from one that merely could. */

import type { Block, Body, LocalId } from "@freehold/mir/body";
import { contractOf } from "../contracts/body-contracts.ts";
import { lastName as lastNameOf } from "../contracts/callee-path.ts";
import { makesPromise } from "../contracts/executor.ts";
import { soundsHarmlessToAwait, soundsReleasing } from "../words.ts";
import type { BodyBuilderFacts } from "./collect.ts";
import { literalMembers } from "./definitions.ts";
import type { ThrowReason } from "./facts.ts";
import { combinesPromises, mappedBy } from "./work.ts";
import { wholeLocal } from "../whole-local.ts";

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
  // A function that gives a promise fails by that promise: the `await` is the way out.
  if (contract.throws === "outside" && facts.promises.has(call.call)) return "never";
  if (contract.throws !== "implicit") return contract.throws;
  const throws = facts.callees.throwsByCode(call);
  if (isThereToFail(facts, call, contract.text)) return throws && !soundsImpossible(lastName(contract.text)) ? "outside" : "likely";
  return throws || transfersForeign(facts, call) ? "likely" : "implicit";
}

/** `worker.postMessage(task, [buffer])`: what was given to this function may have been transferred before, and then the call throws. */
function transfersForeign({ body, contracts, definitions }: BodyBuilderFacts, { call, args }: CallTerminator): boolean {
  const { effects } = contractOf(contracts, call);
  return args.some(
    ({ value }, index) =>
      effects.get(index)?.kind === "transfers" &&
      (literalMembers(definitions, value) ?? []).some((member) => {
        const local = wholeLocal(member);
        const kind = local === undefined ? undefined : body.locals[local]?.kind.kind;
        return kind === "param" || kind === "capture";
      }),
  );
}

/** `assertNever(x)`: its `throw` tells of a bug, and of no run that happens. */
function soundsImpossible(name: string): boolean {
  return /never|unreachable|exhaust|invariant/i.test(name);
}

/** `assertValid(x)` and `parse(x)` are there to fail, for certain if their code throws; a parameter that is called runs somebody else's code. */
function isThereToFail(facts: BodyBuilderFacts, call: CallTerminator, text: string): boolean {
  if (
    /^(?:[aA]ssert|[eE]xpect|[vV]alidate|[vV]erify|[rR]equire|[eE]nsure|[cC]heck|[pP]arse|[dD]ecode|[fF]ail|[tT]hrow|[rR]aise)(?![a-z])/.test(
      lastName(text).replace(/^[#_]+/, ""),
    )
  )
    return true;
  const callee = call.callee.kind === "value" ? wholeLocal(call.callee.operand) : undefined;
  return callee !== undefined && facts.body.locals[callee]?.kind.kind === "param";
}

/** An await fails as its call does: not at all for `sleep(10)` or after `.catch(…)`, on outside data for most. */
function awaitReason(facts: BodyBuilderFacts, operand: LocalId | undefined, chain: readonly LocalId[] = []): ThrowReason {
  // `queue = queue.then(next)` is made from itself.
  if (operand === undefined || chain.includes(operand)) return "outside";
  const calls = facts.definitions.calls.get(operand) ?? [];
  if (calls.length === 0) return "outside";
  const reasons = new Set(calls.map((call) => promiseReason(facts, call, [...chain, operand])));
  return reasons.size === 1 ? [...reasons][0]! : "outside";
}

function promiseReason(facts: BodyBuilderFacts, call: CallTerminator, chain: readonly LocalId[]): ThrowReason {
  if (makesPromise(facts.body, call)) return facts.callees.closuresIn(call).some(rejects) ? "outside" : "never";
  const contract = contractOf(facts.contracts, call.call);
  const name = lastName(contract.text);
  if (call.callee.kind === "method" && (name === "catch" || (name === "then" && call.args.length === 2) || name === "allSettled"))
    return "never";
  if (combinesPromises(contract.text)) return combinedReason(facts, call, chain);
  if (call.callee.kind === "method" && (name === "finally" || name === "then"))
    return awaitReason(facts, wholeLocal(call.callee.receiver), chain);
  if (isRelease(contract)) return "release";
  return contract.throws === "never" || soundsHarmlessToAwait(name) || facts.callees.neverRejects(call) ? "never" : "outside";
}

/** An executor that asks for `reject` has a use for it. */
function rejects({ params }: Body): boolean {
  return params.length > 1;
}

/** One that fails fails them all: `Promise.all([read(from), read(to)])`, `Promise.all(paths.map((path) => read(path)))`. */
function combinedReason(facts: BodyBuilderFacts, { args }: CallTerminator, chain: readonly LocalId[]): ThrowReason {
  const list = args[0] && wholeLocal(args[0].value);
  if (list === undefined) return "never";
  const members = (literalMembers(facts.definitions, args[0]!.value) ?? []).map((member) => awaitReason(facts, wholeLocal(member), chain));
  const mapped = mappedBy(facts, list);
  return members.includes("outside") || (mapped.length > 0 && mapped.every(mayReject)) ? "outside" : "never";
}

/** It waits for somebody; and not only for a time, for an end, which is there to succeed, or for what has been caught. */
function mayReject(body: Body): boolean {
  const calls = body.blocks.flatMap(({ terminator }) => (terminator.kind === "call" ? [lastNameOf(body, terminator.callee)] : []));
  if (calls.some((name) => name === "catch" || name === "allSettled" || soundsReleasing(name) || soundsHarmlessToAwait(name))) return false;
  return calls.length > 0 && (!body.async || body.blocks.some(({ terminator }) => terminator.kind === "await"));
}

function lastName(text: string): string {
  return text.slice(text.lastIndexOf(".") + 1);
}

function isRelease(contract: ReturnType<typeof contractOf>): boolean {
  return [...contract.effects.values()].some((effect) => effect.kind === "releases");
}
