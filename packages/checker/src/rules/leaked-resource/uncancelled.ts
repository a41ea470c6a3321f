/** A reader behind a new stream that cannot be cancelled: whoever leaves that one early leaves the reader. The search and the words. */

import type { Span } from "@freehold/diagnostics/span";
import type { Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { globalCalls } from "../../explain/calls.ts";
import { birthplace, other, primary, subject } from "../../explain/labels.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import type { Owner } from "../../facts/facts.ts";
import type { Description } from "../../rule.ts";
import { wholeLocal } from "../../whole-local.ts";

export interface Uncancelled {
  readonly kind: "uncancelled";
  readonly tier: "maybe";
  readonly owner: Owner;
  /** The `new ReadableStream(…)` that reads it. */
  readonly stream: Span;
}

export function findUncancelled(view: BodyView): readonly Uncancelled[] {
  if (view.tier === "definite" || view.file.test) return [];
  const readers = view.facts.owners.filter(
    (owner) => owner.origin.kind === "acquired" && owner.type.model?.endsWhenDone !== undefined && !isReleased(view, owner),
  );
  if (readers.length === 0) return [];
  return globalCalls(view, view.body, "ReadableStream").flatMap(({ form, args, span }): readonly Uncancelled[] => {
    const source = form === "new" ? args[0]?.value : undefined;
    const owner = source && canBeCancelled(view, source) ? undefined : readers.find(({ binding }) => reads(view, source, binding));
    return owner === undefined ? [] : [{ kind: "uncancelled", tier: "maybe", owner, stream: span }];
  });
}

/** Here, or by a closure of this body: a pump that ends it where it is through. */
function isReleased({ facts }: BodyView, { binding }: Owner): boolean {
  if (binding === undefined) return true;
  return (
    [...facts.closures.values()].some(({ releases }) => releases.has(binding)) ||
    facts.events.some((points) => points.some((events) => events.some((event) => event.kind === "release" && event.via === binding)))
  );
}

/** A source that is no plain literal may have a `cancel`. */
function canBeCancelled({ body }: BodyView, source: Operand): boolean {
  const local = wholeLocal(source);
  const literal = local === undefined ? undefined : definitionsOf(body).values.get(local);
  return literal?.kind !== "object" || literal.members.some(({ name, spread }) => spread || name === undefined || name === "cancel");
}

function reads({ facts }: BodyView, source: Operand | undefined, binding: Owner["binding"]): boolean {
  const local = source && wholeLocal(source);
  return local !== undefined && binding !== undefined && facts.closures.get(local)?.captures.has(binding) === true;
}

export function describeUncancelled({ owner, stream }: Uncancelled, view: BodyView): Description {
  const name = subject(owner);
  return {
    message: `${name} is not released when the stream that reads it is cancelled`,
    labels: [
      primary(birthplace(owner, view), `yours to release: \`${owner.by}\` hands over ${owner.type.what}`),
      other(stream, "has no `cancel`"),
    ],
    why: "Whoever leaves the new stream early stops at that stream: the source stays locked, and what feeds it is never told to stop.",
    help: `Give the new stream a \`cancel\` that calls \`${owner.name}.cancel()\``,
  };
}
