/** What a body takes for its own by releasing it, though nothing is known of the call that gave it. */

import type { CallId, LocalId, Point } from "@freehold/mir/body";
import { contractOf } from "../contracts/body-contracts.ts";
import { calleePath } from "../contracts/callee-path.ts";
import { awaitedType } from "../contracts/owned-type.ts";
import type { Call } from "../contracts/resolve.ts";
import { soundsShared, soundsTaking } from "../words.ts";
import { sourceCall } from "./definitions.ts";
import { endings } from "./endings.ts";
import type { Owner } from "./facts.ts";
import { addOwner, type Search } from "./owner-search.ts";

/**
 * A body that releases what a call gave it takes it for its own, whatever the call is named; unless the name says that it is
 * somebody else's, or a model speaks for the call.
 */
export function* adopted(search: Search, acquired: ReadonlySet<LocalId>): Generator<readonly [CallId, Owner]> {
  const seen = new Set<CallId>();
  for (const ending of endings(search)) {
    if (ending.how !== "released" || acquired.has(ending.via) || search.body.locals[ending.via]?.kind.kind !== "binding") continue;
    const call = sourceCall(search.definitions, ending.via);
    if (call === undefined || seen.has(call.call)) continue;
    const contract = contractOf(search.contracts, call.call);
    if (contract.known || contract.result.kind !== "none" || !mayHandOver(search, call, contract.text)) continue;
    seen.add(call.call);
    const block = search.body.blocks.find(({ terminator }) => terminator === call)!;
    const point: Point = { block: block.id, index: block.statements.length };
    const pending = isPromised(search, call);
    yield [
      call.call,
      addOwner(search, {
        type: ending.type,
        origin: { kind: "acquired", guess: true },
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

function mayHandOver(search: Search, call: Call, text: string): boolean {
  const { knowledge, body } = search;
  // `page.context()`: a method that is asked for nothing and answers at once is a getter.
  if (call.callee.kind === "method" && call.args.length === 0 && !isPromised(search, call)) return false;
  const name = text.slice(text.lastIndexOf(".") + 1);
  const path = calleePath(knowledge.program, body, call.callee);
  return call.form === "call" && !soundsShared(name) && !soundsTaking(name) && path?.path[0] !== "Promise" && path?.modules[0] !== "global";
}

function isPromised({ knowledge, body }: Search, call: Call): boolean {
  const fact = knowledge.program.answers[body.id]?.calls.get(call.call);
  return fact !== undefined && awaitedType(knowledge.program, fact.result).promised;
}
