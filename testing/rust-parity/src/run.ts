/** Runs a program of the IR on the checked heap; what the checker accepts must run without a violation, whatever the coins say. */

import { assertNever } from "@freehold/mir/assert";
import { end, type HeapObject, lend, newObject, store, type Tag, touch, touchNumbers, type Value, Violation } from "./heap.ts";
import { type Expression, isPlace, type Moves, type Place, type Program, type Statement, type Statements, type Type } from "./ir.ts";
import { type Random, randomFrom } from "./random.ts";

/** The first violation of a few runs, each with other coins. */
export function violationIn(program: Program): string | undefined {
  for (let seed = 0; seed < 8; seed++) {
    const violation = violationOf(program, randomFrom(seed));
    if (violation !== undefined) return violation;
  }
  return undefined;
}

/** The violation, in words; undefined if there is none. */
export function violationOf(program: Program, random: Random): string | undefined {
  const machine: Machine = { variables: new Map(), random };
  try {
    runFunction(program, machine);
    return undefined;
  } catch (error) {
    if (error instanceof Violation) return error.message;
    throw error;
  }
}

interface Machine {
  /** Without a value: not set, or moved. */
  readonly variables: Map<string, Value | undefined>;
  readonly random: Random;
}

type Completion = { readonly kind: "on" | "break" | "continue" } | { readonly kind: "return"; readonly value?: Value };

function runFunction(program: Program, machine: Machine): void {
  for (const { name, type } of program.parameters) machine.variables.set(name, argument(type));
  const completion = runAll(program.body, machine);
  for (const { name } of program.parameters.toReversed()) endVariable(name, machine);
  if (completion.kind === "return" && completion.value !== undefined) use(completion.value);
}

/** What is borrowed belongs to the caller, and lives on. */
function argument(type: Type): Value {
  switch (type.kind) {
    case "ref":
    case "mut":
      return lend(instance(type.name), undefined, type.kind === "mut" ? "unique" : "shared");
    case "own":
      return { kind: "object", object: instance(type.name) };
    case "list":
    case "array":
      return items([item(), item()]);
    case "number":
    case "holder":
    case "closure":
      return { kind: "number" };
    default:
      return assertNever(type);
  }
}

function instance(name: string): HeapObject {
  if (name === "Pair")
    return newObject(
      [
        ["a", item()],
        ["b", item()],
      ],
      false,
    );
  return newObject(name === "Sealed" ? [["item", item()]] : [], false);
}

function item(): Value {
  return { kind: "object", object: newObject([], false) };
}

function items(values: readonly Value[]): Value {
  return {
    kind: "object",
    object: newObject(
      values.map((value, index) => [String(index), value] as const),
      false,
    ),
  };
}

/** A scope: what was declared in it ends in reverse order, whichever way it is left. */
function runAll(statements: Statements, machine: Machine): Completion {
  let completion: Completion = { kind: "on" };
  const declared: string[] = [];
  for (const statement of statements) {
    if (statement.kind === "let" || statement.kind === "closure") declared.push(statement.name);
    completion = runOne(statement, machine);
    if (completion.kind !== "on") break;
  }
  for (const name of declared.toReversed()) endVariable(name, machine);
  return completion;
}

function endVariable(name: string, machine: Machine): void {
  const value = machine.variables.get(name);
  if (value !== undefined) end(value);
  machine.variables.delete(name);
}

function runOne(statement: Statement, machine: Machine): Completion {
  switch (statement.kind) {
    case "let":
      machine.variables.set(statement.name, statement.value && evaluate(statement.value, machine));
      return { kind: "on" };
    case "assign":
      assign(statement.place, evaluate(statement.value, machine), machine);
      return { kind: "on" };
    case "add":
      touchNumber(statement.place, machine, "write");
      return { kind: "on" };
    case "do":
      end(evaluate(statement.value, machine));
      return { kind: "on" };
    case "if":
      return machine.random.chance(0.5) ? runAll(statement.body, machine) : runAll(statement.otherwise ?? [], machine);
    case "while":
    case "loop":
      return runLoop(statement.kind, statement.body, machine);
    case "block":
      return runAll(statement.body, machine);
    case "closure":
      machine.variables.set(statement.name, closure(statement.body, statement.moves, machine));
      return { kind: "on" };
    case "give": {
      const given = closure(statement.body, statement.moves, machine);
      if (given.kind === "closure") given.run();
      return { kind: "on" };
    }
    case "break":
    case "continue":
      return { kind: statement.kind };
    case "return":
      return statement.value === undefined ? { kind: "return" } : { kind: "return", value: evaluate(statement.value, machine) };
    default:
      return assertNever(statement);
  }
}

