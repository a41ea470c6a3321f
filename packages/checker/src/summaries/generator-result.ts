/**
 * Question: does a generator hold a resource while it waits to be asked for more? Then whoever has asked it once must run it to its
 * end, or close it with `return()`: its `finally` runs at no other time. Example: `async function* rows(pool) { const c = await
 * pool.connect(); try { yield … } finally { c.release(); } }`.
 */

import type { Body, Operand } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import { solveOwner } from "../analyses/obligations/solve.ts";
import { lastName } from "../contracts/callee-path.ts";
import type { EffectOf, OwnedType, ResultSummary } from "../contracts/contract.ts";
import { definitionsOf } from "../facts/definitions.ts";
import type { BodyFacts } from "../facts/facts.ts";
import { wholeLocal } from "../whole-local.ts";
import { releaseMethods, soundsReleasing } from "../words.ts";

export function generatorResult(facts: BodyFacts, effectOf: EffectOf): ResultSummary {
  for (const owner of facts.owners) {
    if (owner.origin.kind !== "acquired" || !mustBeReleased(owner.type)) continue;
    const { exits, truncated } = solveOwner(facts, owner, "definite", effectOf);
    const held = exits.some(({ kind, status }) => kind === "closed" && status.kind === "released" && status.certain);
    if (held && !truncated)
      return { kind: "fresh", type: { ...suspended(owner.type.what), strength: "hard" }, awaited: false, nullable: false, guess: false };
  }
  return cleansUp(facts.body)
    ? { kind: "fresh", type: suspended("what its `finally` ends"), awaited: false, nullable: false, guess: false }
    : { kind: "unknown" };
}

/** Where it is closed, a call that sounds like an end gets what it made itself: `finally { await sqlite.finalize(statement); }`. */
function cleansUp(body: Body): boolean {
  const closings = body.blocks.flatMap(({ terminator }) => (terminator.kind === "yield" ? [terminator.closed] : []));
  const { calls, awaited } = definitionsOf(body);
  const isMade = (operand: Operand): boolean => {
    const local = wholeLocal(operand);
    return local !== undefined && body.locals[local]?.kind.kind === "binding" && (calls.has(local) || awaited.has(local));
  };
  return [...reachableFrom(body, closings)].some((id) => {
    const { terminator } = body.blocks[id]!;
    if (terminator.kind !== "call") return false;
    const { callee, args } = terminator;
    const name = lastName(body, callee);
    if (!soundsReleasing(name) && !releaseMethods.has(name)) return false;
    return args.some(({ value }) => isMade(value)) || (callee.kind === "method" && isMade(callee.receiver));
  });
}

function mustBeReleased({ strength, code }: OwnedType): boolean {
  return strength === "hard" || (strength === "inferred" && code !== "idle");
}

function suspended(held: string): OwnedType {
  const what = `a generator that holds ${held}`;
  const model = {
    what,
    strength: "hard",
    release: ["return", "throw", "[Symbol.asyncDispose]", "[Symbol.dispose]"],
    endsWhenIterated: true,
    endsWhenDone: ["next"],
    endsOnFailure: ["next"],
    leak: "A generator that is not run to its end never runs its `finally`: what it holds stays held.",
  } as const;
  return {
    key: "freehold:generator",
    name: "Generator",
    what,
    strength: "inferred",
    release: model.release,
    model,
    code: "absent",
    startsBy: "next",
  };
}
