/** What the code of a keeper does to its slots, in the order of the source: set, put into, released, cut, handed on. */

import type { Span } from "@freehold/diagnostics/span";
import type { Body, Operand, Place, Point, Rvalue, Statement, Terminator } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { operandsOf, operandsOfRvalue } from "@freehold/mir/walk";
import { returnPlace } from "@freehold/mir/return-place";
import type { Keeper, SlotUse, SlotUseKind, Touch } from "./keeper.ts";
import type { Roots } from "./roots.ts";
import { callUses, type CallReader } from "./call-uses.ts";
import { isThis, originOf, slotOf } from "./slots.ts";

export interface UseSources extends CallReader {
  readonly program: Program;
  readonly keeper: Keeper;
  readonly roots: Roots;
}

export function slotUses(sources: UseSources, body: Body): readonly SlotUse[] {
  return body.blocks.flatMap(({ id, statements, terminator }) => [
    ...statements.flatMap((statement, index) => usesAt(sources, body, statement, { block: id, index })),
    ...usesAt(sources, body, terminator, { block: id, index: statements.length }),
  ]);
}

const none: readonly SlotUse[] = [];

function usesAt(sources: UseSources, body: Body, node: Statement | Terminator, point: Point): readonly SlotUse[] {
  const touches = mayTouch(sources, body, node) ? touchesOf(sources, body, node) : [];
  const writes = writesOf(sources, body, node);
  if (touches.length === 0 && writes.length === 0) return none;
  return [
    ...touches.flatMap(({ operand, how }) =>
      [...sources.roots.of(body, operand)].map(([slot, depth]) => ({ body, point, slot, depth, how, span: spanOf(node, operand, how) })),
    ),
    ...writes.map((write) => ({ body, point, ...write, span: node.span })),
  ];
}

/** Most code is about something else; of a method of `this`, its name may be a slot's. */
function mayTouch({ program, roots }: UseSources, body: Body, node: Statement | Terminator): boolean {
  if (node.kind === "drop") return true;
  if (node.kind === "call" && node.callee.kind === "method" && isThis(program, body, node.callee.receiver)) return true;
  return operandsOf(node).some((operand) => roots.of(body, operand).size > 0);
}

/** What happens to a value is shown by its call or statement, a mere look where it is looked at. */
function spanOf(node: Statement | Terminator, operand: Operand, { kind }: SlotUseKind): Span {
  return kind === "end" || kind === "cut" || kind === "put" ? node.span : operand.span;
}

function touchesOf(sources: UseSources, body: Body, node: Statement | Terminator): readonly Touch[] {
  switch (node.kind) {
    case "assign":
      return touchesOfAssignment(sources, body, node.target, node.value);
    case "call":
      return callUses(sources, body, node);
    case "branch":
      return [{ operand: node.operand, how: { kind: "test" } }];
    case "throw":
    case "yield":
      return [{ operand: node.operand, how: { kind: "hand" } }];
    case "drop":
      return node.how === "close-iterator"
        ? []
        : [
            {
              operand: { kind: "place", place: node.place, span: node.span },
              how: { kind: "end", member: "[Symbol.dispose]", type: undefined },
            },
          ];
    default:
      return operandsOf(node).map((operand) => ({ operand, how: { kind: "read" } }));
  }
}

function touchesOfAssignment({ program, roots }: UseSources, body: Body, target: Place, value: Rvalue): readonly Touch[] {
  const operands = operandsOfRvalue(value);
  if (value.kind === "unary" && value.operator === "delete")
    return operands.map((operand) => ({ operand, how: { kind: "cut", member: "delete", call: undefined } }));
  if (value.kind === "binary") return operands.map((operand) => ({ operand, how: { kind: isCount(operand) ? "count" : "test" } }));
  if (value.kind === "unary" || value.kind === "template") return operands.map((operand) => ({ operand, how: { kind: "read" } }));
  if (!leaves(program, body, target))
    return operands.filter(isLook).map((operand) => ({ operand, how: { kind: isCount(operand) ? "count" : "read" } }));
  const isRead = (operand: Operand): boolean =>
    isLook(operand) || [...roots.of(body, operand).values()].every((depth) => depth === "member");
  return operands.map((operand) => ({ operand, how: { kind: isRead(operand) ? "read" : "hand" } }));
}

/** Returned, or put where others find it. */
function leaves(program: Program, body: Body, { local, path }: Place): boolean {
  return path.length > 0 || local === returnPlace || originOf(program, body, local).body !== body;
}

/** It names a place of its own, and does not pass on a local. */
function isLook(operand: Operand): boolean {
  return operand.kind === "place" && operand.place.path.length > 1;
}

function isCount(operand: Operand): boolean {
  const last = operand.kind === "place" ? operand.place.path.at(-1) : undefined;
  return last?.kind === "field" && (last.name === "length" || last.name === "size");
}

function writesOf(
  { program, keeper }: UseSources,
  body: Body,
  node: Statement | Terminator,
): readonly Pick<SlotUse, "slot" | "depth" | "how">[] {
  const written = writtenBy(node);
  const slot = written && slotOf(program, keeper, body, written.place);
  if (written === undefined || slot === undefined) return [];
  if (slot.depth === "itself") return [{ slot: slot.name, depth: "itself", how: { kind: "set", value: written.value } }];
  const last = written.place.path.at(-1)!;
  if (last.kind === "index") {
    const values = written.value === undefined ? [] : [written.value];
    return [{ slot: slot.name, depth: "itself", how: { kind: "put", values, key: undefined } }];
  }
  const how: SlotUseKind = last.name === "length" ? { kind: "cut", member: "length", call: undefined } : { kind: "read" };
  return [{ slot: slot.name, depth: last.name === "length" ? "itself" : "part", how }];
}

function writtenBy(node: Statement | Terminator): { readonly place: Place; readonly value: Operand | undefined } | undefined {
  switch (node.kind) {
    case "assign":
      return { place: node.target, value: node.value.kind === "use" ? node.value.operand : undefined };
    case "call":
    case "await":
    case "next":
    case "yield":
      // The variable of a scope may be the destination itself: it then holds what the call gives.
      return { place: node.destination, value: { kind: "place", place: node.destination, span: node.span } };
    default:
      return undefined;
  }
}