function runLoop(kind: "while" | "loop", body: Statements, machine: Machine): Completion {
  for (let turn = 0; turn < mostTurns; turn++) {
    if (kind === "while" && !machine.random.chance(0.6)) return { kind: "on" };
    const completion = runAll(body, machine);
    if (completion.kind === "break") return { kind: "on" };
    if (completion.kind === "return") return completion;
  }
  // A loop that nothing leaves never comes to what stands behind it.
  return { kind: kind === "while" ? "on" : "return" };
}

const mostTurns = 12;

interface Found {
  readonly object: HeapObject;
  /** Of the borrow by which it was reached; its owner needs none. */
  readonly tag: Tag | undefined;
}

/** The object at the place; the last step may be a number of it. */
function find({ root, path }: Place, machine: Machine): Found | undefined {
  let value = present(machine.variables.get(root));
  let tag: Tag | undefined;
  for (const step of path) {
    if (step === "n") break;
    if (value.kind === "reference") tag = value.tag;
    if (value.kind !== "object" && value.kind !== "reference") return undefined;
    value = present(value.object.fields.get(step));
  }
  if (value.kind === "reference") return { object: value.object, tag: value.tag };
  return value.kind === "object" ? { object: value.object, tag } : undefined;
}

function present(value: Value | undefined): Value {
  if (value === undefined) throw new Violation("used after it was moved");
  return value;
}

/** `x.n`. */
function touchNumber(place: Place, machine: Machine, access: "read" | "write"): void {
  const found = find(place, machine);
  if (found !== undefined) touchNumbers(found.object, found.tag, access);
}

function assign(place: Place, value: Value, machine: Machine): void {
  const field = place.path.at(-1);
  if (field === "n") return touchNumber(place, machine, "write");
  if (field === undefined) {
    const old = machine.variables.get(place.root);
    if (old !== undefined) end(old);
    machine.variables.set(place.root, value);
    return undefined;
  }
  const owner = find({ root: place.root, path: place.path.slice(0, -1) }, machine);
  const old = owner?.object.fields.get(field);
  if (owner !== undefined && old?.kind === "object") {
    touch(old.object, owner.tag, "write");
    end(old);
  }
  if (owner !== undefined) store(owner.object, field, value);
  return undefined;
}

function evaluate(expression: Expression, machine: Machine): Value {
  switch (expression.kind) {
    case "number":
      return { kind: "number" };
    case "use":
      return take(expression.place, machine);
    case "borrow": {
      const found = isPlace(expression.of) ? find(expression.of, machine) : temporary(evaluate(expression.of, machine));
      return found === undefined ? { kind: "number" } : lend(found.object, found.tag, expression.mode === "mut" ? "unique" : "shared");
    }
    case "new":
      return construct(expression.name, all(expression.values, machine));
    case "items":
      return items(all(expression.values, machine));
    case "call":
      return call(expression.name, all(expression.values, machine), machine);
    case "method":
      return method(expression.on, expression.name, all(expression.values, machine), machine);
    default:
      return assertNever(expression);
  }
}

function all(values: readonly Expression[], machine: Machine): readonly Value[] {
  return values.map((value) => evaluate(value, machine));
}

function temporary(value: Value): Found | undefined {
  return value.kind === "object" ? { object: value.object, tag: undefined } : undefined;
}

/** Owners are moved, numbers and shared borrows copied, exclusive ones borrowed on. */
function take(place: Place, machine: Machine): Value {
  if (place.path.at(-1) === "n") {
    touchNumber(place, machine, "read");
    return { kind: "number" };
  }
  const owner = place.path.length === 0 ? undefined : find({ root: place.root, path: place.path.slice(0, -1) }, machine);
  const fields = owner?.object.fields ?? machine.variables;
  const key = place.path.at(-1) ?? place.root;
  const value = present(fields.get(key));
  if (value.kind === "reference") return value.tag.unique ? lend(value.object, value.tag, "unique") : value;
  if (value.kind !== "object") return value;
  touch(value.object, owner?.tag, "write");
  if (machine.variables === fields) machine.variables.set(key, undefined);
  else owner?.object.fields.delete(key);
  return value;
}

function construct(name: string, values: readonly Value[]): Value {
  const names = name === "Pair" ? ["a", "b"] : ["item"];
  const fields = values.flatMap((value, index) => (value.kind === "number" ? [] : [[names[index]!, value] as const]));
  return { kind: "object", object: newObject(fields, name === "Watch" || name === "Hold") };
}

