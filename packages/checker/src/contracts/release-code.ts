/** What the code of a class's own release methods shows: whether they end something, and whether the object is over afterwards. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { Body, Callee, Place, Rvalue } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { definitionsOf } from "../facts/definitions.ts";
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
export function releaseCode({ bodies }: Program, { file, names }: ClassNames, release: readonly string[]): OwnedType["code"] {
  const methods = new Set(names.flatMap((name) => release.map((method) => `${name}.${method}`)));
  const code = bodies.filter((body) => body.file === file && methods.has(body.name));
  const endings = code.flatMap((body) =>
    body.blocks.flatMap(({ terminator }) => (terminator.kind === "call" && endsSomething(terminator.callee) ? [{ body, terminator }] : [])),
  );
  if (endings.length === 0) return "idle";
  const drained = endings.some(({ body, terminator }) => isTakenOut(body, terminator.callee));
  const marked = code.some(leavesMark) || endings.some(({ body, terminator }) => isField(body, terminator.callee));
  return drained && !marked ? "empties" : "ends";
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
