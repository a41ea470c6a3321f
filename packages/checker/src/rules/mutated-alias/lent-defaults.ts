/**
 * Question: are the defaults that all calls share given to a function that writes into what it is given? Example:
 * `return merge(given, defaults);`, where `merge` sets the members of its second parameter.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, LocalId } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import { calleeBody } from "../../contracts/callee-body.ts";
import { calleeText } from "../../contracts/callee-path.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import { wholeLocal } from "../../whole-local.ts";
import { moduleConstant } from "./module-constant.ts";
import { isSetting, isStarting } from "./shared-defaults.ts";
import { sourceOf, valuesOf, writesIn } from "./writes.ts";

export interface LentDefaults {
  readonly kind: "lent-defaults";
  readonly tier: "maybe";
  readonly constant: string;
  readonly given: Span;
  readonly by: string;
  readonly change: Span;
}

export function lentDefaults({ body, knowledge: { program, callees } }: BodyView): readonly LentDefaults[] {
  // What a module does while it is loaded, it does once.
  if (body.kind === "module" || isSetting(body.scope.at(-1) ?? "")) return [];
  return body.blocks.flatMap(({ terminator }): readonly LentDefaults[] => {
    if (terminator.kind !== "call" || terminator.form !== "call") return [];
    return terminator.args.flatMap(({ value, spread }, position): readonly LentDefaults[] => {
      const local = spread ? undefined : wholeLocal(value);
      const constant = local === undefined ? undefined : moduleConstant(program, body, local);
      if (constant === undefined || !isStarting(constant.name)) return [];
      const code = calleeBody(callees, body, terminator);
      const callee = code === undefined ? undefined : program.bodies[code];
      const change = callee === undefined || isSetting(callee.scope.at(-1) ?? "") ? undefined : changeOf(callee, position);
      const by = calleeText(body, terminator.callee);
      return change === undefined ? [] : [{ kind: "lent-defaults", tier: "maybe", constant: constant.name, given: value.span, by, change }];
    });
  });
}

/** Where a function writes into its parameter, which it did not copy before. */
function changeOf(callee: Body, position: number): Span | undefined {
  const parameter = callee.params[position];
  if (parameter === undefined || isReplaced(callee, parameter)) return undefined;
  return writesIn(callee).find(({ object }) => sourceOf(callee, object).local === parameter)?.span;
}

function isReplaced(callee: Body, parameter: LocalId): boolean {
  return definitionsOf(callee).calls.has(parameter) || valuesOf(callee, parameter).length > 0;
}
