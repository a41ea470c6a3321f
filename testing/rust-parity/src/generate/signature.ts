/** Parameters and result of a function, with lifetimes where the result is a borrow. */

import type { Parameter, Program, Type } from "../ir.ts";
import type { Random } from "../random.ts";
import { declare, type Draft } from "./draft.ts";

export type Signature = Omit<Program, "body">;

/** What a function lends back can come from `a`. */
export function signature(random: Random): Signature {
  const lends = random.chance(0.25);
  const lifetimes = lends ? (random.chance(0.5) ? ["a", "b"] : ["a"]) : [];
  const result: Type | undefined = lends
    ? { kind: random.chance(0.7) ? "ref" : "mut", name: "Item", lifetime: "a" }
    : random.chance(0.2)
      ? { kind: "own", name: "Item" }
      : undefined;
  const source: readonly Type[] = lends
    ? [{ kind: result!.kind as "ref" | "mut", name: random.chance(0.6) ? "Item" : "Pair", lifetime: "a" }]
    : [];
  const others = Array.from({ length: 1 + random.below(3) }, () => parameterType(random, lifetimes));
  const parameters = [...source, ...others].map((type, index): Parameter => ({ name: `${letterOf(type)}${index + 1}`, type }));
  return { lifetimes, parameters, ...(result === undefined ? {} : { result }) };
}

/** Parameters are the outermost variables; what they borrow belongs to the caller. */
export function declareParameters(draft: Draft, { parameters }: Signature): void {
  for (const { type } of parameters) declare(draft, letterOf(type), type, []);
}

function parameterType(random: Random, lifetimes: readonly string[]): Type {
  const lifetime = lifetimes.length > 0 && random.chance(0.6) ? { lifetime: random.pick(lifetimes)! } : {};
  return random.weighted<Type>([
    [5, { kind: "own", name: "Item" }],
    [3, { kind: "own", name: "Pair" }],
    [1, { kind: "own", name: "Sealed" }],
    [2, { kind: "ref", name: "Item", ...lifetime }],
    [3, { kind: "mut", name: "Item", ...lifetime }],
    [1, { kind: "ref", name: "Pair", ...lifetime }],
    [2, { kind: "mut", name: "Pair", ...lifetime }],
    [1, { kind: "list" }],
  ])!;
}

function letterOf(type: Type): string {
  if (type.kind === "own") return type.name === "Item" ? "x" : type.name === "Pair" ? "p" : "s";
  return type.kind === "ref" ? "r" : type.kind === "mut" ? "m" : "v";
}
