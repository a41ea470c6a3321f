/**
 * What code that did not opt in does with what strict code passes to it.
 *
 * Its own code says so where it is in the program, a model or a tag where it is not; of functions that only print, compare and count, the
 * name is enough. Everything else may keep what it is given, or end it.
 */

import type { Body, BodyId, CallId, Terminator } from "@freehold/mir/body";
import { assertNever } from "@freehold/mir/assert";
import type { Contract, Effect, EffectOf, ResultOf } from "../contracts/contract.ts";

/**
 * `looked-at`: it is the caller's again after the call. `taken`: somebody keeps it. `dropped`: by value, as Rust's `drop` does it, where
 * `ended` leaves the caller something that has ended. `given-back`: it is the result.
 */
export type Handling = "looked-at" | "taken" | "dropped" | "ended" | "given-back" | "unknown";

/** What the rest of the checker knows of code that is not strict. */
export interface Outside {
  calleeOf(body: Body, call: Call): BodyId | undefined;
  contractOf(body: Body, call: CallId): Contract | undefined;
  readonly effectOf: EffectOf;
  readonly resultOf: ResultOf;
}

type Call = Extract<Terminator, { kind: "call" }>;

/** Of the argument at `index`. */
export function handlingOf(outside: Outside, bodies: readonly Body[], body: Body, call: Call, index: number): Handling {
  if (onlyLooks(body, call)) return "looked-at";
  const contract = outside.contractOf(body, call.call);
  const told = contract?.effects.get(index);
  if (isGivenToDrop(body, call)) return "dropped";
  if (contract?.known === true) return told === undefined ? "looked-at" : handledBy(told);
  if (isOurs(body, call)) return "looked-at";
  const callee = outside.calleeOf(body, call);
  const parameter = callee === undefined ? undefined : bodies[callee]?.params[index];
  if (callee === undefined || parameter === undefined) return told === undefined ? "unknown" : handledBy(told);
  const result = outside.resultOf(callee);
  if (result.kind === "same" && result.as === index) return "given-back";
  const effect = outside.effectOf({ body: callee, local: parameter });
  return effect === undefined ? "unknown" : handledBy(effect);
}

function handledBy(effect: Effect): Handling {
  switch (effect.kind) {
    case "borrows":
    case "diverges":
    case "acquires":
    case "transfers":
      return "looked-at";
    case "releases":
      return effect.certain ? "ended" : "taken";
    case "moves":
    case "stores":
      return "taken";
    default:
      return assertNever(effect);
  }
}

function isGivenToDrop(body: Body, call: Call): boolean {
  return call.callee.kind === "value" && /^(?:drop|dropAsync|forget)$/.test(importedFromUs(body, call) ?? "");
}

/** `Box.new(x)`, `thread.spawn(f, x)`; of those that keep what they get a model says so. */
function isOurs(body: Body, call: Call): boolean {
  return importedFromUs(body, call) !== undefined;
}

function importedFromUs({ locals }: Body, { callee }: Call): string | undefined {
  const operand = callee.kind === "value" ? callee.operand : callee.receiver;
  const kind = operand.kind === "place" ? locals[operand.place.local]!.kind : undefined;
  return kind?.kind === "import" && kind.module === "freehold" ? kind.name : undefined;
}

function onlyLooks({ locals }: Body, { callee, form }: Call): boolean {
  if (form !== "call" && form !== "new") return true;
  if (callee.kind === "computed-method") return false;
  const operand = callee.kind === "value" ? callee.operand : callee.receiver;
  const local = operand.kind === "place" ? locals[operand.place.local] : undefined;
  if (callee.kind === "method" && lookingMethods.has(callee.name)) return true;
  if (local?.kind.kind !== "global") return false;
  return callee.kind === "method" ? lookingObjects.has(local.name) : lookingFunctions.has(local.name) || local.name.endsWith("Error");
}

/** Of collections and of functions that are bound to nothing: they compare. */
const lookingMethods: ReadonlySet<string> = new Set(["has", "get", "includes", "indexOf", "lastIndexOf", "equals", "toString"]);

const lookingObjects: ReadonlySet<string> = new Set([
  "console",
  "JSON",
  "Math",
  "Number",
  "String",
  "Array",
  "Object",
  "Reflect",
  "Promise",
]);

const lookingFunctions: ReadonlySet<string> = new Set(["String", "Number", "Boolean", "BigInt", "isNaN", "structuredClone"]);