function use(value: Value): void {
  if (value.kind === "reference") touch(value.object, value.tag, value.tag.unique ? "write" : "read");
}

function call(name: string, values: readonly Value[], machine: Machine): Value {
  const own = machine.variables.get(name);
  if (machine.variables.has(name)) {
    if (present(own).kind === "closure") (own as Extract<Value, { readonly kind: "closure" }>).run();
    return { kind: "number" };
  }
  for (const value of values) use(value);
  const [first, second] = values;
  if (name === "make") return item();
  if (name === "pick") return machine.random.chance(0.5) ? first! : second!;
  if (name === "through" || name === "throughMut" || name === "left") return first!;
  if (name === "refill") return first?.kind === "reference" ? refill(first, second!) : first!;
  if (name === "grip") return first?.kind === "reference" ? grip(first.object) : first!;
  if (name === "freeze") return first?.kind === "reference" ? lend(first.object, first.tag, "shared") : first!;
  for (const value of values) end(value);
  return { kind: "number" };
}

type Reference = Extract<Value, { readonly kind: "reference" }>;

function refill({ object, tag }: Reference, value: Value): Value {
  const old = object.fields.get("a");
  if (old?.kind === "object") touch(old.object, tag, "write");
  store(object, "a", value);
  return old ?? value;
}

/** What is held alone is lent on. */
function grip({ fields }: Reference["object"]): Value {
  const item = present(fields.get("item"));
  return item.kind === "reference" ? lend(item.object, item.tag, "unique") : item;
}

function method(on: Place, name: string, values: readonly Value[], machine: Machine): Value {
  if (name === "eat") {
    end(take(on, machine));
    return { kind: "number" };
  }
  const found = find(on, machine);
  if (found === undefined) return { kind: "number" };
  const writes = ["bump", "add", "shake", "push", "firstMut"].includes(name);
  touch(found.object, found.tag, writes ? "write" : "read");
  if (name === "push") store(found.object, String(found.object.fields.size), values[0]!);
  // A view is looked at through what it looks at.
  const item = found.object.fields.get("item");
  if (name === "get" && item !== undefined) use(item);
  if (name !== "first" && name !== "firstMut") return { kind: "number" };
  const pair = lend(found.object, found.tag, writes ? "unique" : "shared");
  const a = found.object.fields.get("a");
  return pair.kind === "reference" && a?.kind === "object" ? { ...pair, object: a.object } : pair;
}

/** Captures at once what its body mentions: to look, to change or to take, or all by value. */
function closure(body: Statements, moves: Moves, machine: Machine): Value {
  const captured = new Map<string, Value | undefined>();
  const inner: Machine = { variables: captured, random: machine.random };
  const uses = body.flatMap((statement) => capturesOf(statement));
  const mapped = new Map<Place, string>();
  for (const { place, mode } of uses) {
    const name = `captured ${captured.size}`;
    mapped.set(place, name);
    const byValue = moves === "moves" || mode === "take";
    const mutable = mode === "mut" ? "mut" : "ref";
    captured.set(name, byValue ? take(place, machine) : evaluate({ kind: "borrow", mode: mutable, of: place }, machine));
  }
  return {
    kind: "closure",
    run: () =>
      void runAll(
        body.map((statement) => renamed(statement, mapped)),
        inner,
      ),
  };
}

interface Captured {
  readonly place: Place;
  readonly mode: "ref" | "mut" | "take";
}

/** Closures of generated programs do one thing with one place. */
function capturesOf(statement: Statement): readonly Captured[] {
  if (statement.kind !== "do") return [];
  const { value } = statement;
  if (value.kind === "method") return [{ place: value.on, mode: value.name === "bump" ? "mut" : "ref" }];
  const [argument] = value.kind === "call" ? value.values : [];
  if (argument?.kind === "use") return [{ place: argument.place, mode: "take" }];
  return argument?.kind === "method" ? [{ place: argument.on, mode: "ref" }] : [];
}

function renamed(statement: Statement, names: ReadonlyMap<Place, string>): Statement {
  if (statement.kind !== "do") return statement;
  const there = (place: Place): Place => ({ root: names.get(place) ?? place.root, path: names.has(place) ? [] : place.path });
  const inside = (value: Expression): Expression => {
    if (value.kind === "method") return { ...value, on: there(value.on) };
    if (value.kind === "use") return { ...value, place: there(value.place) };
    return value.kind === "call" ? { ...value, values: value.values.map((argument) => inside(argument)) } : value;
  };
  return { kind: "do", value: inside(statement.value) };
}
