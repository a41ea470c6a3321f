/** What a call gives back of what it was given: `const query = new Query(text).limit(1)`. */

import type { LocalId, Operand, Terminator } from "@freehold/mir/body";
import { contractOf } from "../contracts/body-contracts.ts";
import type { Search } from "./owner-search.ts";

/** The receiver or argument that a call surely gives back. */
export function passedBack({ contracts }: Search, call: Terminator): { readonly from: Operand; readonly into: LocalId } | undefined {
  if (call.kind !== "call" || call.destination.path.length > 0) return undefined;
  const { result } = contractOf(contracts, call.call);
  if (result.kind !== "same") return undefined;
  const receiver = call.callee.kind === "method" ? call.callee.receiver : undefined;
  const from = result.as === "this" ? receiver : result.shown === true ? call.args[result.as]?.value : undefined;
  return from && { from, into: call.destination.local };
}
