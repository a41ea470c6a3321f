/**
 * What the closures of a body do to the bindings they capture: which they reach, which they release, which they set. A closure
 * captures by reference, so this is known before any value flows.
 */

import type { Body, BodyId, LocalId, Operand, Rvalue } from "@freehold/mir/body";
import { contractOf, contractsOf, type ContractCache } from "../contracts/body-contracts.ts";
import { soleShape } from "../contracts/owned-type.ts";
import { callFact, type Call } from "../contracts/resolve.ts";
import { releaseMethods } from "../words.ts";
import type { ClosureFact } from "./facts.ts";
import { givenBackIn } from "./given-back.ts";
import type { Pair } from "./pair.ts";

type ClosureValue = Extract<Rvalue, { kind: "closure" }>;

/** For each local that may hold closures of this body, directly or inside a literal, what they reach. */
export function closuresOf(cache: ContractCache, body: Body, pairs: readonly Pair[]): ReadonlyMap<LocalId, ClosureFact> {
  const found = new Map<LocalId, ClosureFact>();
  const flows: (readonly [from: LocalId, into: LocalId])[] = [];
  for (const block of body.blocks) {
    for (const statement of block.statements) {
      if (statement.kind !== "assign" || statement.target.path.length > 0) continue;
      const into = statement.target.local;
      if (statement.value.kind === "closure")
        merge(found, into, withPairs(cache, closureFact(cache, body, statement.value), statement.value, pairs));
      else flows.push(...flowingLocals(statement.value).map((from) => [from, into] as const));
    }
  }
  if (found.size > 0) spread(found, flows);
  for (let changed = found.size > 1; changed;) {
    changed = false;
    for (const [local, fact] of found) if (merge(found, local, reachedThrough(found, fact))) changed = true;
  }
  return found;
}

/** The bindings of `body` that one of its closures, at any depth, sets. */
export function setByClosures(cache: ContractCache, body: Body): ReadonlySet<LocalId> {
  const set = new Set<LocalId>();
  for (const block of body.blocks) {
    for (const statement of block.statements) {
      if (statement.kind !== "assign" || statement.value.kind !== "closure") continue;
      for (const nested of statement.value.bodies) for (const local of assignedCaptures(cache, body.id, nested)) set.add(local);
    }
  }
  return set;
}

/** For each closure of `body`, by its code: which of its locals is which of this body's. */
export function capturesOfClosures(cache: ContractCache, body: Body): ReadonlyMap<BodyId, ReadonlyMap<LocalId, LocalId>> {
  const captured = new Map<BodyId, ReadonlyMap<LocalId, LocalId>>();
  for (const { statements } of body.blocks) {
    for (const statement of statements) {
      if (statement.kind !== "assign" || statement.value.kind !== "closure" || statement.value.captures.length === 0) continue;
      for (const nested of statement.value.bodies) captured.set(nested, capturesOf(cache.knowledge.program.bodies[nested], body.id));
    }
  }
  return captured;
}

function capturesOf(nested: Body | undefined, outer: BodyId): ReadonlyMap<LocalId, LocalId> {
  return new Map(
    (nested?.locals ?? []).flatMap(({ id, kind }) => (kind.kind === "capture" && kind.body === outer ? [[kind.local, id] as const] : [])),
  );
}

function flowingLocals(value: Rvalue): readonly LocalId[] {
  const operands =
    value.kind === "use"
      ? [value.operand]
      : value.kind === "object" || value.kind === "array"
        ? value.members.map((member) => member.value)
        : [];
  return operands.flatMap((operand) => (operand.kind === "place" && operand.place.path.length === 0 ? [operand.place.local] : []));
}

function spread(found: Map<LocalId, ClosureFact>, flows: readonly (readonly [LocalId, LocalId])[]): void {
  for (let changed = true; changed;) {
    changed = false;
    for (const [from, into] of flows) {
      const source = found.get(from);
      if (source !== undefined && merge(found, into, source)) changed = true;
    }
  }
}

/** A closure that calls another of this body does what that one does. */
function reachedThrough(found: ReadonlyMap<LocalId, ClosureFact>, fact: ClosureFact): ClosureFact {
  const inner = [...fact.captures].flatMap((local) => found.get(local) ?? []);
  const called = [...fact.releases].flatMap((local) => found.get(local) ?? []);
  return {
    captures: new Set(inner.flatMap((closure) => [...closure.captures])),
    releases: new Set(called.flatMap((closure) => [...closure.releases])),
  };
}

function merge(found: Map<LocalId, ClosureFact>, into: LocalId, fact: ClosureFact): boolean {
  const old = found.get(into);
  const captures = new Set([...(old?.captures ?? []), ...fact.captures]);
  const releases = new Set([...(old?.releases ?? []), ...fact.releases]);
  if (old !== undefined && captures.size === old.captures.size && releases.size === old.releases.size) return false;
  found.set(into, { captures, releases });
  return true;
}

