/**
 * Whether what a call or a getter lends is changed by who has it: where Rust has two methods, `deref` and `deref_mut`, it is this that
 * says which of them is meant. Read off the code behind it, as far as the names of variables lead.
 */

import type { LocalId, Operand, Statement, Terminator } from "@freehold/mir/body";
import type { DeclaredType } from "@freehold/mir/declared";
import { findMethod, plainlyCalledBy, type CallScope } from "./callee.ts";
import { dereferenced, typedPlace } from "./place.ts";
import { changingMethods, inferredReceiver } from "./receiver.ts";
import type { Type } from "./type.ts";

/** `lent` is what `local` borrows. O(nodes of the body) for each variable on its way. */
export function isChangedThrough(scope: CallScope, local: LocalId, lent: Type, seen: ReadonlySet<LocalId> = new Set()): boolean {
  if (seen.has(local)) return false;
  const through: Through = { scope, local, lent, seen: new Set([...seen, local]) };
  return scope.body.blocks.some(({ statements, terminator }) =>
    [...statements, terminator].some((node) => {
      if (node.kind === "assign") return isChangedByAssigning(through, node);
      return node.kind === "call" && isChangedByCall(through, node);
    }),
  );
}

interface Through {
  readonly scope: CallScope;
  readonly local: LocalId;
  readonly lent: Type;
  readonly seen: ReadonlySet<LocalId>;
}

function isChangedByAssigning(through: Through, { target, value }: Extract<Statement, { kind: "assign" }>): boolean {
  if (target.local === through.local && target.path.length > 0) return true;
  if (value.kind !== "use" || !isOf(through, value.operand) || target.path.length > 0) return false;
  const { body, world } = through.scope;
  const isResult = body.locals[target.local]!.kind.kind === "return";
  const written = isResult ? world.declarations.signatures.get(body.id)?.result : world.declarations.locals.get(body.id)?.get(target.local);
  if (written?.kind === "borrow") return written.how === "exclusive";
  return !isResult && isChangedThrough(through.scope, target.local, typeAt(through, value.operand), through.seen);
}

function isChangedByCall(through: Through, call: Extract<Terminator, { kind: "call" }>): boolean {
  const { scope } = through;
  const { callee } = call;
  if (callee.kind === "method" && isOf(through, callee.receiver) && isChangedByMethod(through, call, callee)) return true;
  const index = call.args.findIndex(({ value }) => isOf(through, value));
  if (index < 0) return false;
  const called = plainlyCalledBy(scope, call);
  if (called.kind === "borrow") return called.how === "exclusive";
  return called.kind === "signature" && isExclusive(called.signature.arguments[index]);
}

type Method = Extract<Extract<Terminator, { kind: "call" }>["callee"], { kind: "method" }>;

function isChangedByMethod(through: Through, { destination }: Extract<Terminator, { kind: "call" }>, { receiver, name }: Method): boolean {
  const type = typeAt(through, receiver);
  const collector = type.kind === "copy" ? type.of : type;
  if (collector?.kind === "collection") return changingMethods.has(name);
  if (type.kind !== "class") return false;
  const found = findMethod(type, name);
  if (found === undefined) return false;
  const twin = found.of.of.exclusive.get(name);
  if (twin !== undefined && destination.path.length === 0) {
    return isChangedThrough(through.scope, destination.local, { kind: "unknown", reason: "" }, through.seen);
  }
  return isExclusive(found.signature.receiver ?? inferredReceiver(through.scope.bodies, found.of.of, found.signature));
}

function isOf({ local }: Through, operand: Operand): boolean {
  return operand.kind === "place" && operand.place.local === local;
}

function typeAt({ lent }: Through, operand: Operand): Type {
  return operand.kind === "constant" ? lent : dereferenced(typedPlace(lent, operand.place)).type;
}

function isExclusive(declared: DeclaredType | undefined): boolean {
  return declared?.kind === "borrow" && declared.how === "exclusive";
}
