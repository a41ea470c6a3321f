/** Statements that the generator writes one after the other, each of what the draft has; undefined if it has nothing to do it with. */

import { type Expression, type Mode, type Place, type Statement, whole } from "../ir.ts";
import { access, declare, type Draft, isLegal, type Variable } from "./draft.ts";
import { borrowItem, borrowThroughCall, type Care, isShared, lendable, movable, newItem, ownItem, placesOf } from "./expressions.ts";

/** `const r = ref(x)` and its like, or a reference that is set anew. */
export function borrow(draft: Draft, care: Care): Statement | undefined {
  const { random } = draft;
  const mode: Mode = random.chance(0.5) ? "mut" : "ref";
  const before = draft.variables.filter(({ type, depth }) => type.kind === mode && type.name === "Item" && depth > 0);
  const borrowed = random.chance(0.3) ? borrowThroughCall(draft, mode, care) : borrowItem(draft, mode, care);
  if (borrowed === undefined) return undefined;
  const old = random.pick(before);
  if (old !== undefined && random.chance(0.15) && !borrowed.loans.some(({ place }) => place.root === old.name)) {
    access(draft, whole(old.name), "assign");
    old.loans = borrowed.loans;
    return { kind: "assign", place: whole(old.name), value: borrowed.value };
  }
  const type = { kind: mode, name: "Item" } as const;
  const { name } = declare(draft, mode === "mut" ? "m" : "r", type, borrowed.loans);
  return { kind: "let", name, type, value: borrowed.value };
}

export function borrowWhole(draft: Draft, care: Care): Statement | undefined {
  const mode: Mode = draft.random.chance(0.5) ? "mut" : "ref";
  const place = draft.random.pick(lendable(draft, "Pair", mode, care));
  if (place === undefined) return undefined;
  access(draft, place, mode === "mut" ? "write" : "read");
  const { loans } = draft.variables.find(({ name }) => name === place.root)!;
  const type = { kind: mode, name: "Pair" } as const;
  const { name } = declare(draft, mode === "mut" ? "q" : "p", type, [{ place, mode }, ...loans]);
  return { kind: "let", name, type, value: { kind: "borrow", mode, of: place } };
}

export function hold(draft: Draft, care: Care): Statement | undefined {
  const { random } = draft;
  const name = random.pick(["View", "View", "Watch", "Hold"] as const)!;
  const borrowed = borrowItem(draft, name === "Hold" ? "mut" : "ref", care);
  if (borrowed === undefined) return undefined;
  const type = { kind: "holder", name } as const;
  const variable = declare(draft, "h", type, borrowed.loans);
  return { kind: "let", name: variable.name, type, value: { kind: "new", name, values: [borrowed.value] } };
}

/** A look at something, or a change of it. */
export function use(draft: Draft, care: Care): Statement | undefined {
  const writes = draft.random.chance(0.5);
  const place = draft.random.pick([
    ...lendable(draft, "Item", writes ? "mut" : "ref", care),
    ...lendable(draft, "Pair", writes ? "mut" : "ref", care),
  ]);
  if (place === undefined) return undefined;
  const isPair = placesOf(draft, "Pair").includes(place) || placesOf(draft, "Pair").some((pair) => same(pair, place));
  access(draft, place, writes ? "write" : "read");
  return writes ? change(draft, place, isPair) : lookAt(draft, place, isPair);
}

export function own(draft: Draft, care: Care): Statement {
  const { random } = draft;
  if (random.chance(0.2)) {
    const kind = random.chance(0.5) ? "list" : "array";
    const values = [ownItem(draft, care), ownItem(draft, care)];
    const { name } = declare(draft, "s", { kind }, []);
    return { kind: "let", name, type: { kind }, value: { kind: "items", of: kind, values } };
  }
  if (random.chance(0.3)) {
    const values = [ownItem(draft, care), ownItem(draft, care)];
    const type = { kind: "own", name: "Pair" } as const;
    return { kind: "let", name: declare(draft, "p", type, []).name, type, value: { kind: "new", name: "Pair", values } };
  }
  const value = ownItem(draft, care);
  const type = { kind: "own", name: "Item" } as const;
  return { kind: "let", name: declare(draft, "x", type, []).name, type, value };
}

export function give(draft: Draft, care: Care): Statement | undefined {
  const { random } = draft;
  const name = random.pick(["Item", "Item", "Pair"] as const)!;
  const place = random.pick(movable(draft, name, care).filter((found) => care === "any" || !isOuterInLoop(draft, found)));
  if (place === undefined) return undefined;
  access(draft, place, "move");
  if (name === "Pair") return { kind: "do", value: call("consumePair", { kind: "use", place }) };
  if (random.chance(0.3)) return { kind: "do", value: { kind: "method", on: place, name: "eat", values: [] } };
  return { kind: "do", value: call("consume", { kind: "use", place }) };
}

