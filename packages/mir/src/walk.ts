/** What the statements and terminators of a body touch, and where each terminator goes. */

import type { Span } from "@freehold/diagnostics/span";
import { assertNever } from "./assert.ts";
import type { BlockId, Callee, LocalId, Operand, Place, Rvalue, Statement, Terminator } from "./body.ts";

/** `yes` and `no` are a branch's, `done` is a finished iterator's, `closed` a closed generator's. */
export type EdgeKind = "normal" | "unwind" | "closed" | "yes" | "no" | "done";

export interface Edge {
  readonly kind: EdgeKind;
  readonly target: BlockId;
}

/** `capture` is what a closure reaches from now on; `live` and `dead` are the ends of a binding's scope. */
export type Access = "read" | "write" | "drop" | "capture" | "live" | "dead";

/** In the terminator's order, the way without surprises first. */
export function successors(terminator: Terminator): readonly Edge[] {
  switch (terminator.kind) {
    case "goto":
      return [{ kind: "normal", target: terminator.target }];
    case "branch":
      return [
        { kind: "yes", target: terminator.yes },
        { kind: "no", target: terminator.no },
      ];
    case "call":
    case "await":
    case "drop":
      return [
        { kind: "normal", target: terminator.target },
        { kind: "unwind", target: terminator.unwind },
      ];
    case "next":
      return [
        { kind: "normal", target: terminator.more },
        { kind: "done", target: terminator.done },
        { kind: "unwind", target: terminator.unwind },
      ];
    case "yield":
      return [
        { kind: "normal", target: terminator.target },
        { kind: "unwind", target: terminator.unwind },
        { kind: "closed", target: terminator.closed },
      ];
    case "throw":
      return [{ kind: "unwind", target: terminator.target }];
    case "return":
    case "closed":
    case "resume":
    case "unreachable":
      return [];
    default:
      return assertNever(terminator);
  }
}

/** Statements and terminators share no kind, so one word tells them apart. */
export function isTerminator(node: Statement | Terminator): node is Terminator {
  return node.kind !== "assign" && node.kind !== "storage-live" && node.kind !== "storage-dead" && node.kind !== "read";
}

/** The place that gets a value here. A terminator writes it on its normal edge only. */
export function definedPlace(node: Statement | Terminator): Place | undefined {
  switch (node.kind) {
    case "assign":
      return node.target;
    case "call":
    case "next":
    case "await":
    case "yield":
      return node.destination;
    default:
      return undefined;
  }
}

/** In the order of evaluation. */
export function operandsOf(node: Statement | Terminator): readonly Operand[] {
  switch (node.kind) {
    case "assign":
      return operandsOfRvalue(node.value);
    case "call":
      return [...operandsOfCallee(node.callee), ...node.args.map((argument) => argument.value)];
    case "next":
      return [node.iterated];
    case "read":
    case "branch":
    case "await":
    case "yield":
    case "throw":
      return [node.operand];
    case "storage-live":
    case "storage-dead":
    case "goto":
    case "drop":
    case "return":
    case "closed":
    case "resume":
    case "unreachable":
      return [];
    default:
      return assertNever(node);
  }
}

export function operandsOfRvalue(value: Rvalue): readonly Operand[] {
  switch (value.kind) {
    case "use":
    case "unary":
      return [value.operand];
    case "binary":
      return [value.left, value.right];
    case "template":
      return value.holes;
    case "object":
    case "array":
      return value.members.map((member) => member.value);
    case "closure":
      return [];
    case "rest":
      return [value.of];
    case "unknown":
      return value.operands;
    default:
      return assertNever(value);
  }
}

/** Every place touched here: what is read first, then what is captured, dropped or written. */
export function visitPlaces(node: Statement | Terminator, visit: (place: Place, access: Access, span: Span) => void): void {
  for (const operand of operandsOf(node)) {
    if (operand.kind === "place") visit(operand.place, "read", operand.span);
  }
  if (node.kind === "assign" && node.value.kind === "closure") {
    for (const local of node.value.captures) visit(wholeLocal(local), "capture", node.span);
  }
  if (node.kind === "drop") visit(node.place, "drop", node.span);
  if (node.kind === "storage-live") visit(wholeLocal(node.local), "live", node.span);
  if (node.kind === "storage-dead") visit(wholeLocal(node.local), "dead", node.span);
  const defined = definedPlace(node);
  if (defined !== undefined) visit(defined, "write", node.span);
}

function wholeLocal(local: LocalId): Place {
  return { local, path: [] };
}

function operandsOfCallee(callee: Callee): readonly Operand[] {
  switch (callee.kind) {
    case "value":
      return [callee.operand];
    case "method":
      return [callee.receiver];
    case "computed-method":
      return [callee.receiver, callee.key];
    default:
      return assertNever(callee);
  }
}
