/** What the code of a class's own release methods shows: whether they end something, and whether the object is over afterwards. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { BlockId, Body, Callee, Place, Rvalue, Statement, Terminator } from "@freehold/mir/body";
import { reachableFrom } from "@freehold/mir/cfg/reachability";
import type { Program } from "@freehold/mir/program";
import { bodiesOf } from "../bodies-of.ts";
import { definitionsOf } from "../facts/definitions.ts";
import { wholeLocal } from "../whole-local.ts";
import { releaseMethods, softReleaseMethods } from "../words.ts";
import type { OwnedType } from "./contract.ts";

export interface ClassNames {
  readonly file: FilePath;
  /** Its own name, then those of the classes it extends. */
  readonly names: readonly string[];
}

/**
 * `empties`: a collection that ends its elements one by one, and keeps no mark of it. `this.closed = true`, and a field that is ended and
 * stays where it is, say that the object is over.
 */
export function releaseCode(program: Program, { file, names }: ClassNames, release: readonly string[]): OwnedType["code"] {
  const methods = new Set(names.flatMap((name) => release.map((method) => `${name}.${method}`)));
  const code = bodiesOf(program, file).filter((body) => methods.has(body.name));
  const endings = code.flatMap((body) =>
    body.blocks.flatMap(({ terminator }) => (terminator.kind === "call" && endsSomething(terminator.callee) ? [{ body, terminator }] : [])),
  );
  if (endings.length === 0) return "idle";
  const drained = endings.some(({ body, terminator }) => isTakenOut(body, terminator.callee));
  const marked = code.some(leavesMark) || endings.some(({ body, terminator }) => isField(body, terminator.callee));
  return drained && !marked ? "empties" : "ends";
}

/** Methods that end their own object whenever they come back: `collect()` reads a stream to its end and then calls `this.close()`. */
export function selfEnding(program: Program, { file, names }: ClassNames, release: readonly string[]): readonly string[] {
  const own = bodiesOf(program, file).filter((body) => body.kind === "method" && names.includes(body.scope.at(-2) ?? ""));
  return own.filter((body) => alwaysEndsThis(body, release)).flatMap((body) => body.scope.at(-1) ?? []);
}

function alwaysEndsThis(body: Body, release: readonly string[]): boolean {
  const ends = (id: BlockId): boolean => endsThis(body, body.blocks[id]!.terminator, release);
  if (!body.blocks.some(({ id }) => ends(id))) return false;
  const open = reachableFrom(body, [body.blocks[0]!.id], ({ kind }, source) => kind !== "unwind" && !ends(source));
  return ![...open].some((id) => body.blocks[id]!.terminator.kind === "return");
}

/** All that its release methods end came in from outside: `constructor(exchange) { this.exchange = exchange; }`. */
export function endsOnlyGiven(program: Program, { file, names }: ClassNames, release: readonly string[]): boolean {
  const own = bodiesOf(program, file).filter((body) => names.includes(body.scope.at(-2) ?? ""));
  const fields = own
    .filter((body) => release.includes(body.scope.at(-1) ?? ""))
    .flatMap((body) => body.blocks.flatMap(({ terminator }) => endedField(body, terminator) ?? []));
  const sets = own.flatMap((body) =>
    body.blocks.flatMap(({ statements }) => statements.flatMap((statement) => fieldSet(body, statement) ?? [])),
  );
  return fields.length > 0 && fields.every((field) => isGiven(sets.filter((set) => set.field === behind(own, field))));
}

/** The field that a getter reads, the field itself where there is none. */
function behind(own: readonly Body[], field: string): string {
  const getter = own.find((body) => body.kind === "getter" && body.scope.at(-1) === field);
  for (const { statements } of getter?.blocks ?? []) {
    for (const statement of statements) {
      if (statement.kind !== "assign" || statement.value.kind !== "use" || statement.value.operand.kind !== "place") continue;
      const read = fieldOfThis(getter!, statement.value.operand.place);
      if (read !== undefined) return read;
    }
  }
  return field;
}

