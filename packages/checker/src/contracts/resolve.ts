/**
 * Finds out what one call does, asking in this order: JSDoc tags, models (by the path in the code, by the declaration, by the
 * shape of the receiver), the signature, and only then the names.
 */

import type { Body, Local, BodyId, CallId, Operand, Terminator } from "@freehold/mir/body";
import type { CallFact, TypeId } from "@freehold/mir/program";
import type { FoundFunction } from "@freehold/models/index-of";
import type { Effect as ModelEffect, FunctionModel } from "@freehold/models/schema";
import { releaseMethods, soundsReleasing, soundsStoring } from "../words.ts";
import { calleePath, calleeText, type CalleePath } from "./callee-path.ts";
import { handedOver, memberClosure, parameterQueries, tidiedBy } from "./callbacks.ts";
import { borrows, type Contract, type Effect, type EffectPosition, type OwnedType, type ResultOf } from "./contract.ts";
import { isResolve } from "./executor.ts";
import { freshResult, givesNew, inferred } from "./freshness.ts";
import { isAmongHandles } from "./native-handles.ts";
import { awaitedType, modulesOf, ownedType, typeQuery, type Knowledge } from "./owned-type.ts";
import { isGivenToPool, pooled } from "./pooled.ts";
import { asPromised, promisifiedPath } from "./promisified.ts";
import { divergingPaths, quietMethods, quietRoots, throwsOutside } from "./throwing.ts";

export type Call = Extract<Terminator, { kind: "call" }>;

/** A call with everything that is known about its callee. */
export interface Site {
  readonly knowledge: Knowledge;
  readonly body: Body;
  readonly call: Call;
  readonly fact: CallFact | undefined;
  readonly path: CalleePath | undefined;
  /** The last name of the callee: `connect`; the class for `new`. */
  readonly name: string;
  readonly receiver: OwnedType | undefined;
  readonly model: FoundFunction | undefined;
  /** The code of the closures that are written as arguments, by position. */
  readonly closures: readonly (BodyId | undefined)[];
  readonly resultOf: ResultOf;
}

/** `closures`: the code of those that are written as arguments, by position. */
export function resolveContract(
  knowledge: Knowledge,
  body: Body,
  call: Call,
  { closures, resultOf }: Pick<Site, "closures" | "resultOf">,
): Contract {
  const callback = closures.at(-1);
  const site: Site = { ...siteOf(knowledge, body, call, callback), closures, resultOf };
  const member = site.model?.function.callback?.member;
  const receiving = member === undefined ? callback : memberClosure(body, call, member);
  const handed = handedOver(knowledge, site.model, receiving, site.fact, calleeText(body, call.callee));
  const tidied = tidiedBy(knowledge, site.model, callback);
  return {
    ...(handed && { handed }),
    ...(tidied && { tidied }),
    known: site.model !== undefined || site.fact?.tags.some(({ name }) => name !== "makes") === true,
    result: freshResult(site),
    effects: effectsOf(site),
    throws: throwsOf(site),
    diverges: site.path !== undefined && divergingPaths.has(site.path.path.join(".")),
    endsViews: site.model?.function.endsViews === true,
    seldomNothing: site.model?.function.seldomNothing === true,
    text: call.form === "new" ? `new ${calleeText(body, call.callee)}` : calleeText(body, call.callee),
  };
}

/** The type a local was found to have, where it was asked. */
export function localType(knowledge: Knowledge, body: Body, operand: Operand): TypeId | undefined {
  if (operand.kind !== "place" || operand.place.path.length > 0) return undefined;
  return knowledge.program.answers[body.id]?.locals.get(operand.place.local);
}

/** What a model says of the callee, without what it would need its callback's code for. */
export function calleeModel(knowledge: Knowledge, body: Body, call: Call): FunctionModel | undefined {
  const path = calleePath(knowledge.program, body, call.callee);
  return findModel(knowledge, body, call, path, undefined)?.function;
}

export function callFact(knowledge: Knowledge, body: Body, call: CallId): CallFact | undefined {
  return knowledge.program.answers[body.id]?.calls.get(call);
}

