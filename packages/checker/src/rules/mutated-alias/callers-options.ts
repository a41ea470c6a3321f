/**
 * Question: does a function write into its caller's options what belongs to one call or one instance? Setting a default there is a habit
 * that harms nobody; what comes out of another parameter, out of `this` or out of an `await` is there at the next call as well, when the
 * caller uses the same object again. Example: `options.host = environment.host;`.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, Local, LocalId, Operand, Rvalue } from "@freehold/mir/body";
import type { Program, ProgramFile } from "@freehold/mir/program";
import type { BodyView } from "../../body-view.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import { originOf } from "../../keepers/slots.ts";
import { sourceOf, valuesOf, writesIn, type Write } from "./writes.ts";

export interface CallersOptions {
  readonly kind: "callers-options";
  readonly tier: "maybe";
  readonly parameter: string;
  readonly declared: Span;
  readonly change: Span;
}

export function callersOptions({ body, file, knowledge: { program } }: BodyView): readonly CallersOptions[] {
  const name = body.scope.at(-1) ?? "";
  if (file.test || name.startsWith("<") || changing.test(name)) return [];
  const writes = writesIn(body);
  return body.params.flatMap((parameter): readonly CallersOptions[] => {
    const declared = body.locals[parameter]!;
    if (declared.kind.kind !== "param" || !isOptions(file, declared) || isCopied(body, parameter)) return [];
    const own = writes.filter(({ object }) => isOf(body, parameter, object.local));
    const foreign = own.find((write) => write.values.some((value) => isForeign(program, body, { parameter, value })));
    if (foreign === undefined || (givesBack(body, parameter) && !bindsCall(program, body, own, parameter))) return [];
    return [{ kind: "callers-options", tier: "maybe", parameter: declared.name, declared: declared.span, change: foreign.span }];
  });
}

/** By the type that is written: `init: RequestInit`, `options?: Partial<AgentOptions>`. */
function isOptions({ text }: ProgramFile, { span }: Local): boolean {
  return optionsType.test(text.slice(span.start, span.start + 120));
}

const optionsType = /^[\w$]+\??\s*:\s*(?:\w+<)?[\w$.]*(?:Options?|Opts|Config(?:uration)?|Settings|Init)\b/;

/** To change what it is given is what such a function is for. */
const changing =
  /^(?:set|apply|merge|assign|extend|normali[sz]e|fill|add|update|init|mutate|patch|inject|populate|attach|install|register|configure|override|decorate|transform|augment|ensure|migrate|resolve|prepare|process|modify|enhance|customi[sz]e|with|on[A-Z])/;

/** The parameter, something in it, or a name for either: `const router = options.router ?? {}`. */
function isOf(body: Body, parameter: LocalId, local: LocalId): boolean {
  if (sourceOf(body, { local, path: [] }).local === parameter) return true;
  return valuesOf(body, local).some(
    (value) => value.kind === "use" && value.operand.kind === "place" && value.operand.place.local === parameter,
  );
}

/** `options = { ...options }`; an empty object in place of none is nobody's. */
function isCopied(body: Body, parameter: LocalId): boolean {
  const { calls } = definitionsOf(body);
  return calls.has(parameter) || valuesOf(body, parameter).some((value) => value.kind !== "object" || value.members.length > 0);
}

interface Given {
  readonly parameter: LocalId;
  readonly value: Rvalue;
}

function isForeign(program: Program, body: Body, { parameter, value }: Given): boolean {
  if (value.kind === "closure") return bindsOther(program, body, parameter, value.captures);
  return value.kind === "use" && comesFromElsewhere(program, body, parameter, value.operand, 0);
}

/** From another parameter, from `this`, or from what was waited for. */
function comesFromElsewhere(program: Program, body: Body, parameter: LocalId, operand: Operand, depth: number): boolean {
  if (operand.kind !== "place" || depth > 4) return false;
  const { local } = sourceOf(body, operand.place);
  if (local === parameter) return false;
  const { awaited, values } = definitionsOf(body);
  const kind = body.locals[local]?.kind.kind;
  if (kind === "param" || kind === "this" || awaited.has(local)) return true;
  const value = values.get(local);
  return value?.kind === "closure" && bindsOther(program, body, parameter, value.captures);
}

function bindsOther(program: Program, body: Body, parameter: LocalId, captures: readonly LocalId[]): boolean {
  return captures.some((capture) => {
    const { body: home, local } = originOf(program, body, capture);
    const kind = home.locals[local]?.kind.kind;
    return home === body && capture !== parameter && (kind === "param" || kind === "this");
  });
}

/** A function that gives its options back may be meant to complete them. */
function givesBack(body: Body, parameter: LocalId): boolean {
  return valuesOf(body, 0 as LocalId).some(
    (value) =>
      value.kind === "use" &&
      value.operand.kind === "place" &&
      value.operand.place.path.length === 0 &&
      isOf(body, parameter, value.operand.place.local),
  );
}

/** But not with functions that work for this call alone. */
function bindsCall(program: Program, body: Body, writes: readonly Write[], parameter: LocalId): boolean {
  return writes.some(({ values }) =>
    values.some((value) => closureIn(body, value).some((captures) => bindsOther(program, body, parameter, captures))),
  );
}

function closureIn(body: Body, value: Rvalue): readonly (readonly LocalId[])[] {
  const held = value.kind === "use" && value.operand.kind === "place" ? definitionsOf(body).values.get(value.operand.place.local) : value;
  return held?.kind === "closure" ? [held.captures] : [];
}
