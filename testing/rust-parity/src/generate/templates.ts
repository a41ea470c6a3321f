/** Faults that chance alone seldom makes, each with its legal twin: one edit lies between them. */

import { type Expression, type Place, type Statement, type Statements, type Type, whole } from "../ir.ts";
import { call, useOf } from "./actions.ts";
import { declare, type Draft, type Variable } from "./draft.ts";
import { newItem } from "./expressions.ts";

export type Twin = "fault" | "legal";

export type Template = (draft: Draft, twin: Twin) => Statements | undefined;

/** What has a weight is drawn as often as the weight says. */
export const templates: readonly (readonly [number, Template])[] = [
  [9, useOfSpent],
  [4, useOfMoved],
  [2, moveOutOfBorrow],
  [1, moveOutOfItems],
  [1.5, moveOutOfSealed],
  [3, writeThroughRef],
  [1.5, temporary],
  [2, endOfScope],
  [2, dropUses],
  [2, loopMove],
  [1.5, loopBorrow],
  [1.5, closureGivenAway],
  [1, calledTwice],
  [1, moveOutOfCapture],
  [1.5, numberUnderBorrow],
  [1, borrowedByCollection],
];

/** Whatever was changed, given away or replaced under a borrow, and the borrow is used. */
function useOfSpent(draft: Draft, twin: Twin): Statements | undefined {
  return useOfOne(draft, twin === "fault" ? ["spent"] : ["usable"], ({ loans }) => loans.length > 0);
}

function useOfMoved(draft: Draft, twin: Twin): Statements | undefined {
  return useOfOne(draft, twin === "fault" ? ["moved"] : ["usable"], ({ type }) => type.kind === "own");
}

function useOfOne(draft: Draft, states: readonly string[], fits: (variable: Variable) => boolean): Statements | undefined {
  const variable = draft.random.pick(draft.variables.filter((found) => states.includes(found.state) && fits(found)));
  const statement = variable && useOf(variable);
  return statement && [statement];
}

function moveOutOfBorrow(draft: Draft, twin: Twin): Statements | undefined {
  const pair = draft.random.pick(
    draft.variables.filter(({ type }) => (type.kind === "ref" || type.kind === "mut") && type.name === "Pair"),
  );
  const field = draft.random.chance(0.5) ? "a" : "b";
  if (pair === undefined) return undefined;
  const place: Place = { root: pair.name, path: [field] };
  return [twin === "fault" ? consume(place) : see(place)];
}

function moveOutOfItems(draft: Draft, twin: Twin): Statements {
  const kind = draft.random.chance(0.4) ? "list" : "array";
  const [created, name] = bind(draft, { kind }, { kind: "items", of: kind, values: [newItem(draft), newItem(draft)] });
  const place = { root: name, path: ["0"] };
  return [created, twin === "fault" ? consume(place) : see(place)];
}

function moveOutOfSealed(draft: Draft, twin: Twin): Statements {
  const [created, name] = bind(draft, { kind: "own", name: "Sealed" }, { kind: "new", name: "Sealed", values: [newItem(draft)] });
  const place = { root: name, path: ["item"] };
  return [created, twin === "fault" ? consume(place) : see(place)];
}

function writeThroughRef(draft: Draft, twin: Twin): Statements | undefined {
  const kind = twin === "fault" ? "ref" : "mut";
  const variable = draft.random.pick(
    draft.variables.filter(({ type, state }) => type.kind === kind && type.name === "Item" && state === "usable"),
  );
  if (variable === undefined) return undefined;
  const place = whole(variable.name);
  if (draft.random.chance(0.4)) return [{ kind: "add", place: { root: variable.name, path: ["n"] }, value: 1 }];
  if (draft.random.chance(0.5)) return [{ kind: "do", value: { kind: "method", on: place, name: "bump", values: [] } }];
  return [{ kind: "do", value: call("touch", { kind: "borrow", mode: "mut", of: place }) }];
}

/** A temporary ends with its statement, unless a binding keeps it. */
function temporary(draft: Draft, twin: Twin): Statements {
  const borrowed: Expression = { kind: "borrow", mode: "ref", of: newItem(draft) };
  const [first, name] = bind(draft, { kind: "ref", name: "Item" }, twin === "fault" ? call("through", borrowed) : borrowed);
  return [first, see(whole(name))];
}

function endOfScope(draft: Draft, twin: Twin): Statements {
  const [outer, r] = bind(draft, { kind: "ref", name: "Item" }, undefined);
  draft.depth++;
  const [inner, x] = bind(draft, item, newItem(draft));
  draft.depth--;
  const lend: Statement = { kind: "assign", place: whole(r), value: { kind: "borrow", mode: "ref", of: whole(x) } };
  const body = [inner, lend, ...(twin === "legal" ? [see(whole(r))] : [])];
  forget(draft, [r, x]);
  return [outer, { kind: "block", body }, ...(twin === "fault" ? [see(whole(r))] : [])];
}

/** A holder that drops uses its borrow at the end of its scope. */
function dropUses(draft: Draft, twin: Twin): Statements {
  const mode = draft.random.chance(0.5) ? "mut" : "ref";
  const name = twin === "legal" ? "View" : mode === "mut" ? "Hold" : "Watch";
  const [owner, x] = bind(draft, item, newItem(draft));
  const lent: Expression = { kind: "borrow", mode: name === "Hold" ? "mut" : "ref", of: whole(x) };
  const [holder, h] = bind(draft, { kind: "holder", name }, { kind: "new", name, values: [lent] });
  const changes: readonly Statement[] = [
    { kind: "do", value: { kind: "method", on: whole(x), name: "bump", values: [] } },
    { kind: "assign", place: whole(x), value: newItem(draft) },
    consume(whole(x)),
  ];
  forget(draft, [x, h]);
  return [owner, holder, draft.random.pick(changes)!];
}

