/**
 * Question: does a function write what one call is given into the defaults that all calls share? It takes the module's constant under
 * another name, or takes what `Object.assign` gives back, for a new object. Example: `const options = Object.assign(defaults, given)`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Block, Body, LocalId, Operand } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { isOpenToAll } from "../../shared/callers.ts";
import { wholeLocal } from "../../whole-local.ts";
import { moduleConstant } from "./module-constant.ts";
import { mergedInto, sourceOf, writesIn } from "./writes.ts";

export interface SharedDefaults {
  readonly kind: "shared-defaults";
  readonly tier: "definite" | "maybe";
  readonly constant: string;
  /** Where it gets its other name. */
  readonly taken: Span;
  readonly change: Span;
}

export function sharedDefaults(view: BodyView): readonly SharedDefaults[] {
  const { body } = view;
  const found = [...renamed(view), ...mergedAndKept(view)];
  if (found.length === 0) return [];
  const tier = isSetting(body.scope.at(-1) ?? "") || !isOpenToAll(view.file, body) ? "maybe" : "definite";
  return found.map((each) => ({ ...each, kind: "shared-defaults", tier }));
}

/** What is called so is meant to be the same for everybody; a registry or a cache is meant to be written. */
export function isStarting(name: string): boolean {
  return starting.test(name);
}

/** To change what everybody gets may be what a function of that name is for. */
export function isSetting(name: string): boolean {
  return setting.test(name);
}

type Found = Omit<SharedDefaults, "kind" | "tier">;

const starting = /default|initial|template|preset|blank|fallback|^(?:base|empty)(?=[A-Z_]|$)/i;

const setting = /^(?:set|configure|config|init|setup|define|override|register|use|install|update|reset|patch|add|extend)/i;

/** `const options = defaults; options.host = host;` */
function renamed({ body, knowledge: { program } }: BodyView): readonly Found[] {
  const names = new Map<LocalId, Found>();
  for (const { object, span } of writesIn(body)) {
    const { local } = object;
    if (object.path.length > 0 || names.has(local) || body.locals[local]?.kind.kind !== "binding") continue;
    const source = sourceOf(body, object);
    const constant = source.local === local || source.path.length > 0 ? undefined : moduleConstant(program, body, source.local);
    if (constant !== undefined && isStarting(constant.name))
      names.set(local, { constant: constant.name, taken: body.locals[local].span, change: span });
  }
  return [...names.values()];
}

/** `const options = Object.assign(defaults, given)`, `return Object.assign(defaults, given)`. */
function mergedAndKept({ body, knowledge: { program } }: BodyView): readonly Found[] {
  return body.blocks.flatMap(({ terminator }): readonly Found[] => {
    const target = terminator.kind === "call" ? mergedInto(body, terminator) : undefined;
    const local = target && wholeLocal(target);
    if (terminator.kind !== "call" || target === undefined || local === undefined || !isUsed(body, terminator.destination.local)) return [];
    const constant = moduleConstant(program, body, local);
    if (constant === undefined || !isStarting(constant.name)) return [];
    return [{ constant: constant.name, taken: target.span, change: terminator.span }];
  });
}

/** Returned, named, or handed on. */
function isUsed(body: Body, local: LocalId): boolean {
  return body.locals[local]?.kind.kind !== "temporary" || body.blocks.some((block) => reads(block, local));
}

function reads({ statements, terminator }: Block, local: LocalId): boolean {
  const isIt = (operand: Operand): boolean => operand.kind === "place" && operand.place.local === local;
  return (
    statements.some((statement) => statement.kind === "assign" && statement.value.kind === "use" && isIt(statement.value.operand)) ||
    (terminator.kind === "call" && terminator.args.some(({ value }) => isIt(value)))
  );
}
