/** Expressions that fit a wish, of what the draft has; each tells the draft what it does to the others. */

import { type Expression, type Mode, type Place, whole } from "../ir.ts";
import { access, type Draft, isLegal, type Loan, loansOf, type Variable } from "./draft.ts";

export interface Borrowed {
  readonly value: Expression;
  readonly loans: readonly Loan[];
}

/** Who cares whether it is legal: `legal` takes only what is, `any` takes whatever has the right type. */
export type Care = "legal" | "any";

/** Places that hold an item, a pair or a sealed item, of owners and of who borrows. */
export function placesOf(draft: Draft, name: "Item" | "Pair" | "Sealed"): readonly Place[] {
  return draft.variables.flatMap((variable) => placesIn(variable).filter(({ holds }) => holds === name)).map(({ place }) => place);
}

/** A borrow of an item, straight or through a call. */
export function borrowItem(draft: Draft, mode: Mode, care: Care): Borrowed | undefined {
  const { random } = draft;
  const place = random.pick(lendable(draft, "Item", mode, care));
  if (place === undefined) return undefined;
  const borrowed = take(draft, place, mode);
  if (!random.chance(0.25)) return borrowed;
  const name = mode === "mut" ? "throughMut" : "through";
  return { ...borrowed, value: { kind: "call", name, values: [borrowed.value] } };
}

/** A result of a method or function that keeps more than one argument, or a whole receiver, lent. */
export function borrowThroughCall(draft: Draft, mode: Mode, care: Care): Borrowed | undefined {
  const { random } = draft;
  const pair = random.pick(lendable(draft, "Pair", mode, care));
  if (pair !== undefined && random.chance(0.4)) {
    access(draft, pair, mode === "mut" ? "write" : "read");
    return {
      value: { kind: "method", on: pair, name: mode === "mut" ? "firstMut" : "first", values: [] },
      loans: loansOf(draft, pair, mode),
    };
  }
  if (mode === "mut") return random.chance(0.5) ? borrowThroughHolder(draft, care) : borrowItem(draft, mode, care);
  if (random.chance(0.2)) {
    const frozen = borrowItem(draft, "mut", care);
    return frozen && { ...frozen, value: { kind: "call", name: "freeze", values: [frozen.value] } };
  }
  const first = borrowItem(draft, "ref", care);
  const second = borrowItem(draft, "ref", care);
  if (first === undefined || second === undefined) return undefined;
  const name = random.chance(0.5) ? "pick" : "left";
  const loans = name === "pick" ? [...first.loans, ...second.loans] : first.loans;
  return { value: { kind: "call", name, values: [first.value, second.value] }, loans };
}

/** What somebody holds alone, behind one more exclusive borrow. */
function borrowThroughHolder(draft: Draft, care: Care): Borrowed | undefined {
  const held = draft.variables.filter(
    ({ name, type }) => type.kind === "holder" && type.name === "Hold" && (care === "any" || isLegal(draft, whole(name), "write")),
  );
  const holder = draft.random.pick(held);
  if (holder === undefined) return borrowItem(draft, "mut", care);
  const place = whole(holder.name);
  access(draft, place, "write");
  const value: Expression = { kind: "call", name: "grip", values: [{ kind: "borrow", mode: "mut", of: place }] };
  return { value, loans: loansOf(draft, place, "mut") };
}

/** An item that another one takes the place of. */
function takenOut(draft: Draft, care: Care): Expression | undefined {
  const pair = draft.random.pick(lendable(draft, "Pair", "mut", care));
  if (pair === undefined) return undefined;
  access(draft, pair, "write");
  return { kind: "call", name: "refill", values: [{ kind: "borrow", mode: "mut", of: pair }, newItem(draft)] };
}

/** An item by value: a new one, one that is moved, or one that is taken out of a pair. */
export function ownItem(draft: Draft, care: Care): Expression {
  const { random } = draft;
  const taken = random.chance(0.2) ? takenOut(draft, care) : undefined;
  if (taken !== undefined) return taken;
  const place = random.pick(movable(draft, "Item", care));
  if (place === undefined || random.chance(0.5)) return newItem(draft);
  access(draft, place, "move");
  return { kind: "use", place };
}

export function newItem({ random }: Draft): Expression {
  if (random.chance(0.5)) return { kind: "call", name: "make", values: [] };
  return { kind: "new", name: "Item", values: [{ kind: "number", value: random.below(10) }] };
}

export function movable(draft: Draft, name: "Item" | "Pair" | "Sealed", care: Care): readonly Place[] {
  return draft.variables
    .filter(({ type }) => type.kind === "own")
    .flatMap((variable) => placesIn(variable).filter(({ holds }) => holds === name))
    .map(({ place }) => place)
    .filter((place) => care === "any" || (isLegal(draft, place, "move") && !isSealedField(draft, place)));
}

export function lendable(draft: Draft, name: "Item" | "Pair" | "Sealed", mode: Mode, care: Care): readonly Place[] {
  return placesOf(draft, name).filter(
    (place) => care === "any" || (isLegal(draft, place, mode === "mut" ? "write" : "read") && (mode === "ref" || !isShared(draft, place))),
  );
}

/** Reached through a shared borrow. */
export function isShared(draft: Draft, { root }: Place): boolean {
  const type = draft.variables.find(({ name }) => name === root)?.type;
  return type?.kind === "ref" || (type?.kind === "holder" && type.name !== "Hold");
}

function isSealedField(draft: Draft, { root, path }: Place): boolean {
  const type = draft.variables.find(({ name }) => name === root)?.type;
  return path.length > 0 && type?.kind === "own" && type.name === "Sealed";
}

/** Borrows the place, or uses the reference that it is. */
function take(draft: Draft, place: Place, mode: Mode): Borrowed {
  const { random } = draft;
  access(draft, place, mode === "mut" ? "write" : "read");
  const kind = draft.variables.find(({ name }) => name === place.root)!.type.kind;
  const isReference = place.path.length === 0 && kind === mode;
  const value: Expression = isReference && random.chance(0.5) ? { kind: "use", place } : { kind: "borrow", mode, of: place };
  return { value, loans: loansOf(draft, place, mode) };
}

function placesIn({ name, type }: Variable): readonly { readonly place: Place; readonly holds: "Item" | "Pair" | "Sealed" }[] {
  if (type.kind === "list" || type.kind === "array") return [{ place: { root: name, path: ["0"] }, holds: "Item" }];
  if (type.kind === "holder") return [{ place: { root: name, path: ["item"] }, holds: "Item" }];
  if (type.kind !== "own" && type.kind !== "ref" && type.kind !== "mut") return [];
  const fields = type.name === "Pair" ? ["a", "b"] : type.name === "Sealed" ? ["item"] : [];
  const inside = fields.map((field) => ({ place: { root: name, path: [field] }, holds: "Item" as const }));
  return [{ place: whole(name), holds: type.name }, ...inside];
}