function withPairs(cache: ContractCache, fact: ClosureFact, closure: ClosureValue, pairs: readonly Pair[]): ClosureFact {
  const given = closure.bodies.flatMap((nested) => givenBackIn(cache.knowledge, nested, pairs));
  return given.length === 0 ? fact : { captures: new Set([...fact.captures, ...given]), releases: new Set([...fact.releases, ...given]) };
}

function closureFact(cache: ContractCache, body: Body, closure: ClosureValue): ClosureFact {
  const releases = new Set<LocalId>();
  for (const nested of closure.bodies) for (const local of releasedCaptures(cache, body.id, nested)) releases.add(local);
  return { captures: new Set(closure.captures), releases };
}

/** The locals of body `outer` that the code of `nested`, or of a closure in it, releases on some path. */
function releasedCaptures(cache: ContractCache, outer: BodyId, nested: BodyId): readonly LocalId[] {
  const body = cache.knowledge.program.bodies[nested];
  if (body === undefined) return [];
  const released = releasedHere(cache, body);
  return capturesFrom(body, outer, (local) => released.has(local));
}

function assignedCaptures(cache: ContractCache, outer: BodyId, nested: BodyId): readonly LocalId[] {
  const body = cache.knowledge.program.bodies[nested];
  if (body === undefined) return [];
  const assigned = new Set<LocalId>(setByClosures(cache, body));
  for (const { statements, terminator } of body.blocks) {
    for (const statement of statements)
      if (statement.kind === "assign" && statement.target.path.length === 0) assigned.add(statement.target.local);
    if ("destination" in terminator && terminator.destination.path.length === 0) assigned.add(terminator.destination.local);
  }
  return capturesFrom(body, outer, (local) => assigned.has(local));
}

function capturesFrom(body: Body, outer: BodyId, wanted: (local: LocalId) => boolean): readonly LocalId[] {
  return body.locals.flatMap((local) =>
    local.kind.kind === "capture" && local.kind.body === outer && wanted(local.id) ? [local.kind.local] : [],
  );
}

function releasedHere(cache: ContractCache, body: Body): ReadonlySet<LocalId> {
  const released = new Set<LocalId>();
  for (const { statements, terminator } of body.blocks) {
    for (const statement of statements) {
      if (statement.kind !== "assign" || statement.value.kind !== "closure") continue;
      for (const local of closureFact(cache, body, statement.value).releases) released.add(local);
    }
    if (terminator.kind === "call") for (const local of releasedByCall(cache, body, terminator)) released.add(local);
    if (terminator.kind === "drop" && terminator.how !== "close-iterator") released.add(terminator.place.local);
  }
  return throughCopies(body, released);
}

/** `const c = client; c.release()` releases `client`. */
function throughCopies(body: Body, released: Set<LocalId>): ReadonlySet<LocalId> {
  for (let changed = true; changed;) {
    changed = false;
    for (const { statements } of body.blocks) {
      for (const statement of statements) {
        if (statement.kind !== "assign" || statement.value.kind !== "use" || !released.has(statement.target.local)) continue;
        const { operand } = statement.value;
        if (operand.kind !== "place" || operand.place.path.length > 0 || released.has(operand.place.local)) continue;
        released.add(operand.place.local);
        changed = true;
      }
    }
  }
  return released;
}

/** Where nothing could be resolved, as without an installation, `file.close()` is still what it says. */
function releasesUntyped({ knowledge }: ContractCache, body: Body, call: Call): boolean {
  if (call.callee.kind !== "method" || call.args.length > 0 || !releaseMethods.has(call.callee.name)) return false;
  const receiver = callFact(knowledge, body, call.call)?.receiver;
  const shape = receiver === undefined ? undefined : soleShape(knowledge.program, receiver)?.shape;
  return shape === undefined || shape === "any" || shape === "unknown";
}

function releasedByCall(cache: ContractCache, body: Body, call: Call): readonly LocalId[] {
  const contract = contractOf(contractsOf(cache, body), call.call);
  const released: LocalId[] = [];
  const add = (operand: Operand): void =>
    void (operand.kind === "place" && operand.place.path.length === 0 && released.push(operand.place.local));
  for (const [position, effect] of contract.effects) {
    if (effect.kind !== "releases" && effect.kind !== "moves") continue;
    if (position === "this" && call.callee.kind === "method") add(call.callee.receiver);
    else if (typeof position === "number" && call.args[position] !== undefined) add(call.args[position].value);
  }
  if (call.callee.kind === "method" && releasesUntyped(cache, body, call)) add(call.callee.receiver);
  // A captured function that is called may be the one that releases: `release()`.
  if (call.callee.kind === "value") add(call.callee.operand);
  return released;
}
