/** Values that arrive as a parameter: which closure a call is given as its callback, and what the call hands to it. */

import type { Block, Body, BodyId, LocalId, Operand, Rvalue, Terminator } from "@freehold/mir/body";
import type { CallFact, Program } from "@freehold/mir/program";
import type { FoundFunction, TypeQuery } from "@freehold/models/index-of";
import { definitionsOf } from "../facts/definitions.ts";
import type { Handed, Tidied } from "./contract.ts";
import { modelledType, typeQuery, type Knowledge } from "./owned-type.ts";

/** The code of the closure that is written as the last argument of the call that ends a block. */
export function callbackOf(block: Block): BodyId | undefined {
  return closureArguments(block).at(-1);
}

/** The code of the closures that are written as arguments of the call that ends a block, by position. */
export function closureArguments({ statements, terminator }: Block): readonly (BodyId | undefined)[] {
  return terminator.kind === "call"
    ? terminator.args.map((argument) => (argument.spread ? undefined : closureIn(statements, argument.value)))
    : [];
}

/** A closure that is written there is made in the same block: nothing can go wrong in between. */
function closureIn(statements: Block["statements"], value: Operand): BodyId | undefined {
  if (value.kind !== "place" || value.place.path.length > 0) return undefined;
  const { local } = value.place;
  const made = statements.findLast(
    (statement) => statement.kind === "assign" && statement.target.local === local && statement.target.path.length === 0,
  );
  if (made?.kind !== "assign" || made.value.kind !== "closure" || made.value.what !== "function") return undefined;
  return made.value.bodies.length === 1 ? made.value.bodies[0] : undefined;
}

/** The types of a callback's parameters, as far as they were asked. */
export function parameterQueries(knowledge: Knowledge, callback: BodyId): readonly (TypeQuery | undefined)[] {
  const answers = knowledge.program.answers[callback]?.locals;
  return (knowledge.program.bodies[callback]?.params ?? []).map((local) => {
    const type = answers?.get(local);
    return type === undefined ? undefined : typeQuery(knowledge, type);
  });
}

/** The code of a function that is written in the literal which is the first argument: `new VideoDecoder({ output: (frame) => … })`. */
export function memberClosure(body: Body, { args }: Extract<Terminator, { kind: "call" }>, name: string): BodyId | undefined {
  const { values } = definitionsOf(body);
  const valueOf = (operand: Operand | undefined): Rvalue | undefined =>
    operand?.kind === "place" && operand.place.path.length === 0 ? values.get(operand.place.local) : undefined;
  const literal = valueOf(args[0]?.value);
  const member = literal?.kind === "object" ? valueOf(literal.members.find((each) => each.name === name)?.value) : undefined;
  return member?.kind === "closure" && member.what === "function" && member.bodies.length === 1 ? member.bodies[0] : undefined;
}

export function handedOver(
  knowledge: Knowledge,
  model: FoundFunction | undefined,
  callback: BodyId | undefined,
  fact: CallFact | undefined,
  by: string,
): Handed | undefined {
  const given = model?.function.callback;
  if (given === undefined || callback === undefined || givesPromise(knowledge.program, fact)) return undefined;
  const found = knowledge.models.resultType(model!.model, given.type);
  if (found === undefined) return undefined;
  return {
    to: callback,
    type: modelledType(given.type, found),
    by,
    parameter: given.parameter,
    error: given.error,
    release: given.release,
  };
}

export function tidiedBy(knowledge: Knowledge, model: FoundFunction | undefined, callback: BodyId | undefined): Tidied | undefined {
  const name = model?.function.tidies;
  const found = name === undefined ? undefined : knowledge.models.resultType(model!.model, name);
  return found === undefined || callback === undefined ? undefined : { code: callback, type: found.key };
}

/** `pool.connect()` with a promise gives nothing to callbacks. */
function givesPromise(program: Program, fact: CallFact | undefined): boolean {
  return fact !== undefined && program.types[fact.result]?.shape === "promise";
}

/** The local that a parameter arrives in; absent where it is not written, or a pattern. */
export function parameterLocal(body: Body, parameter: number | undefined): LocalId | undefined {
  const local = parameter === undefined ? undefined : body.params[parameter];
  return local !== undefined && body.locals[local]?.kind.kind === "param" ? local : undefined;
}
