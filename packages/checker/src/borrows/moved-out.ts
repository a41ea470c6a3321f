/**
 * Moves out of what one does not own, or not piece by piece: a borrow, an element, a value with a destructor, a variable that
 * `using` will end.
 *
 * `[s.item, mine] = [mine, s.item]` puts something else in its place before anybody can look: that is a replacement, and right.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body } from "@freehold/mir/body";
import { isPrefix, type TypedPlace } from "./place.ts";
import { isDisposer } from "./receiver.ts";
import type { BorrowFacts, Loan, StepId } from "./step.ts";
import type { BodyTypes } from "./typing.ts";

export interface MovedOut {
  readonly place: TypedPlace;
  readonly span: Span;
  /** A closure that is called may be called again. */
  readonly by: Loan["by"];
}

export function movesOut({ steps, types }: BorrowFacts): readonly MovedOut[] {
  return steps.flatMap(({ moves, span }, id): readonly MovedOut[] => {
    if (moves === undefined || !isNotOurs(types, moves, steps[id + 1]?.defines === 0)) return [];
    return isReplaced(steps, id as StepId, moves, watchedSpans(types.body)) ? [] : [{ place: moves, span, by: "hand" }];
  });
}

/** What is returned from under its `using` is told by `outlives-using`. What a module holds is there for all of its functions. */
function isNotOurs({ body, module }: BodyTypes, { local, path }: TypedPlace, isReturned: boolean): boolean {
  const { kind } = body.locals[local]!;
  if (kind.kind === "capture" && kind.body === module?.body.id) return true;
  if (path.length === 0) return !isReturned && kind.kind === "binding" && kind.declared.endsWith("using");
  // The destructor itself takes its value apart.
  const own = path[0]?.kind === "field" && isDisposer(body) && kind.kind === "this" ? path.slice(1) : path;
  return own.some((step) => step.kind !== "field" || (step.of.kind === "class" && step.of.of.disposable));
}

/** On every way the place is filled again, as often as it was emptied, before anything can throw, wait or come back. */
function isReplaced(steps: BorrowFacts["steps"], from: StepId, place: TypedPlace, watched: ReadonlySet<Span>): boolean {
  const isSame = (other: TypedPlace | undefined): boolean => other?.path.length === place.path.length && isPrefix(place, other);
  // `list[i] = list[j]` fills one element with another one.
  const taken = steps[from]!.defines;
  const waiting = steps[from]!.successors.map((step) => ({ step, empty: 1 }));
  const seen = new Set<string>();
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { span, uses, moves, initialises, successors } = steps[at.step]!;
    if (isSame(initialises) && uses.some((value) => value === taken)) return false;
    const empty = at.empty + (isSame(moves) ? 1 : 0) - (isSame(initialises) ? 1 : 0);
    if (empty === 0) continue;
    if (watched.has(span) || successors.length === 0) return false;
    for (const step of successors) {
      const key = `${step} ${empty}`;
      if (!seen.has(key)) waiting.push({ step, empty });
      seen.add(key);
    }
  }
  return true;
}

/** Of what others can see the state at. */
function watchedSpans({ blocks }: Body): ReadonlySet<Span> {
  const watched = blocks.filter(({ terminator: { kind } }) => kind !== "goto" && kind !== "branch" && kind !== "next");
  return new Set(watched.map(({ terminator }) => terminator.span));
}
