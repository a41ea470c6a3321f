/** What a method does to its `this`, where that is not written: Rust's `&self`, unless the body changes something. */

import type { Body, BodyId, Operand, Statement, Terminator } from "@freehold/mir/body";
import type { BorrowKind, DeclaredClass, DeclaredType, Signature } from "@freehold/mir/declared";

export const disposerName = "[Symbol.dispose]";

/** The code that ends a value: what it leaves is gone, so it may take the value apart. */
export function isDisposer({ kind, scope }: Body): boolean {
  return kind === "method" && scope.at(-1) === disposerName;
}

/** How the methods of `declared` without a written `this` borrow it; a destructor gets the value itself. */
export function inferredReceiver(
  bodies: readonly Body[],
  declared: DeclaredClass,
  signature: Signature,
  seen: ReadonlySet<BodyId> = new Set(),
): DeclaredType {
  if (isDisposerOf(declared, signature)) return { kind: "own", of: { kind: "this" } };
  const isChanging = signature.body !== undefined && changesThis(bodies, declared, signature.body, seen);
  return borrowOfThis(isChanging ? "exclusive" : "shared");
}

/** The declarations of a class and of its bodies are read apart, so the two know each other by the body. */
function isDisposerOf({ methods }: DeclaredClass, signature: Signature): boolean {
  const disposer = methods.get(disposerName);
  return disposer !== undefined && (disposer === signature || (signature.body !== undefined && disposer.body === signature.body));
}

export function borrowOfThis(how: BorrowKind): DeclaredType {
  return { kind: "borrow", how, lifetime: undefined, of: { kind: "this" } };
}

function changesThis(bodies: readonly Body[], declared: DeclaredClass, id: BodyId, seen: ReadonlySet<BodyId>): boolean {
  const body = bodies[id];
  if (body === undefined || seen.has(id)) return false;
  const isThis = (operand: Operand): boolean => operand.kind === "place" && body.locals[operand.place.local]?.kind.kind === "this";
  const changes = (node: Statement | Terminator): boolean => {
    if (node.kind === "assign") return node.target.path.length > 0 && body.locals[node.target.local]?.kind.kind === "this";
    if (node.kind !== "call" || node.callee.kind !== "method" || !isThis(node.callee.receiver)) return false;
    const { receiver, name } = node.callee;
    if (receiver.kind === "place" && receiver.place.path.length > 0) return changingMethods.has(name);
    const method = declared.methods.get(name);
    if (method === undefined) return false;
    const written = method.receiver;
    if (written !== undefined) return written.kind === "borrow" && written.how === "exclusive";
    return method.body !== undefined && changesThis(bodies, declared, method.body, new Set([...seen, id]));
  };
  return body.blocks.some(({ statements, terminator }) => [...statements, terminator].some(changes));
}

/** Of collections, which take their receiver exclusively. */
export const changingMethods: ReadonlySet<string> = new Set([
  "push",
  "pop",
  "shift",
  "unshift",
  "splice",
  "sort",
  "reverse",
  "fill",
  "copyWithin",
  "set",
  "add",
  "delete",
  "clear",
]);
