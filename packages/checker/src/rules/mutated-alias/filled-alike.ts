/**
 * Question: are all elements of an array one and the same object, and is one of them changed? `fill` puts its argument in every place.
 * Example: `const rows = new Array(n).fill([]); rows[0].push(1);` changes every row.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId, Projection } from "@freehold/mir/body";
import { definitionsOf } from "../../facts/definitions.ts";
import { wholeLocal } from "../../whole-local.ts";
import { sourceOf, writesIn } from "./writes.ts";

export interface FilledAlike {
  readonly kind: "filled-alike";
  readonly tier: "definite";
  readonly name: string;
  readonly filled: Span;
  readonly change: Span;
}

export function filledAlike(body: Body): readonly FilledAlike[] {
  return body.blocks.flatMap(({ terminator }): readonly FilledAlike[] => {
    if (terminator.kind !== "call" || terminator.callee.kind !== "method" || terminator.callee.name !== "fill") return [];
    const [given, another] = terminator.args;
    const element = given && wholeLocal(given.value);
    if (element === undefined || another !== undefined || !isObject(body, element)) return [];
    const list = terminator.destination.local;
    const writes = writesIn(body)
      .map((write) => ({ ...write, object: sourceOf(body, write.object) }))
      .filter(({ object }) => object.local === list);
    const change = writes.find(({ object }) => isElement(object.path[0]));
    if (change === undefined || writes.some(({ object }) => object.path.length === 0)) return [];
    return [{ kind: "filled-alike", tier: "definite", name: body.locals[list]?.name ?? "", filled: terminator.span, change: change.span }];
  });
}

function isObject(body: Body, local: LocalId): boolean {
  const { values, calls } = definitionsOf(body);
  const literal = values.get(local);
  const [made] = calls.get(local) ?? [];
  return literal?.kind === "array" || literal?.kind === "object" || made?.form === "new";
}

function isElement(step: Projection | undefined): boolean {
  return step?.kind === "index" || (step?.kind === "field" && /^\d+$/.test(step.name));
}
