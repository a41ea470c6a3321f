/** Ways that a body has, and that hardly any run takes: no fault is certain that needs one of them. */

import type { BlockId, Body } from "@freehold/mir/body";
import { contractOf, type BodyContracts } from "../contracts/body-contracts.ts";
import { sourceCall, type Definitions } from "./definitions.ts";
import type { Test } from "./facts.ts";
import { nullishValue } from "./values.ts";

export type SeldomWays = ReadonlyMap<BlockId, "yes" | "no">;

/** By block, the edge of its branch. */
export function seldomWays(body: Body, contracts: BodyContracts, definitions: Definitions, tests: ReadonlyMap<BlockId, Test>): SeldomWays {
  return new Map([...nothingGiven(contracts, definitions, tests), ...noneOfAll(body)]);
}

/** A test found nothing where a call gives nothing only if the platform lacks what it is asked for: `canvas.getContext("2d")`. */
function nothingGiven(contracts: BodyContracts, definitions: Definitions, tests: ReadonlyMap<BlockId, Test>): SeldomWays {
  const ways = new Map<BlockId, "yes" | "no">();
  for (const [block, test] of tests) {
    if (test.kind !== "local" && test.kind !== "value") continue;
    const holds = holdsOfNothing(test);
    const call = holds === undefined ? undefined : sourceCall(definitions, test.local);
    if (call === undefined || !contractOf(contracts, call.call).seldomNothing) continue;
    ways.set(block, holds === test.negated ? "no" : "yes");
  }
  return ways;
}

/** Whether the test holds of `null` and `undefined`; absent where it does not tell. */
function holdsOfNothing(test: Extract<Test, { kind: "local" | "value" }>): boolean | undefined {
  if (test.kind === "local") return test.test === "nullish";
  return test.yes === nullishValue ? true : undefined;
}

/** `switch (kind) { case "a": …; case "b": … }`: whoever names several and no `default` has most often named all there are. */
function noneOfAll({ blocks }: Body): SeldomWays {
  const last = blocks.filter(({ terminator }) => terminator.kind === "branch" && terminator.test === "last-case");
  return new Map(last.map(({ id }) => [id, "no"]));
}
