/** Finds calls by their text, for rules that look at code rather than at values. */

import type { Body, Callee, Operand, Terminator } from "@freehold/mir/body";
import { bodiesOf } from "../bodies-of.ts";
import type { BodyView } from "../body-view.ts";
import { calleePath, operandText } from "../contracts/callee-path.ts";
import type { Call } from "../contracts/resolve.ts";
import { definitionsOf } from "../facts/definitions.ts";

export type MethodCall = Extract<Terminator, { kind: "call" }> & { readonly callee: Extract<Callee, { kind: "method" }> };

/** Calls of one of the methods, on the object of that text if one is given. */
export function methodCalls(body: Body, object: string | undefined, names: ReadonlySet<string>): readonly MethodCall[] {
  return body.blocks.flatMap(({ terminator }) => {
    if (terminator.kind !== "call" || terminator.callee.kind !== "method" || !names.has(terminator.callee.name)) return [];
    if (object !== undefined && operandText(body, terminator.callee.receiver) !== object) return [];
    return [terminator as MethodCall];
  });
}

/** Calls of what is there without an import: `setInterval`, `Promise.race`. */
export function globalCalls({ knowledge }: BodyView, body: Body, text: string): readonly Call[] {
  return body.blocks.flatMap(({ terminator }) => {
    if (terminator.kind !== "call") return [];
    const path = calleePath(knowledge.program, body, terminator.callee);
    return path?.modules[0] === "global" && path.path.join(".") === text ? [terminator] : [];
  });
}

/** A string given as an argument, to the letter. */
export function textArgument(call: MethodCall, position: number): string | undefined {
  const value = call.args[position]?.value;
  return value?.kind === "constant" && value.value.kind === "string" ? value.value.value : undefined;
}

/** The property of an options literal. */
export function literalMember(body: Body, options: Operand, name: string): Operand | undefined {
  if (options.kind !== "place" || options.place.path.length > 0) return undefined;
  const value = definitionsOf(body).values.get(options.place.local);
  return value?.kind === "object" ? value.members.find((member) => member.name === name)?.value : undefined;
}

/** The outermost function around a body, with all the code in it: what is written together is cleaned up together. */
export function programUnit({ knowledge: { program }, body }: BodyView): readonly Body[] {
  let outermost = body;
  for (let parent = parentOf(outermost); parent !== undefined && parent.kind !== "module"; parent = parentOf(outermost)) outermost = parent;
  return bodiesOf(program, body.file).filter(
    (candidate) => candidate.span.start >= outermost.span.start && candidate.span.end <= outermost.span.end,
  );

  function parentOf(child: Body): Body | undefined {
    return child.parent === undefined ? undefined : program.bodies[child.parent];
  }
}
