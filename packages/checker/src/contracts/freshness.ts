/** Decides whether a call's result is a new owned value, the same value passed through, or somebody else's. */

import { assertNever } from "@freehold/mir/assert";
import type { BodyId } from "@freehold/mir/body";
import type { TypeFact } from "@freehold/mir/program";
import type { ResultModel } from "@freehold/models/schema";
import { soundsAcquiring, soundsCopying, soundsLikeStaticFactory, soundsShared, soundsStarting, soundsTaking } from "../words.ts";
import { calleeBody } from "./callee-body.ts";
import type { OwnedType, ResultContract, ResultSummary } from "./contract.ts";
import { awaitedType, modelledType, ownedType, soleShape } from "./owned-type.ts";
import { givesHandle } from "./native-handles.ts";
import type { Site } from "./resolve.ts";
import { returnsShared } from "./shared-result.ts";

const none: ResultContract = { kind: "none" };

export function freshResult(site: Site): ResultContract {
  if (site.fact?.tags.some(({ name, subject }) => name === "owns" && subject === "return") === true) return declaredByTag(site);
  if (site.fact?.tags.some(({ name }) => name === "makes") === true) return saidToBeNew(site);
  const modelled = site.model?.function.result;
  if (modelled !== undefined) return modelledResult(site, modelled);
  const shown = shownByCode(site);
  if (shown !== undefined) return shown;
  if (site.fact === undefined) return none;
  if (givesNew(site))
    return { kind: "fresh", type: inferred(site)!, awaited: resultType(site).promised, nullable: isNullable(site), by: "signature" };
  if (givesReceiver(site)) return { kind: "same", as: "this" };
  if (givesHandle(site, inferred(site))) return saidToBeNew(site);
  if (site.model !== undefined || keepsItsResult(site)) return none;
  const passed = site.fact.returnsArguments[0];
  if (passed !== undefined && site.call.form !== "new") return { kind: "same", as: passed };
  return site.call.form === "new" ? constructed(site) : bySignature(site);
}

/** The callee's own code acquires what it returns. A class that is made with `new` says more by its type. */
function shownByCode(site: Site): ResultContract | undefined {
  if (site.model !== undefined || site.call.form !== "call") return undefined;
  const callee = calleeBody(site.knowledge.callees, site.body, site.call);
  if (callee === undefined) return undefined;
  return keeps(site, callee) ? none : asContract(site, site.resultOf(callee));
}

function asContract(site: Site, result: ResultSummary): ResultContract | undefined {
  switch (result.kind) {
    case "fresh": {
      const { type, awaited, nullable, guess } = result;
      return { kind: "fresh", type, awaited, nullable, by: guess ? "signature" : "declared" };
    }
    case "part":
      return result;
    case "same":
      return { ...result, shown: true };
    case "callback": {
      const code = site.closures[result.parameter];
      const given = code === undefined ? undefined : site.resultOf(code);
      return given?.kind === "fresh" ? asContract(site, { ...given, awaited: true }) : undefined;
    }
    case "unknown":
      return undefined;
    default:
      return assertNever(result);
  }
}

/** A call on or with a value of a type of which every function gives a new one. */
export function givesNew(site: Site): boolean {
  const { fact, receiver, name } = site;
  if (fact === undefined || fact.body !== undefined || site.call.form !== "call" || soundsShared(name)) return false;
  const type = inferred(site);
  if (type?.model?.alwaysNew !== true) return false;
  return receiver?.key === type.key || (fact.returnsArguments.length > 0 && !soundsTaking(name));
}

/** A result of the receiver's type is the receiver: `query.limit(1)`, `await client.connect()`; unless the name says that it is a copy. */
function givesReceiver(site: Site): boolean {
  const { fact, name, knowledge } = site;
  if (fact === undefined) return false;
  const { type, promised } = resultType(site);
  if (soundsCopying(name, type?.name ?? "")) return false;
  if (fact.returnsReceiver || fact.receiver === undefined) return fact.returnsReceiver;
  return promised && type !== undefined && soundsStarting(name) && soleShape(knowledge.program, fact.receiver)?.id === type.id;
}

function declaredByTag(site: Site): ResultContract {
  const { type, promised } = resultType(site);
  const what = type?.name ?? "value";
  const owned: OwnedType = {
    key: `tagged:${what}`,
    name: what,
    what: `a \`${what}\``,
    release: type === undefined ? [] : (inferred(site)?.release ?? []),
    model: inferred(site)?.model,
    strength: "hard",
    code: "absent",
  };
  return { kind: "fresh", type: owned, awaited: promised, nullable: isNullable(site), by: "declared" };
}

