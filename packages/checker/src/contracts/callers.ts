/** Which calls of the program run a function's code: the other direction of `callee-body.ts`, worked out when first asked for. */

import type { Body, BodyId, Terminator } from "@freehold/mir/body";
import { calleeBody, type CalleeIndex } from "./callee-body.ts";

export interface CallerSite {
  readonly body: Body;
  readonly call: Extract<Terminator, { kind: "call" }>;
}

export type CallersOf = (callee: BodyId) => readonly CallerSite[];

export function callerIndex(callees: CalleeIndex): CallersOf {
  let index: ReadonlyMap<BodyId, readonly CallerSite[]> | undefined;
  return (callee) => (index ??= callersOf(callees)).get(callee) ?? [];
}

function callersOf(callees: CalleeIndex): ReadonlyMap<BodyId, readonly CallerSite[]> {
  const sites = new Map<BodyId, CallerSite[]>();
  for (const body of callees.program.bodies) {
    for (const { terminator: call } of body.blocks) {
      const callee = call.kind === "call" ? calleeBody(callees, body, call) : undefined;
      if (call.kind !== "call" || callee === undefined) continue;
      const known = sites.get(callee);
      if (known === undefined) sites.set(callee, [{ body, call }]);
      else known.push({ body, call });
    }
  }
  return sites;
}
