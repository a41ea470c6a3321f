/**
 * Question: does a method write into the defaults that its object keeps for all calls, because it gave them another name or copied one
 * level of them? Backwards from a write to `this.defaultX`, through names of one definition and through one spread. Examples:
 * `const headers = this.defaultHeaders; headers.key = key;` and `const options = { ...this.defaults }; options.headers.key = key;`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId, Operand, Place } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import { sourceOf, writesIn } from "./writes.ts";

export interface OwnDefaults {
  readonly kind: "own-defaults";
  readonly tier: "maybe";
  readonly field: string;
  readonly how: "renamed" | "copied";
  /** Where they get the other name. */
  readonly taken: Span;
  readonly change: Span;
}

export function ownDefaults({ body }: BodyView): readonly OwnDefaults[] {
  // A setter, and whatever is named for it, is meant to change them.
  if (body.kind !== "method" || configuring.test(body.scope.at(-1) ?? "")) return [];
  const found = writesIn(body).flatMap(({ object, span }): readonly OwnDefaults[] => {
    const taken = definedAt(body, object.local);
    if (taken === undefined || isThis(body, object.local)) return [];
    const renamed = object.path.length === 0 ? defaultsIn(body, sourceOf(body, object)) : undefined;
    const field = renamed ?? copiedFrom(body, object);
    return field === undefined
      ? []
      : [{ kind: "own-defaults", tier: "maybe", field, how: renamed === undefined ? "copied" : "renamed", taken, change: span }];
  });
  return found.slice(0, 1);
}

const configuring =
  /^[#_]*(?:set|add|update|use|configure|reset|init|merge|extend|with|load|apply|register)(?![a-z])|(?:remove|delete|clear)(?:Default|Header|Option)/;

/** `this.defaultHeaders`, and nothing below it. */
function defaultsIn(body: Body, { local, path }: Place): string | undefined {
  const [field, below] = path;
  if (field?.kind !== "field" || below !== undefined || !isThis(body, local)) return undefined;
  return /^[#_]*(?:defaults?|common|base|initial)(?:[A-Z]\w*)?$/.test(field.name) ? field.name : undefined;
}

/** `{ ...this.defaults, method }`, unless the member that is written into is a new one. */
function copiedFrom(body: Body, { local, path }: Place): string | undefined {
  const [member] = path;
  const literal = definitionsOf(body).values.get(sourceOf(body, { local, path: [] }).local);
  if (member?.kind !== "field" || literal?.kind !== "object" || isRenewed(body, local, member.name)) return undefined;
  const [first, ...rest] = literal.members;
  if (first?.spread !== true || rest.some(({ name, spread }) => spread || name === member.name)) return undefined;
  return operandField(body, first.value);
}

function operandField(body: Body, operand: Operand): string | undefined {
  return operand.kind === "place" ? defaultsIn(body, sourceOf(body, operand.place)) : undefined;
}

/** `options.headers = { ...options.headers };`. */
function isRenewed(body: Body, local: LocalId, member: string): boolean {
  return body.blocks.some(({ statements }) =>
    statements.some((statement) => {
      if (statement.kind !== "assign" || statement.target.local !== local || statement.target.path.length !== 1) return false;
      const [step] = statement.target.path;
      return step?.kind === "field" && step.name === member;
    }),
  );
}

function isThis({ locals }: Body, local: LocalId): boolean {
  return locals[local]?.kind.kind === "this";
}

function definedAt({ blocks }: Body, local: LocalId): Span | undefined {
  return blocks
    .flatMap(({ statements }) => statements)
    .find((statement) => statement.kind === "assign" && statement.target.local === local && statement.target.path.length === 0)?.span;
}
