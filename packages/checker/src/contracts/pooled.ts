/** What goes back to a pool that no model speaks for: `pool.release(connection)`, where only the names say what is going on. */

import type { Body, Terminator } from "@freehold/mir/body";
import type { CallFact } from "@freehold/mir/program";
import { operandText } from "./callee-path.ts";
import type { OwnedType } from "./contract.ts";

/** Where its own type says nothing. Whether it must go back is not said by that: the pool may want it, or get along without. */
export const pooled: OwnedType = {
  key: "freehold:pooled",
  name: "pooled",
  what: "what the pool has lent",
  strength: "none",
  release: [],
  model: {
    what: "what the pool has lent",
    strength: "none",
    release: [],
    useAfter: "Somebody else may have it by now: two users share it.",
    doubleRelease: "It is in the pool twice, and two users get the same; or somebody has it already, and loses it.",
  },
  code: "absent",
};

/** A pool of the program shows by its own code what it does. */
export function isGivenToPool(
  body: Body,
  { callee, args, form }: Extract<Terminator, { kind: "call" }>,
  fact: CallFact | undefined,
): boolean {
  if (callee.kind !== "method" || form !== "call" || !takingBack.test(callee.name) || fact === undefined || fact.body !== undefined)
    return false;
  const [given, another] = args;
  if (given === undefined || given.spread || another !== undefined || given.value.kind !== "place") return false;
  return /pool$/i.test(operandText(body, callee.receiver) ?? "") || fact.owner.endsWith("Pool");
}

const takingBack = /^(?:release|releaseConnection|releaseClient|give_?[bB]ack|check_?[iI]n|put_?[bB]ack)$/;