function siteOf(knowledge: Knowledge, body: Body, call: Call, callback: BodyId | undefined): Omit<Site, "closures" | "resultOf"> {
  const fact = callFact(knowledge, body, call.call);
  const path = calleePath(knowledge.program, body, call.callee);
  const receiver = receiverType(knowledge, body, call, fact, path);
  const name = calleeName(body, call, fact, path);
  return { knowledge, body, call, fact, path, name, receiver, model: findModel(knowledge, body, call, path, callback) };
}

/** Of `os.release()` there is none: a module, a global or what another module exports is not this body's to release. */
function receiverType(
  knowledge: Knowledge,
  body: Body,
  call: Call,
  fact: CallFact | undefined,
  path: CalleePath | undefined,
): OwnedType | undefined {
  if (call.callee.kind !== "method" || path !== undefined) return undefined;
  const type = fact?.receiver ?? localType(knowledge, body, call.callee.receiver);
  return type === undefined ? undefined : ownedType(knowledge, type);
}

function calleeName(body: Body, call: Call, fact: CallFact | undefined, path: CalleePath | undefined): string {
  if (call.callee.kind === "method") return call.callee.name;
  if (call.callee.kind === "value" && call.callee.operand.kind === "place") {
    const last = call.callee.operand.place.path.at(-1);
    if (last?.kind === "field") return last.name;
  }
  return path?.path.at(-1) ?? fact?.name ?? localName(call.callee, body);
}

/** A parameter or a local function is known by the name it has here: `resolve`. */
function localName(callee: Call["callee"], body: Body): string {
  const local = callee.kind === "value" && callee.operand.kind === "place" ? body.locals[callee.operand.place.local] : undefined;
  return local?.name ?? "";
}

function findModel(
  knowledge: Knowledge,
  body: Body,
  call: Call,
  path: CalleePath | undefined,
  callback: BodyId | undefined,
): FoundFunction | undefined {
  const fact = callFact(knowledge, body, call.call);
  return (
    modelByPath(knowledge, call, path) ?? promisifiedModel(knowledge, body, call) ?? modelByDeclaration(knowledge, call, fact, callback)
  );
}

function promisifiedModel(knowledge: Knowledge, body: Body, call: Call): FoundFunction | undefined {
  const path = call.form === "call" ? promisifiedPath(knowledge.program, body, call.callee) : undefined;
  const found = modelByPath(knowledge, call, path);
  return found && asPromised(found);
}

function modelByPath(knowledge: Knowledge, call: Call, path: CalleePath | undefined): FoundFunction | undefined {
  const name = path?.path.at(-1);
  if (path === undefined || name === undefined) return undefined;
  const owner = path.path.slice(0, -1).join(".");
  const form = call.form === "new" ? "new" : "call";
  return (
    knowledge.models.functionModel({ modules: path.modules, owner, name, form }) ??
    (form === "call" && owner !== "" ? knowledge.models.functionModel({ modules: path.modules, owner, name, form: "static" }) : undefined)
  );
}

/** By the module that declares it; for a project's own, by the shapes of receiver and result. */
function modelByDeclaration(
  knowledge: Knowledge,
  call: Call,
  fact: CallFact | undefined,
  callback: BodyId | undefined,
): FoundFunction | undefined {
  if (fact === undefined || fact.name === "") return undefined;
  const result = typeQuery(knowledge, awaitedType(knowledge.program, fact.result).type);
  const receiver = fact.receiver === undefined ? undefined : typeQuery(knowledge, fact.receiver);
  const query = {
    modules: modulesOf(fact.origin),
    owner: fact.owner,
    name: fact.name,
    ambient: fact.origin.kind === "project" && fact.origin.ambient,
    ...(receiver && { receiver }),
    ...(result && { result }),
    ...(callback !== undefined && { callback: parameterQueries(knowledge, callback) }),
  };
  if (call.form === "new") return knowledge.models.functionModel({ ...query, name: fact.owner, form: "new" });
  return knowledge.models.functionModel({ ...query, form: fact.static ? "static" : "call" });
}

