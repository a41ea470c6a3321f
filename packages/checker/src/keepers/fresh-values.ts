/** Whether what is put into a slot was made there, by itself, in a literal or one by one; and whether only the slot gets it. */

import type { Body, LocalId, Operand, Point } from "@freehold/mir/body";
import { operandsOf } from "@freehold/mir/walk";
import type { Program } from "@freehold/mir/program";
import { returnPlace } from "@freehold/mir/return-place";
import { parameterLocal } from "../contracts/callbacks.ts";
import { contractOf } from "../contracts/body-contracts.ts";
import { calleePath } from "../contracts/callee-path.ts";
import type { OwnedType } from "../contracts/contract.ts";
import { awaitedType } from "../contracts/owned-type.ts";
import { callFact, type Call } from "../contracts/resolve.ts";
import { definitionsOf, isReturned, sourceCall, type Definitions } from "../facts/definitions.ts";
import { soundsShared, soundsTaking } from "../words.ts";
import { wholeLocal } from "../whole-local.ts";
import type { CallReader } from "./call-uses.ts";
import { closuresIn } from "./roots.ts";

export interface FreshValue {
  /** Absent for what arrives in a callback. */
  readonly call: Call | undefined;
  readonly text: string;
  /** What the call's contract takes it for. */
  readonly type: OwnedType | undefined;
}

export interface FreshSources extends CallReader {
  readonly program: Program;
}

/** What a slot gets at a point, when that is new; of an object literal, one of the members that are `asked` for. */
export function freshValue(
  sources: FreshSources,
  body: Body,
  operand: Operand,
  point: Point,
  asked?: ReadonlySet<string>,
): FreshValue | undefined {
  const definitions = definitionsOf(body);
  const call = terminatorAt(body, point) ?? sourceOf(definitions, operand);
  if (call !== undefined) return madeBy(sources, body, call) ?? madeInTurn(sources, body, call, definitions);
  const local = wholeLocal(operand);
  const handed = local === undefined ? undefined : handedIn(sources, body, local);
  if (handed !== undefined) return handed;
  const literal = local === undefined ? undefined : definitions.values.get(local);
  if (literal?.kind !== "object" && literal?.kind !== "array") return undefined;
  const members =
    literal.kind === "array" || asked === undefined ? literal.members : literal.members.filter(({ name }) => asked.has(name ?? ""));
  return firstOf(members, ({ value, spread }) => (spread ? undefined : freshValue(sources, body, value, nowhere)));
}

/** The call that gives the value to a variable at once. */
function terminatorAt({ blocks }: Body, { block, index }: Point): Call | undefined {
  const found = blocks[block];
  return found !== undefined && index === found.statements.length && found.terminator.kind === "call" ? found.terminator : undefined;
}

const nowhere: Point = { block: -1 as Point["block"], index: 0 };

function sourceOf(definitions: Definitions, operand: Operand): Call | undefined {
  const local = wholeLocal(operand);
  return local === undefined ? undefined : sourceCall(definitions, local);
}

function madeBy(sources: FreshSources, body: Body, call: Call): FreshValue | undefined {
  const contract = contractOf(sources.contractsOf(body), call.call);
  const { result, text, known } = contract;
  if (result.kind === "fresh") return { call, text, type: result.type };
  if (call.form === "new") return isContainer(body, call) ? undefined : { call, text, type: undefined };
  // Whoever releases what a call gives takes it for its own, whatever the call is named.
  return known || result.kind !== "none" || !mayHandOver(sources, body, call, text) ? undefined : { call, text, type: undefined };
}

/** What a call gives to its callback is the callback's own: `output: (frame) => …`. */
function handedIn({ knowledge }: FreshSources, body: Body, local: LocalId): FreshValue | undefined {
  const handed = knowledge.handed.get(body.id);
  return handed === undefined || parameterLocal(body, handed.parameter) !== local
    ? undefined
    : { call: undefined, text: handed.by, type: handed.type };
}