interface FieldSet {
  readonly field: string;
  readonly given: boolean;
}

function isGiven(sets: readonly FieldSet[]): boolean {
  return sets.length > 0 && sets.every(({ given }) => given);
}

/** Any other way to end something gives a field that nobody sets. */
function endedField(body: Body, terminator: Terminator): string | undefined {
  if (terminator.kind !== "call" || !endsSomething(terminator.callee)) return undefined;
  const receiver =
    terminator.callee.kind === "method" && terminator.callee.receiver.kind === "place" ? terminator.callee.receiver.place : undefined;
  return (receiver && fieldOfThis(body, receiver)) ?? "";
}

function fieldSet(body: Body, statement: Statement): FieldSet | undefined {
  const field = statement.kind === "assign" && statement.target.path.length > 0 ? fieldOfThis(body, statement.target) : undefined;
  if (statement.kind !== "assign" || field === undefined) return undefined;
  const from = statement.value.kind === "use" ? wholeLocal(statement.value.operand) : undefined;
  return { field, given: from !== undefined && body.locals[from]?.kind.kind === "param" };
}

function endsThis(body: Body, terminator: Terminator, release: readonly string[]): boolean {
  if (terminator.kind !== "call" || terminator.callee.kind !== "method" || !release.includes(terminator.callee.name)) return false;
  const receiver = wholeLocal(terminator.callee.receiver);
  return receiver !== undefined && body.locals[receiver]?.kind.kind === "this";
}

function endsSomething(callee: Callee): boolean {
  const name = callee.kind === "method" ? callee.name : "";
  return releaseMethods.has(name) || softReleaseMethods.has(name) || /^(?:off|remove(?:All)?Listeners?|removeEventListener)$/.test(name);
}

/** `this.items.pop()!.dispose()`: what it ends is no longer in it. */
function isTakenOut(body: Body, callee: Callee): boolean {
  const receiver = callee.kind === "method" && callee.receiver.kind === "place" ? callee.receiver.place : undefined;
  if (receiver === undefined || receiver.path.length > 0) return false;
  const { calls, values } = definitionsOf(body);
  const copied = values.get(receiver.local);
  const local = copied?.kind === "use" && copied.operand.kind === "place" ? copied.operand.place.local : receiver.local;
  return (calls.get(local) ?? []).some((made) => made.callee.kind === "method" && /^(?:pop|shift|splice)$/.test(made.callee.name));
}

/** `this.socket.destroy()`. */
function isField(body: Body, callee: Callee): boolean {
  return callee.kind === "method" && callee.receiver.kind === "place" && fieldOfThis(body, callee.receiver.place) !== undefined;
}

function fieldOfThis(body: Body, place: Place): string | undefined {
  const [step] = place.path;
  if (place.path.length === 1 && step?.kind === "field" && body.locals[place.local]?.kind.kind === "this") return step.name;
  const value = place.path.length === 0 ? definitionsOf(body).values.get(place.local) : undefined;
  return value?.kind === "use" && value.operand.kind === "place" && value.operand.place.path.length > 0
    ? fieldOfThis(body, value.operand.place)
    : undefined;
}

/** A flag that is set and not taken back before the end. */
function leavesMark(body: Body): boolean {
  const flags = new Map<string, Set<boolean>>();
  for (const { statements } of body.blocks) {
    for (const statement of statements) {
      if (statement.kind !== "assign") continue;
      const field = fieldOfThis(body, statement.target);
      const flag = booleanOf(statement.value);
      if (field === undefined || flag === undefined || statement.target.path.length === 0) continue;
      flags.set(field, (flags.get(field) ?? new Set()).add(flag));
    }
  }
  return [...flags.values()].some((values) => values.size === 1);
}

function booleanOf(value: Rvalue): boolean | undefined {
  if (value.kind !== "use" || value.operand.kind !== "constant") return undefined;
  return value.operand.value.kind === "boolean" ? value.operand.value.value : undefined;
}
