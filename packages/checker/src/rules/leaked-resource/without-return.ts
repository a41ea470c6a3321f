/**
 * An iterator that is written by hand, holds something, and has no `return()`: a loop that is left early cannot tell it to let go.
 * `[Symbol.asyncIterator]() { const reader = stream.getReader(); return { next: () => reader.read() }; }`.
 */

import type { Span } from "@freehold/diagnostics/span";
import { returnPlace } from "@freehold/mir/return-place";
import type { BodyView } from "../../body-view.ts";
import { birthplace, other, primary, releaseCall, subject } from "../../explain/labels.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import type { Owner } from "../../facts/facts.ts";
import { wholeLocal } from "../../whole-local.ts";
import type { Description } from "../../rule.ts";

export interface WithoutReturn {
  readonly kind: "without-return";
  readonly tier: "maybe";
  readonly owner: Owner;
  readonly iterator: Span;
}

export function findWithoutReturn({ body, facts, tier, file }: BodyView): readonly WithoutReturn[] {
  if (tier === "definite" || file.test || !/^\[Symbol\.(?:asyncIterator|iterator)\]$/.test(body.scope.at(-1) ?? "")) return [];
  const { values } = definitionsOf(body);
  const iterators = body.blocks.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      statement.kind === "assign" && statement.target.local === returnPlace && statement.target.path.length === 0
        ? [{ value: statement.value, span: statement.span }]
        : [],
    ),
  );
  return iterators.flatMap(({ value, span }): readonly WithoutReturn[] => {
    const named = value.kind === "use" ? values.get(wholeLocal(value.operand) ?? returnPlace) : value;
    if (named?.kind !== "object" || named.members.some(({ name, spread }) => spread || name === "return")) return [];
    const next = named.members.find(({ name }) => name === "next");
    const code = next === undefined ? undefined : values.get(wholeLocal(next.value) ?? returnPlace);
    if (code?.kind !== "closure") return [];
    return facts.owners
      .filter(({ binding, origin, type }) => origin.kind === "acquired" && type.strength === "hard" && code.captures.includes(binding!))
      .map((owner) => ({ kind: "without-return", tier: "maybe", owner, iterator: span }));
  });
}

export function describeWithoutReturn({ owner, iterator }: WithoutReturn, view: BodyView): Description {
  const name = subject(owner);
  return {
    message: `${name} stays with an iterator that cannot be closed`,
    labels: [primary(birthplace(owner, view), "held for as long as somebody iterates"), other(iterator, "has `next` and no `return`")],
    why: "A loop that is left by `break`, `return` or an exception calls `return()` of its iterator. Without one, nothing is let go.",
    help: `Give it a \`return()\` that calls \`${releaseCall(owner) ?? "the release"}\`, or write it as a generator with a \`finally\``,
  };
}
