/** One function for each seed: mostly legal statements of one theme, and often a fault or its legal twin among them. */

import { type Expression, type Program, type Statement, type Statements, whole } from "../ir.ts";
import { randomFrom } from "../random.ts";
import { assign, borrow, borrowWhole, give, hold, lendTwo, number, own, push, use } from "./actions.ts";
import { callClosure, closure, giveClosure } from "./closures.ts";
import { block, branch, inScope, loop } from "./control.ts";
import { access, type Draft, isLegal, type Variable } from "./draft.ts";
import { type Care, newItem } from "./expressions.ts";
import { withoutDeadCode } from "./reachable.ts";
import { declareParameters, signature } from "./signature.ts";
import { templates } from "./templates.ts";

export function generate(seed: number): Program {
  const random = randomFrom(seed);
  const head = signature(random);
  const draft: Draft = { random, variables: [], result: head.result, depth: 0, loops: 0, names: 0, room: 2 + random.below(8) };
  declareParameters(draft, head);
  const weights = themeOf(draft);
  const body = inScope(draft, () => [...statements(draft, weights), ...template(draft), ...result(draft)]);
  return { ...head, body: withoutDeadCode(body) };
}

type Action = (draft: Draft, care: Care) => Statement | undefined;

type Weights = readonly (readonly [number, Action])[];

const actions: Weights = [
  [6, borrow],
  [2, borrowWhole],
  [1, hold],
  [6, use],
  [3, number],
  [3, own],
  [3, give],
  [2, assign],
  [1, push],
  [1.5, lendTwo],
  [1.5, closure],
  [1, giveClosure],
  [1.5, callClosure],
];

/** A theme is a few actions that come four times as often. */
function themeOf({ random }: Draft): Weights {
  const favourites = new Set([random.below(actions.length), random.below(actions.length), random.below(actions.length)]);
  return actions.map(([weight, action], index) => [favourites.has(index) ? weight * 4 : weight, action]);
}

function statements(draft: Draft, weights: Weights): Statements {
  const { random } = draft;
  const written: Statement[] = [];
  const length = 1 + random.below(Math.max(2, draft.room));
  while (draft.room > 0 && written.length < length) {
    draft.room--;
    const statement = control(draft, weights) ?? random.weighted(weights)!(draft, random.chance(0.05) ? "any" : "legal");
    if (statement !== undefined) written.push(statement);
    if (statement?.kind === "break" || statement?.kind === "continue" || statement?.kind === "return") break;
  }
  return written;
}

function control(draft: Draft, weights: Weights): Statement | undefined {
  const { random } = draft;
  const write = (): Statements => statements(draft, weights);
  if (draft.depth < 4 && random.chance(0.1)) return branch(draft, write);
  if (draft.depth < 4 && random.chance(0.06)) return loop(draft, write);
  if (draft.depth < 4 && random.chance(0.04)) return block(draft, write);
  if (draft.depth > 1 && draft.loops > 0 && random.chance(0.06)) return { kind: random.chance(0.5) ? "break" : "continue" };
  if (draft.depth > 1 && random.chance(0.08)) {
    const [statement] = result(draft);
    return statement ?? { kind: "return" };
  }
  return undefined;
}

function template(draft: Draft): Statements {
  const { random } = draft;
  if (random.chance(0.15)) return [];
  return random.weighted(templates)!(draft, random.chance(0.6) ? "fault" : "legal") ?? [];
}

/** What the function gives back: something that it may, or now and then something that only has the right type. */
function result(draft: Draft): Statements {
  const { result, random } = draft;
  if (result === undefined) return [];
  if (result.kind === "own") return [{ kind: "return", value: random.chance(0.5) ? newItem(draft) : ownedResult(draft) }];
  const value = random.chance(0.15) ? borrowedFromHere(draft) : undefined;
  return [{ kind: "return", value: value ?? borrowedFromCaller(draft) }];
}

function ownedResult(draft: Draft): Expression {
  const owned = draft.variables.filter(
    ({ name, type }) => type.kind === "own" && type.name === "Item" && isLegal(draft, whole(name), "move"),
  );
  const chosen = draft.random.pick(owned);
  if (chosen === undefined) return newItem(draft);
  access(draft, whole(chosen.name), "move");
  return { kind: "use", place: whole(chosen.name) };
}

/** The first parameter is where a result is borrowed from. */
function borrowedFromCaller(draft: Draft): Expression {
  const { random, result } = draft;
  const source = draft.variables[0]!;
  const mode = result?.kind === "mut" ? "mut" : "ref";
  const isPair = "name" in source.type && source.type.name === "Pair";
  const kin = draft.variables.filter((variable) => lendsTheSame(variable, source, mode));
  const variable = random.pick(kin);
  if (variable !== undefined && random.chance(0.5)) return { kind: "use", place: whole(variable.name) };
  const place = { root: source.name, path: isPair ? [random.chance(0.5) ? "a" : "b"] : [] };
  return isPair ? { kind: "borrow", mode, of: place } : { kind: "use", place };
}

function lendsTheSame({ type, state, loans }: Variable, source: Variable, mode: "ref" | "mut"): boolean {
  const isItem = type.kind === mode && type.name === "Item";
  return isItem && state === "usable" && loans.length > 0 && loans.every(({ place }) => place.root === source.name);
}

function borrowedFromHere(draft: Draft): Expression | undefined {
  const { random, result } = draft;
  const mode = result?.kind === "mut" ? "mut" : "ref";
  const variable = random.pick(draft.variables.filter(({ type }) => "name" in type && type.name === "Item" && type.kind !== "ref"));
  if (variable === undefined) return undefined;
  return { kind: "borrow", mode, of: whole(variable.name) };
}