function isContainer(body: Body, { callee }: Call): boolean {
  const local = callee.kind === "value" && callee.operand.kind === "place" ? body.locals[callee.operand.place.local] : undefined;
  return local?.kind.kind === "global" && /^(?:Map|Set|WeakMap|WeakSet|Array|Object|Promise)$/.test(local.name);
}

function mayHandOver(sources: FreshSources, body: Body, call: Call, text: string): boolean {
  const name = text.slice(text.lastIndexOf(".") + 1);
  if (call.form !== "call" || soundsShared(name) || soundsTaking(name) || isIterating(name)) return false;
  const path = calleePath(sources.program, body, call.callee)?.path[0];
  if (path !== undefined && /^(?:Promise|Object|Array|Math|JSON)$/.test(path)) return false;
  // `page.context()`: a method that is asked for nothing and answers at once is a getter.
  return call.callee.kind !== "method" || call.args.length > 0 || isPromised(sources, body, call);
}

function isPromised({ knowledge, program }: FreshSources, body: Body, call: Call): boolean {
  const fact = callFact(knowledge, body, call.call);
  return fact !== undefined && awaitedType(program, fact.result).promised;
}

function isIterating(name: string): boolean {
  return name === "map" || name === "flatMap" || name === "from" || name === "all" || name === "filter";
}

/** `urls.map((url) => new Socket(url))`, also all of them awaited. */
function madeInTurn(sources: FreshSources, body: Body, call: Call, definitions: Definitions): FreshValue | undefined {
  if (call.callee.kind !== "method") return undefined;
  if (call.callee.name === "all") return firstOf(call.args, ({ value }) => givenByMap(sources, body, value, definitions));
  if (!isIterating(call.callee.name) || call.callee.name === "filter") return undefined;
  const callbacks = call.args.flatMap(({ value }) => closuresIn(sources.program, body, value));
  return firstOf(callbacks, (callback) => {
    const returned = sourceCall(definitionsOf(callback), returnPlace);
    return returned === undefined ? undefined : madeBy(sources, callback, returned);
  });
}

function givenByMap(sources: FreshSources, body: Body, value: Operand, definitions: Definitions): FreshValue | undefined {
  const call = sourceOf(definitions, value);
  return call === undefined ? undefined : madeInTurn(sources, body, call, definitions);
}

/** Somebody else gets the value as well: an argument, another place, a closure. */
export function goesElsewhere(sources: FreshSources, body: Body, operand: Operand, point: Point): boolean {
  const names = aliasesOf(definitionsOf(body), operand);
  const contracts = sources.contractsOf(body);
  if (names.size === 0) return false;
  const isAlias = (each: Operand): boolean => names.has(wholeLocal(each) ?? noLocal);
  return body.blocks.some(
    ({ id, statements, terminator }) =>
      statements.some((statement, index) => {
        if (statement.kind !== "assign" || (id === point.block && index === point.index)) return false;
        if (statement.value.kind === "closure") return statement.value.captures.some((local) => names.has(local));
        return statement.target.path.length > 0 && operandsOf(statement).some(isAlias);
      }) ||
      (terminator.kind === "call" &&
        !(id === point.block && statements.length === point.index) &&
        terminator.args.some(
          ({ value }, index) => isAlias(value) && contractOf(contracts, terminator.call).effects.get(index)?.kind !== "borrows",
        )),
  );
}

const noLocal = -1 as LocalId;

/** The caller gets the value as well. */
export function isGivenBack(body: Body, operand: Operand): boolean {
  const definitions = definitionsOf(body);
  return [...aliasesOf(definitions, operand)].some((name) => isReturned(definitions, name));
}

/** The names that the value had on its way into the slot, and those of the literal around it. */
function aliasesOf({ values, awaited }: Definitions, operand: Operand): ReadonlySet<LocalId> {
  const names = new Set<LocalId>();
  let current = wholeLocal(operand);
  while (current !== undefined && !names.has(current)) {
    names.add(current);
    const value = values.get(current);
    current = value?.kind === "use" ? wholeLocal(value.operand) : awaited.get(current);
  }
  return names;
}

function firstOf<T, R>(values: readonly T[], find: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
