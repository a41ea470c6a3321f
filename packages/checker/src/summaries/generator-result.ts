/**
 * Question: does a generator hold a resource while it waits to be asked for more? Then whoever has asked it once must run it to its
 * end, or close it with `return()`: its `finally` runs at no other time. Example: `async function* rows(pool) { const c = await
 * pool.connect(); try { yield … } finally { c.release(); } }`.
 */

import { solveOwner } from "../analyses/obligations/solve.ts";
import type { EffectOf, OwnedType, ResultSummary } from "../contracts/contract.ts";
import type { BodyFacts, Owner } from "../facts/facts.ts";

export function generatorResult(facts: BodyFacts, effectOf: EffectOf): ResultSummary {
  for (const owner of facts.owners) {
    if (owner.origin.kind !== "acquired" || !mustBeReleased(owner.type)) continue;
    const { exits, truncated } = solveOwner(facts, owner, "definite", effectOf);
    const held = exits.some(({ kind, status }) => kind === "closed" && status.kind === "released" && status.certain);
    if (held && !truncated) return { kind: "fresh", type: suspended(owner), awaited: false, nullable: false, guess: false };
  }
  return { kind: "unknown" };
}

function mustBeReleased({ strength, code }: OwnedType): boolean {
  return strength === "hard" || (strength === "inferred" && code !== "idle");
}

function suspended({ type }: Owner): OwnedType {
  const what = `a generator that holds ${type.what}`;
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
    strength: "hard",
    release: model.release,
    model,
    code: "absent",
    startsBy: "next",
  };
}
