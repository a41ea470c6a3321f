/** Ways that a body has, and that hardly any run takes: no fault is certain that needs one of them. */

import type { Block, BlockId, Body, Terminator } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
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
function noneOfAll(body: Body): SeldomWays {
  return new Map(body.blocks.filter((block) => isLastOfAll(body, block)).map(({ id }) => [id, "no"]));
}

/** Where every case leaves and code goes on behind them, the way past them is the main road. */
function isLastOfAll(body: Body, { id, terminator }: Block): boolean {
  if (terminator.kind !== "branch" || terminator.test !== "last-case") return false;
  return leavesAtOnce(body, terminator.no) || reachableFrom(body, casesUpTo(body, id)).has(terminator.no);
}

/** Where the code of each case begins, from the last one upwards: each is asked when the one before was not it. */
function casesUpTo({ blocks }: Body, last: BlockId): readonly BlockId[] {
  const askedBefore = new Map<BlockId, Branch & { readonly id: BlockId }>();
  for (const { id, terminator } of blocks) if (terminator.kind === "branch") askedBefore.set(terminator.no, { ...terminator, id });
  const { terminator } = blocks[last]!;
  const cases = terminator.kind === "branch" ? [terminator.yes] : [];
  for (let before = askedBefore.get(last); before !== undefined && cases.length < blocks.length; before = askedBefore.get(before.id))
    cases.push(before.yes);
  return cases;
}

type Branch = Extract<Terminator, { kind: "branch" }>;

function leavesAtOnce({ blocks }: Body, from: BlockId): boolean {
  let { terminator } = blocks[from]!;
  for (let steps = 0; terminator.kind === "goto" && steps < blocks.length; steps++) terminator = blocks[terminator.target]!.terminator;
  return terminator.kind === "return";
}