function effectsOf(site: Site): ReadonlyMap<EffectPosition, Effect> {
  const effects = new Map<EffectPosition, Effect>();
  if (site.model === undefined && givesNew(site)) for (const index of site.fact!.returnsArguments) effects.set(index, borrows);
  else addNamedEffects(site, effects);
  if (site.model === undefined && isAmongHandles(site, inferred(site)))
    site.call.args.forEach((_, index) => void effects.set(index, effects.get(index) ?? borrows));
  addModelEffects(site, effects);
  addTagEffects(site, effects);
  return effects;
}

function addNamedEffects(site: Site, effects: Map<EffectPosition, Effect>): void {
  const { call, receiver, name } = site;
  if (call.callee.kind === "method" && receiver !== undefined && receiver.release.includes(name) && endsItsReceiver(site)) {
    effects.set("this", { kind: "releases", type: receiver, certain: receiver.model !== undefined || isPreferred(receiver, name) });
    return;
  }
  if (call.callee.kind === "method" && releaseMethods.has(name) && call.args.length === 0 && isUntyped(site))
    effects.set("this", { kind: "releases", certain: false });
  // What wasm-bindgen generates for a method that takes its object by value.
  if (name === "__destroy_into_raw") effects.set("this", { kind: "moves", how: "consumed" });
  if (call.form === "new" || site.model !== undefined) return;
  // `this[ONOPEN](descriptor)`, `handlers[kind](client)`: which code runs is not known, and it may keep what it is given.
  if (call.callee.kind === "computed-method") return call.args.forEach((_, index) => void effects.set(index, { kind: "stores" }));
  if (isGivenToPool(site.body, call, site.fact)) effects.set(0, { kind: "releases", as: pooled, certain: true });
  else if (soundsReleasing(name)) call.args.forEach((_, index) => effects.set(index, { kind: "releases", certain: false }));
  else if (call.callee.kind === "method" ? soundsStoring(name) : settles(site))
    call.args.forEach((_, index) => effects.set(index, { kind: "stores" }));
}

/** `async function quietly(file: any) { await file.close(); }`. */
function isUntyped({ knowledge, body, call, path }: Site): boolean {
  const type = call.callee.kind === "method" && path === undefined ? localType(knowledge, body, call.callee.receiver) : undefined;
  const shape = type === undefined ? undefined : knowledge.program.types[type]?.shape;
  return shape === "any" || shape === "unknown";
}

/** Of a type that no model speaks for, the methods of its best kind surely end it, the others perhaps. */
function isPreferred({ release }: OwnedType, name: string): boolean {
  return releaseMethods.has(name) || !release.some((method) => releaseMethods.has(method));
}

/** `list.delete(item)` and `pool.release(client)` end what they are given; `frame.close()` and `client.release(error)` their receiver. */
function endsItsReceiver(site: Site): boolean {
  if (site.receiver?.model !== undefined) return true;
  if (givesText(site)) return false;
  // It can be called without: what it is given are options. `pool.release(client)` may say no less than whom it takes back.
  if (releaseMethods.has(site.name) && !/^(?:release|free|unlock)/.test(site.name)) return true;
  return site.call.args.length === 0 || (site.fact !== undefined && site.fact.receiver !== undefined && !givesAnOwner(site));
}

/** `os.release(): string` tells something; a release has nothing to tell. */
function givesText({ fact, knowledge: { program } }: Site): boolean {
  const result = fact === undefined ? undefined : program.types[awaitedType(program, fact.result).type];
  return result?.shape === "primitive" && !/^(?:void|boolean|true|false)$/.test(result.name);
}

function givesAnOwner(site: Site): boolean {
  return site.call.args.some(
    ({ value }) => value.kind === "place" && value.place.path.length === 0 && mayBeOwned(site.body.locals[value.place.local]),
  );
}

/** `stream.abort(error)`: what a `catch` caught is no resource. */
function mayBeOwned(local: Local | undefined): boolean {
  if (local?.kind.kind === "binding") return local.kind.declared !== "catch";
  return local?.kind.kind !== "temporary";
}