/** Something else than its name says so; what it weighs is for its type to tell. */
function saidToBeNew(site: Site): ResultContract {
  const type = inferred(site);
  return type === undefined
    ? none
    : { kind: "fresh", type, awaited: resultType(site).promised, nullable: isNullable(site), by: "declared" };
}

function modelledResult(site: Site, result: ResultModel): ResultContract {
  switch (result.kind) {
    case "fresh": {
      const found = site.knowledge.models.resultType(site.model!.model, result.type);
      if (found === undefined) return none;
      if (result.at !== undefined) return { kind: "part", type: modelledType(result.type, found), at: result.at };
      const within = result.within === undefined ? {} : { within: position(result.within) };
      return {
        kind: "fresh",
        type: modelledType(result.type, found),
        awaited: result.awaited === true || resultType(site).promised,
        nullable: isNullable(site),
        by: "declared",
        ...within,
      };
    }
    case "same":
      return { kind: "same", as: position(result.as) };
    case "derived":
      return result.onlyOf === undefined && !isCopied(site) ? { kind: "derived", from: position(result.from) } : none;
    case "wraps":
      return { kind: "wraps", what: position(result.what) };
    case "shared":
      return none;
  }
}

/** A number that is lent is a copy, and outlives whatever it came from. */
function isCopied({ fact, knowledge: { program } }: Site): boolean {
  const result = fact === undefined ? undefined : program.types[awaitedType(program, fact.result).type];
  const parts = result?.shape === "union" ? result.parts.map((part) => program.types[part]) : [result];
  return parts.length > 0 && parts.every((part) => part?.shape === "primitive" || part?.shape === "nullish");
}

function position(name: string): number | "this" {
  return name === "this" ? "this" : Number(name);
}

function constructed(site: Site): ResultContract {
  const type = inferred(site);
  return type === undefined
    ? none
    : { kind: "fresh", type, awaited: false, nullable: false, by: type.model === undefined ? "constructor" : "declared" };
}

/** The callee's own code says that the result belongs to somebody else: `return (this.#file ??= open(path))`. */
function keepsItsResult(site: Site): boolean {
  return site.fact?.body !== undefined && keeps(site, site.fact.body);
}

function keeps({ knowledge: { program } }: Site, callee: BodyId): boolean {
  const body = program.bodies[callee];
  return body !== undefined && returnsShared(body);
}

/** Names decide last: `create`, `open`, `connect` against `get`, `find`, `current`. */
function bySignature(site: Site): ResultContract {
  if (soundsShared(site.name)) return none;
  const { type, promised } = resultType(site);
  if (type === undefined || !(soundsAcquiring(site.name) || madeByItsClass(site, type) || modelledResource(site))) return none;
  const owned = type.shape === "function" ? disposer(site, type) : inferred(site);
  return owned === undefined ? none : { kind: "fresh", type: owned, awaited: promised, nullable: isNullable(site), by: "signature" };
}

/** `Address.from_hex(…)`: a static method of the class it gives. */
function madeByItsClass(site: Site, type: TypeFact): boolean {
  return site.fact?.static === true && site.fact.owner === type.name && soundsLikeStaticFactory(site.name);
}

/** A hard resource comes out of a free function of any name that takes nothing like it: `const browser = await launch()`. */
function modelledResource(site: Site): boolean {
  return site.call.callee.kind === "value" && inferred(site)?.strength === "hard" && site.fact?.owner === "";
}

/** What the declared result owns. */
export function inferred(site: Site): OwnedType | undefined {
  const { type } = resultType(site);
  return type === undefined ? undefined : ownedType(site.knowledge, type.id);
}

function resultType(site: Site): { readonly type: TypeFact | undefined; readonly promised: boolean } {
  if (site.fact === undefined) return { type: undefined, promised: false };
  const { program } = site.knowledge;
  const awaited = awaitedType(program, site.fact.result);
  return { type: soleShape(program, awaited.type), promised: awaited.promised };
}

/** The declared result may be null or undefined instead. */
function isNullable({ fact, knowledge: { program } }: Site): boolean {
  if (fact === undefined) return false;
  const type = program.types[awaitedType(program, fact.result).type];
  return type?.shape === "union" && type.parts.some((part) => program.types[part]?.shape === "nullish");
}

/** `const release = await mutex.acquire()`: the result is the way to give back what was acquired. */
function disposer(site: Site, type: TypeFact): OwnedType | undefined {
  if (!/^(?:acquire|lock|reserve|checkout|checkOut)/.test(site.name)) return undefined;
  const model = {
    what: "a lock",
    strength: "hard",
    release: ["()"],
    form: "call",
    leak: "The lock stays taken: whoever asks for it next waits for ever.",
  } as const;
  return {
    key: `inferred:${type.name}`,
    name: type.name,
    what: model.what,
    strength: "inferred",
    release: model.release,
    model,
    code: "absent",
  };
}
