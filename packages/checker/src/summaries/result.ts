/**
 * Question: does a function give its caller something that it acquired, and that nobody else has? Each owner of its body is followed
 * to the ways out; the answer is `fresh` when every place that returns gives one of them, or nothing. Example: `async function
 * session() { const c = await pool.connect(); await c.query("SET …"); return c; }` is fresh; `return (this.c ??= await open())` is
 * not, because the field has it too. A closure that surely ends what it captured is a way to give that back: a value of its own.
 */

import type { Body, LocalId } from "@freehold/mir/body";
import { returnPlace } from "@freehold/mir/return-place";
import { aliasesOf } from "../analyses/obligations/evidence.ts";
import type { Outcome, ReturnedValue } from "../analyses/obligations/outcome.ts";
import { solveOwner } from "../analyses/obligations/solve.ts";
import type { EffectOf, OwnedType, ResultSummary } from "../contracts/contract.ts";
import { definitionsOf, sourceCall, type Definitions } from "../facts/definitions.ts";
import type { BodyFacts, Owner } from "../facts/facts.ts";
import { pairKey } from "../facts/pair.ts";
import { wholeLocal } from "../whole-local.ts";

const unknown: ResultSummary = { kind: "unknown" };

export interface ResultSources {
  readonly effectOf: EffectOf;
  readonly bodyOf: (id: Body["id"]) => Body | undefined;
}

export function resultSummary(facts: BodyFacts, sources: ResultSources): ResultSummary {
  const definitions = definitionsOf(facts.body);
  const outcomes = facts.owners.filter(isAcquired).map((owner) => solveOwner(facts, owner, "definite", sources.effectOf));
  if (outcomes.length === 0) return unknown;
  const sites = returnSites(outcomes);
  if (sites.length === 0 || outcomes.some(({ truncated }) => truncated)) return unknown;
  const given = sites.map((site) => givenAt(site, outcomes));
  const first = given.find((value) => value?.kind === "owner");
  if (first?.kind !== "owner" || given.some((value) => value === undefined)) return unknown;
  const alike = given.every((value) => value?.kind !== "owner" || (value.as === first.as && value.owner.type.key === first.owner.type.key));
  if (!alike) return unknown;
  const nullable = first.nullable || given.some((value) => value?.kind === "nothing");
  return summaryOf(facts, definitions, { ...first, nullable }, sources);
}

/** What the code shows without following any owner: it gives back a parameter, or what calling one gave. */
export function passedThrough(body: Body): ResultSummary {
  const definitions = definitionsOf(body);
  const returned = returnedLocals(body);
  const parameter = soleParameter(returned.map((local) => body.params.indexOf(originOf(definitions, local))));
  if (parameter !== undefined && !definitions.reassigned.has(body.params[parameter]!)) return { kind: "same", as: parameter };
  const called = soleParameter(returned.map((local) => body.params.indexOf(calledFor(definitions, local))));
  return called === undefined ? unknown : { kind: "callback", parameter: called };
}

function isAcquired({ origin, using, type }: Owner): boolean {
  return origin.kind === "acquired" && !using && type.strength !== "none" && type.key !== pairKey;
}

interface GivenOwner {
  readonly kind: "owner";
  readonly owner: Owner;
  readonly as: Exclude<ReturnedValue["as"], "nothing" | "something else">;
  readonly nullable: boolean;
}

type Site = ReturnedValue["span"];

function returnSites(outcomes: readonly Outcome[]): readonly Site[] {
  const sites = new Map<string, Site>();
  for (const { returned } of outcomes) for (const { span } of returned) sites.set(`${span.start}-${span.end}`, span);
  return [...sites.values()];
}

/** One owner on all paths that return there, or nothing; absent where it is anything else on one of them. */
function givenAt(site: Site, outcomes: readonly Outcome[]): GivenOwner | { readonly kind: "nothing" } | undefined {
  let nothing = false;
  for (const { owner, returned } of outcomes) {
    const here = returned.filter(({ span }) => span.start === site.start && span.end === site.end).map(({ as }) => as);
    const forms = new Set(here.filter((as) => as !== "nothing"));
    if (here.length > 0 && forms.size === 0) nothing = true;
    const [as] = forms;
    if (forms.size !== 1 || as === undefined || as === "something else") continue;
    return { kind: "owner", owner, as, nullable: here.includes("nothing") || owner.nullable };
  }
  return nothing ? { kind: "nothing" } : undefined;
}