/** A promise executor's `resolve`, a callback's `done`: the value leaves for whoever waits. One that promises something itself only works with it. */
function settles({ knowledge: { program }, body, call, name, fact }: Site): boolean {
  if (isResolve(program, body, call.callee)) return true;
  return (
    /^(?:fulfil|fulfill|settle|accept|cb|callback|done|resolve)$/i.test(name) &&
    (fact === undefined || !awaitedType(program, fact.result).promised)
  );
}

function addModelEffects(site: Site, effects: Map<EffectPosition, Effect>): void {
  if (site.model === undefined) return;
  const takes = site.model.function.takes ?? {};
  for (const [position, effect] of Object.entries(takes)) {
    if (position !== "*") effects.set(effectPosition(position), modelEffect(site, position, effect));
  }
  const rest = takes["*"] === undefined ? borrows : modelEffect(site, "*", takes["*"]);
  if (!effects.has("this")) effects.set("this", borrows);
  site.call.args.forEach((_, index) => {
    if (movesAcross(site, index)) effects.set(index, { kind: "moves", how: "transferred" });
    else if (!effects.has(index)) effects.set(index, rest);
  });
}

/** `thread.spawn((port) => …, port)`: it arrives there, and is dead here. */
function movesAcross({ knowledge, body, call, model }: Site, index: number): boolean {
  const sends = model?.function.sends;
  if ((sends?.[index] ?? sends?.["*"]) !== "value") return false;
  const type = localType(knowledge, body, call.args[index]!.value);
  return type !== undefined && ownedType(knowledge, type)?.model?.movable === true;
}

/** `0`, `this`, or `1.fd` for a field of an options object. */
function effectPosition(written: string): EffectPosition {
  if (written === "this") return "this";
  return /^\d+$/.test(written) ? Number(written) : (written as `${number}.${string}`);
}

function modelEffect(site: Site, position: string, effect: ModelEffect): Effect {
  switch (effect) {
    case "borrows":
      return borrows;
    case "stores":
      return { kind: "stores" };
    case "moves":
      return { kind: "moves", how: "consumed" };
    case "transfers":
      return { kind: "transfers" };
    case "acquires":
      return { kind: "acquires" };
    case "releases":
      return position === "this" && site.receiver !== undefined
        ? { kind: "releases", type: site.receiver, certain: true }
        : { kind: "releases", certain: true };
  }
}

function addTagEffects(site: Site, effects: Map<EffectPosition, Effect>): void {
  for (const { name, subject } of site.fact?.tags ?? []) {
    const position = positionOf(site, subject);
    if (position === undefined) continue;
    if (name === "borrows") effects.set(position, borrows);
    else if (name === "releases") effects.set(position, { kind: "releases", certain: true });
    else effects.set(position, { kind: "moves", how: "consumed" });
  }
}

/** `this`, a parameter by its name, or a field of what it is given: `source.data`. */
function positionOf({ fact }: Site, subject: string): EffectPosition | undefined {
  if (subject === "this") return "this";
  const [name = "", field] = subject.split(".");
  const index = fact?.parameters.indexOf(name) ?? -1;
  if (index === -1) return undefined;
  return field === undefined ? index : (`${index}.${field}` as const);
}

/** Anything may be in it, functions and handles too. */
function isOpaque({ knowledge, body, call }: Site): boolean {
  const value = call.args[0]?.value;
  const type = value && localType(knowledge, body, value);
  const shape = type === undefined ? undefined : knowledge.program.types[type]?.shape;
  return shape === "any" || shape === "unknown";
}

function throwsOf(site: Site): Contract["throws"] {
  const declared = site.model?.function.throws;
  if (declared === "cloning") return isOpaque(site) ? "outside" : "implicit";
  if (declared !== undefined) return declared;
  const root = site.path?.path[0];
  if (root !== undefined && site.path?.modules[0] === "global" && quietRoots.has(root)) return "never";
  if (site.call.callee.kind === "method" && quietMethods.has(site.call.callee.name)) return "never";
  return throwsOutside(site.path?.path.join(".") ?? site.name) ? "outside" : "implicit";
}