export function assign(draft: Draft, care: Care): Statement | undefined {
  const { random } = draft;
  const owners = placesOf(draft, "Item").filter(
    (place) =>
      !isReference(draft, place) &&
      (care === "any" || (isLegal(draft, place, "assign") && (place.path.length === 0 || !isShared(draft, place)))),
  );
  const place = random.pick(owners);
  if (place === undefined || /^\d/.test(place.path[0] ?? "")) return undefined;
  const value = newItem(draft);
  access(draft, place, "assign");
  return { kind: "assign", place, value };
}

/** Number fields: read, written and added to. */
export function number(draft: Draft, care: Care): Statement | undefined {
  const { random } = draft;
  const writes = random.chance(0.5);
  const item = random.pick(lendable(draft, "Item", writes ? "mut" : "ref", care));
  if (item === undefined) return undefined;
  const place = { root: item.root, path: [...item.path, "n"] };
  access(draft, item, writes ? "write" : "read");
  if (!writes) return { kind: "do", value: call("tell", { kind: "use", place }) };
  if (random.chance(0.5)) return { kind: "add", place, value: 1 + random.below(3) };
  return { kind: "assign", place, value: { kind: "number", value: random.below(10) } };
}

export function push(draft: Draft, care: Care): Statement | undefined {
  const lists = draft.variables.filter(
    ({ name, type }) => type.kind === "list" && (care === "any" || isLegal(draft, whole(name), "write")),
  );
  const list = draft.random.pick(lists);
  if (list === undefined) return undefined;
  const value = ownItem(draft, care);
  access(draft, whole(list.name), "write");
  return { kind: "do", value: { kind: "method", on: whole(list.name), name: "push", values: [value] } };
}

/** Two borrows for one call. */
export function lendTwo(draft: Draft, care: Care): Statement | undefined {
  const first = borrowItem(draft, "mut", care);
  const loans = first?.loans ?? [];
  const name = draft.random.chance(0.5) ? "both" : "twice";
  const second = borrowItem(draft, name === "both" ? "ref" : "mut", care);
  if (first === undefined || second === undefined) return undefined;
  const meets = loans.some(({ place }) => second.loans.some((other) => other.place.root === place.root));
  if (care === "legal" && meets) return undefined;
  return { kind: "do", value: call(name, first.value, second.value) };
}

/** What a variable is used for when it matters only that it is used. */
export function useOf(variable: Variable): Statement | undefined {
  const { name, type } = variable;
  const place = whole(name);
  switch (type.kind) {
    case "ref":
    case "own":
    case "mut":
      if (type.name === "Sealed") return { kind: "do", value: call("tell", { kind: "use", place: { root: name, path: ["n"] } }) };
      return lookAtWhole(place, type.name);
    case "holder":
      return { kind: "do", value: call("tell", { kind: "method", on: place, name: "get", values: [] }) };
    case "closure":
      return { kind: "do", value: call(name) };
    case "list":
      return { kind: "do", value: call("tell", { kind: "method", on: { root: name, path: ["0"] }, name: "get", values: [] }) };
    default:
      return undefined;
  }
}

/** A loop would give it away again on its next turn. */
export function isOuterInLoop(draft: Draft, { root }: Place): boolean {
  return draft.loops > 0 && (draft.variables.find(({ name }) => name === root)?.depth ?? 0) < draft.depth;
}

export function call(name: string, ...values: readonly Expression[]): Expression {
  return { kind: "call", name, values };
}

function lookAtWhole(place: Place, name: "Item" | "Pair"): Statement {
  return { kind: "do", value: call("tell", { kind: "method", on: place, name: name === "Pair" ? "sum" : "get", values: [] }) };
}

function lookAt(draft: Draft, place: Place, isPair: boolean): Statement {
  if (draft.random.chance(0.5)) return lookAtWhole(place, isPair ? "Pair" : "Item");
  return { kind: "do", value: call(isPair ? "lookPair" : "look", { kind: "borrow", mode: "ref", of: place }) };
}

function change(draft: Draft, place: Place, isPair: boolean): Statement {
  if (draft.random.chance(0.5)) return { kind: "do", value: { kind: "method", on: place, name: isPair ? "shake" : "bump", values: [] } };
  return { kind: "do", value: call(isPair ? "touchPair" : "touch", { kind: "borrow", mode: "mut", of: place }) };
}

/** Setting a parameter or variable that is a reference sets the reference, not the item. */
function isReference(draft: Draft, { root, path }: Place): boolean {
  const kind = draft.variables.find(({ name }) => name === root)?.type.kind;
  return kind === "holder" || (path.length === 0 && (kind === "ref" || kind === "mut"));
}

function same(a: Place, b: Place): boolean {
  return a.root === b.root && a.path.length === b.path.length;
}
