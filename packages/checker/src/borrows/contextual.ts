/** `list.each((item) => …)`: what a closure leaves unwritten about its parameters, the function that it is passed to has written. */

import type { BodyId, LocalId, Terminator } from "@freehold/mir/body";
import type { DeclaredType, Signature } from "@freehold/mir/declared";
import type { BodyTypes } from "./typing.ts";

/** `outer` makes the closure. */
export function contextualSignature(outer: BodyTypes | undefined, closure: BodyId, own: Signature | undefined): Signature | undefined {
  if (outer === undefined || own === undefined || own.arguments.every(({ kind }) => kind !== "unwritten")) return own;
  const expected = expectedSignature(outer, closure);
  if (expected === undefined) return own;
  return {
    ...own,
    arguments: own.arguments.map((each, index) => (each.kind === "unwritten" ? (expected.arguments[index] ?? each) : each)),
  };
}

function expectedSignature(outer: BodyTypes, closure: BodyId): Signature | undefined {
  const local = closureLocal(outer, closure);
  if (local === undefined) return undefined;
  for (const { terminator } of outer.body.blocks) {
    if (terminator.kind !== "call") continue;
    const index = terminator.args.findIndex(({ value }) => value.kind === "place" && value.place.local === local);
    const expected = index < 0 ? undefined : argumentOf(outer, terminator, index);
    if (expected !== undefined) return expected;
  }
  return undefined;
}

function closureLocal({ body }: BodyTypes, closure: BodyId): LocalId | undefined {
  for (const { statements } of body.blocks) {
    const made = statements.find((each) => each.kind === "assign" && each.value.kind === "closure" && each.value.bodies.includes(closure));
    if (made?.kind === "assign") return made.target.local;
  }
  return undefined;
}

/** Names mean the same there only where the callee's file is this one. */
function argumentOf(outer: BodyTypes, call: Extract<Terminator, { kind: "call" }>, index: number): Signature | undefined {
  const called = outer.callee(call);
  if (called.kind !== "signature" || called.world !== outer.world) return undefined;
  return functionWithin(called.signature.arguments[index]);
}

function functionWithin(type: DeclaredType | undefined): Signature | undefined {
  if (type?.kind === "borrow" || type?.kind === "own") return functionWithin(type.of);
  return type?.kind === "function" ? type.signature : undefined;
}
