/**
 * Question: does a class hand out clones that share what it changes in place? A field's list is copied, its elements are not, and another
 * method writes into each of them. Example: `clone() { return new Plan([...this.steps]); }` and `for (const step of this.steps) step.done = true;`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId, Operand, Place } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import type { Keeper } from "../../keepers/keeper.ts";
import { sourceOf, writesIn } from "./writes.ts";

export interface ShallowClone {
  readonly kind: "shallow-clone";
  readonly tier: "maybe";
  readonly field: string;
  readonly cloned: Span;
  readonly copied: Span;
  readonly change: Span;
}

export function shallowClones({ body, keepers }: BodyView): readonly ShallowClone[] {
  if (body.kind !== "method" || !/^(?:clone|copy|fork|duplicate)$/.test(body.scope.at(-1) ?? "")) return [];
  const keeper = keepers.index().classOf(body);
  return keeper === undefined ? [] : copiesFor(keeper, body).flatMap((copied) => changedInPlace(keeper, body, copied) ?? []);
}

interface Copied {
  readonly field: string;
  readonly span: Span;
}

/** By the method itself, or by the constructor out of another instance. */
function copiesFor({ members }: Keeper, clone: Body): readonly Copied[] {
  const makers = members.filter(({ kind }) => kind === "constructor");
  return [...listCopies(clone, "this"), ...makers.flatMap((maker) => listCopies(maker, "param"))];
}

/** `[...from.steps]`, `from.steps.slice()`. */
function listCopies(body: Body, from: "this" | "param"): readonly Copied[] {
  return body.blocks.flatMap(({ statements, terminator }): readonly Copied[] => {
    const spread = statements.flatMap((statement): readonly Copied[] => {
      if (statement.kind !== "assign" || statement.value.kind !== "array" || statement.value.members.length !== 1) return [];
      const [member] = statement.value.members;
      return member?.spread === true ? named(member.value, statement.span) : [];
    });
    if (terminator.kind !== "call" || terminator.callee.kind !== "method" || terminator.callee.name !== "slice") return spread;
    return terminator.args.length > 0 ? spread : [...spread, ...named(terminator.callee.receiver, terminator.span)];
  });

  function named(list: Operand, span: Span): readonly Copied[] {
    const [step, another] = list.kind === "place" ? list.place.path : [];
    if (list.kind !== "place" || step?.kind !== "field" || another !== undefined) return [];
    return body.locals[list.place.local]?.kind.kind === from ? [{ field: step.name, span }] : [];
  }
}

function changedInPlace({ members }: Keeper, clone: Body, { field, span }: Copied): ShallowClone | undefined {
  for (const member of members) {
    if (member.kind === "constructor" || member === clone) continue;
    const elements = elementsOf(member, field);
    const change = writesIn(member).find(({ object }) => isInElement(member, object, { field, elements }));
    if (change !== undefined) return { kind: "shallow-clone", tier: "maybe", field, cloned: clone.span, copied: span, change: change.span };
  }
  return undefined;
}

interface Elements {
  readonly field: string;
  /** What loops over the field get. */
  readonly elements: ReadonlySet<LocalId>;
}

function elementsOf(body: Body, field: string): ReadonlySet<LocalId> {
  const { successors } = definitionsOf(body);
  return new Set(
    body.blocks.flatMap(({ terminator }) => {
      if (terminator.kind !== "next" || terminator.iterated.kind !== "place") return [];
      if (!isField(body, sourceOf(body, terminator.iterated.place), field)) return [];
      const element = terminator.destination.local;
      return [element, successors.get(element) ?? element];
    }),
  );
}

function isInElement(body: Body, object: Place, { field, elements }: Elements): boolean {
  const { local, path } = sourceOf(body, object);
  if (elements.has(local)) return true;
  const [first, element] = path;
  return first !== undefined && element?.kind === "index" && isField(body, { local, path: [first] }, field);
}

function isField(body: Body, { local, path }: Place, field: string): boolean {
  const [step, another] = path;
  return body.locals[local]?.kind.kind === "this" && step?.kind === "field" && step.name === field && another === undefined;
}