function loopMove(draft: Draft, twin: Twin): Statements {
  const [owner, x] = bind(draft, item, newItem(draft));
  const after: readonly Statement[] = draft.random.chance(0.5)
    ? [{ kind: "assign", place: whole(x), value: newItem(draft) }]
    : [{ kind: "break" }];
  forget(draft, [x]);
  return [owner, { kind: "while", body: [consume(whole(x)), ...(twin === "fault" ? [] : after)] }];
}

/** A borrow that is kept over the back edge meets itself. */
function loopBorrow(draft: Draft, twin: Twin): Statements {
  const [owner, x] = bind(draft, item, newItem(draft));
  const [other, y] = bind(draft, item, newItem(draft));
  const [first, m] = bind(draft, { kind: "mut", name: "Item" }, { kind: "borrow", mode: "mut", of: whole(y) });
  const bump: Statement = { kind: "do", value: { kind: "method", on: whole(m), name: "bump", values: [] } };
  const lend: Statement = { kind: "assign", place: whole(m), value: { kind: "borrow", mode: "mut", of: whole(x) } };
  const look = see(whole(x));
  forget(draft, [x, y, m]);
  return [owner, other, first, { kind: "while", body: twin === "fault" ? [bump, look, lend] : [lend, bump, look] }];
}

/** `later` keeps its closure: it may take owners with it, and nothing that it does not own. */
function closureGivenAway(draft: Draft, twin: Twin): Statements | undefined {
  const parameter = draft.variables.find(({ type, depth, state }) => depth === 0 && state === "usable" && type.kind === "ref");
  if (twin === "fault" && parameter !== undefined && draft.random.chance(0.5)) {
    return [{ kind: "give", to: "later", moves: "moves", body: [useOf(parameter)!] }];
  }
  const [owner, x] = bind(draft, item, newItem(draft));
  forget(draft, [x]);
  return [owner, { kind: "give", to: "later", moves: twin === "fault" ? "borrows" : "moves", body: [see(whole(x))] }];
}

/** A closure that gives away what it captured can be called once. */
function calledTwice(draft: Draft, twin: Twin): Statements {
  const [owner, x] = bind(draft, item, newItem(draft));
  const f = declare(draft, "f", { kind: "closure" }, []).name;
  const again: Statements = twin === "fault" ? [{ kind: "do", value: call(f) }] : [];
  forget(draft, [x, f]);
  return [owner, { kind: "closure", name: f, moves: "borrows", body: [consume(whole(x))] }, { kind: "do", value: call(f) }, ...again];
}

/** What may be called often cannot give away what it captured. */
function moveOutOfCapture(draft: Draft, twin: Twin): Statements {
  const [owner, x] = bind(draft, item, newItem(draft));
  forget(draft, [x]);
  return [owner, { kind: "give", to: twin === "fault" ? "runMut" : "runOnce", moves: "borrows", body: [consume(whole(x))] }];
}

function numberUnderBorrow(draft: Draft, twin: Twin): Statements {
  const [owner, x] = bind(draft, item, newItem(draft));
  const [borrowed, m] = bind(draft, { kind: "mut", name: "Item" }, { kind: "borrow", mode: "mut", of: whole(x) });
  const bump: Statement = { kind: "do", value: { kind: "method", on: whole(m), name: "bump", values: [] } };
  const read: Statement = { kind: "do", value: call("tell", { kind: "use", place: { root: x, path: ["n"] } }) };
  forget(draft, [m]);
  return [owner, borrowed, ...(twin === "fault" ? [read, bump] : [bump, read])];
}

function borrowedByCollection(draft: Draft, twin: Twin): Statements {
  const [list, s] = bind(draft, { kind: "list" }, { kind: "items", of: "list", values: [newItem(draft)] });
  const [first, r] = bind(draft, { kind: "ref", name: "Item" }, { kind: "borrow", mode: "ref", of: { root: s, path: ["0"] } });
  const push: Statement = { kind: "do", value: { kind: "method", on: whole(s), name: "push", values: [newItem(draft)] } };
  forget(draft, [r]);
  return [list, first, ...(twin === "fault" ? [push, see(whole(r))] : [see(whole(r)), push])];
}

const item: Type = { kind: "own", name: "Item" };

function bind(draft: Draft, type: Type, value: Expression | undefined): readonly [Statement, string] {
  const letter = type.kind === "ref" ? "r" : type.kind === "mut" ? "m" : "t";
  const { name } = declare(draft, letter, type, []);
  return [value === undefined ? { kind: "let", name, type } : { kind: "let", name, type, value }, name];
}

/** What a template leaves behind is nobody else's. */
function forget(draft: Draft, names: readonly string[]): void {
  for (const name of names) {
    const index = draft.variables.findIndex((variable) => variable.name === name);
    if (index !== -1) draft.variables.splice(index, 1);
  }
}

function consume(place: Place): Statement {
  return { kind: "do", value: call("consume", { kind: "use", place }) };
}

function see(place: Place): Statement {
  return { kind: "do", value: call("tell", { kind: "method", on: place, name: "get", values: [] }) };
}