function summaryOf(facts: BodyFacts, definitions: Definitions, { owner, as, nullable }: GivenOwner, sources: ResultSources): ResultSummary {
  const { body } = facts;
  const guess = owner.origin.kind === "acquired" && owner.origin.guess;
  switch (as) {
    case "itself":
      return { kind: "fresh", type: owner.type, awaited: body.async, nullable, guess };
    case "promise":
      return { kind: "fresh", type: owner.type, awaited: true, nullable, guess };
    case "part": {
      const at = partName(facts, definitions, owner);
      return at === undefined || nullable ? unknown : { kind: "part", type: owner.type, at };
    }
    case "closure": {
      const type = disposerOf(facts, definitions, owner, sources);
      return type === undefined ? unknown : { kind: "fresh", type, awaited: body.async, nullable, guess };
    }
  }
}

/** The field of the returned literal that has it. */
function partName(facts: BodyFacts, definitions: Definitions, owner: Owner): string | undefined {
  const literal = returnedValue(definitions);
  if (literal?.kind !== "object" && literal?.kind !== "array") return undefined;
  const aliases = aliasesOf(facts, owner);
  const names = literal.members.flatMap((member, index) => {
    const local = wholeLocal(member.value);
    return local !== undefined && aliases.has(local) && !member.spread ? [member.name ?? String(index)] : [];
  });
  return names.length === 1 ? names[0] : undefined;
}

/** Calling it once ends the owner; so calling it is a release, and a second call is a second one. */
function disposerOf(facts: BodyFacts, definitions: Definitions, owner: Owner, { effectOf, bodyOf }: ResultSources): OwnedType | undefined {
  const closure = returnedValue(definitions);
  const code = closure?.kind === "closure" && closure.bodies.length === 1 ? closure.bodies[0] : undefined;
  const body = code === undefined ? undefined : bodyOf(code);
  const captured = code === undefined ? undefined : facts.capturedBy.get(code);
  if (code === undefined || body === undefined || captured === undefined) return undefined;
  const held = [...captured].find(([outer]) => aliasesOf(facts, owner).has(outer));
  const effect = held === undefined ? undefined : effectOf({ body: code, local: held[1] });
  if (held === undefined || effect?.kind !== "releases" || !effect.certain) return undefined;
  return disposerType(owner, body, facts.setByClosures.has(held[0]) ? undefined : owner.type.model?.doubleRelease);
}

/**
 * One that takes arguments does work besides: that it is never called may be meant. One that forgets what it has released may be
 * called again.
 */
function disposerType({ type, by }: Owner, { params }: Body, doubleRelease: string | undefined): OwnedType {
  const strength = type.strength === "hard" && params.length === 0 ? "hard" : "soft";
  const model = {
    what: `the release of ${type.what}`,
    strength,
    release: ["()"],
    form: "call",
    ...(type.model?.leak !== undefined && { leak: type.model.leak }),
    ...(doubleRelease !== undefined && { doubleRelease }),
  } as const;
  return {
    key: `disposer:${type.key}`,
    name: `release of ${by}`,
    what: model.what,
    strength,
    release: model.release,
    model,
    code: "absent",
  };
}

/** What is returned, where one literal or closure is. */
function returnedValue({ values }: Definitions): ReturnType<Definitions["values"]["get"]> {
  let value = values.get(0 as LocalId);
  for (let steps = 0; value?.kind === "use" && steps < 8; steps++) {
    const local = wholeLocal(value.operand);
    value = local === undefined ? undefined : values.get(local);
  }
  return value;
}

function soleParameter(positions: readonly number[]): number | undefined {
  const [position] = positions;
  return position === undefined || position < 0 || positions.some((other) => other !== position) ? undefined : position;
}

/** The local that a value was copied from. */
function originOf({ values }: Definitions, local: LocalId): LocalId {
  let current = local;
  for (let steps = 0; steps < 8; steps++) {
    const value = values.get(current);
    const from = value?.kind === "use" ? wholeLocal(value.operand) : undefined;
    if (from === undefined) return current;
    current = from;
  }
  return current;
}

/** The local whose call gave the value: `return await attempt();`. */
function calledFor(definitions: Definitions, local: LocalId): LocalId {
  const call = local < 0 ? undefined : sourceCall(definitions, local);
  return (call?.callee.kind === "value" ? wholeLocal(call.callee.operand) : undefined) ?? nowhere;
}

const nowhere = -1 as LocalId;

/** The locals that are put into the return place. */
function returnedLocals({ blocks }: Body): readonly LocalId[] {
  return blocks.flatMap(({ statements, terminator }) => [
    ...statements.flatMap((statement) => {
      if (statement.kind !== "assign" || statement.target.local !== 0 || statement.target.path.length > 0) return [];
      return [(statement.value.kind === "use" ? wholeLocal(statement.value.operand) : undefined) ?? nowhere];
    }),
    ...("destination" in terminator && terminator.destination.local === returnPlace ? [returnPlace] : []),
  ]);
}
