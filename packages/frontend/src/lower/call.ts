/** Calls of all forms: of values and methods, `new`, `super(…)`, tagged templates and `import(…)`. */

import type { Span } from "@freehold/diagnostics/span";
import type { Argument, Callee, LocalId, Operand, Terminator } from "@freehold/mir/body";
import { assertNever } from "@freehold/mir/assert";
import type { Node } from "../syntax.ts";
import { kindOf, spanOf } from "./context.ts";
import type { BodyLowering } from "./context.ts";
import { constant, keep, newBlock, placeOperand, settle, wholeLocal } from "./emit.ts";
import type { Kept } from "./emit.ts";
import { unwindTarget } from "./exits.ts";
import { storeParameterProperties } from "./parameter.ts";
import { operandOf } from "./visit.ts";

type Form = Extract<Terminator, { kind: "call" }>["form"];

/** The object in `object.name(…)` and `object[key](…)`; `super.name(…)` is made on `this`, through `super`. */
export type Receiver =
  | { readonly kind: "member"; readonly of: Operand; readonly name: string; readonly span: Span; readonly through: "value" | "super" }
  | { readonly kind: "computed"; readonly of: Operand; readonly key: Operand; readonly through: "value" | "super" };

export interface Called {
  readonly operand: Operand;
  readonly receiver: Receiver | undefined;
}

export function callInto(body: BodyLowering, node: Node, called: Called, target: LocalId): void {
  const form = callForm(body, node, called);
  const given = calleeOf(body, node, form, called);
  const kept = calleeOperands(given).map((operand) => keep(body, operand));
  const { callee, args } = evaluate(body, given, kept, node.arguments ?? []);
  emitCall(body, node, { form, callee, args, target });
  if (form === "super" && called.receiver === undefined) storeParameterProperties(body);
}

export function newInto(body: BodyLowering, node: Node, target: LocalId): void {
  const given: Callee = { kind: "value", operand: operandOf(body, node.expression) };
  const kept = calleeOperands(given).map((operand) => keep(body, operand));
  const { callee, args } = evaluate(body, given, kept, node.arguments ?? []);
  emitCall(body, node, { form: "new", callee, args, target });
}

/** The first argument are the strings, the others the holes. */
export function taggedTemplateInto(body: BodyLowering, node: Node, target: LocalId): void {
  const operand = operandOf(body, node.tag);
  const given = methodOrValue(body, node.tag, operand);
  const holes = [...(node.template?.templateSpans ?? [])].flatMap((each) => (each.expression === undefined ? [] : [each.expression]));
  const kept = calleeOperands(given).map((each) => keep(body, each));
  const { callee, args } = evaluate(body, given, kept, holes);
  const strings = constant({ kind: "opaque", what: "template" }, spanOf(body, node.template ?? node));
  emitCall(body, node, { form: "tagged-template", callee, args: [{ value: strings, spread: false }, ...args], target });
}

export interface Call {
  readonly form: Form;
  readonly callee: Callee;
  readonly args: readonly Argument[];
  readonly target: LocalId;
}

/** Ends the block with the call, and goes on behind it. */
export function emitCall(body: BodyLowering, node: Node, { form, callee, args, target }: Call): void {
  const next = newBlock(body);
  const call = body.build.addCall();
  body.callNodes[call] = node;
  const unwind = unwindTarget(body, body.frame);
  body.build.terminate({
    kind: "call",
    call,
    form,
    callee,
    args,
    destination: wholeLocal(target),
    target: next,
    unwind,
    span: spanOf(body, node),
  });
  body.build.switchTo(next);
}

function callForm(body: BodyLowering, node: Node, called: Called): Form {
  if (called.receiver?.through === "super") return "super";
  const callee = node.expression;
  if (callee === undefined) return "call";
  const kind = kindOf(body, callee);
  if (kind === "SuperKeyword") return "super";
  const isImport = kind === "ImportKeyword" || (kind === "MetaProperty" && callee.name?.text !== "meta" && callee.name?.text !== "target");
  return isImport ? "dynamic-import" : "call";
}

function calleeOf(body: BodyLowering, node: Node, form: Form, { operand, receiver }: Called): Callee {
  if (receiver?.kind === "member") return { kind: "method", receiver: receiver.of, name: receiver.name, span: receiver.span };
  if (receiver?.kind === "computed") return { kind: "computed-method", receiver: receiver.of, key: receiver.key };
  if (form === "call") return { kind: "value", operand };
  const what = form === "super" ? "super" : "import";
  return { kind: "value", operand: constant({ kind: "opaque", what }, spanOf(body, node.expression ?? node)) };
}

/** `sql.unsafe` before a template is a method. */
function methodOrValue(body: BodyLowering, tag: Node | undefined, operand: Operand): Callee {
  const last = operand.kind === "place" ? operand.place.path.at(-1) : undefined;
  if (operand.kind !== "place" || last?.kind !== "field" || tag?.name === undefined) return { kind: "value", operand };
  const receiver = placeOperand({ local: operand.place.local, path: operand.place.path.slice(0, -1) }, spanOf(body, tag.expression ?? tag));
  return { kind: "method", receiver, name: last.name, span: spanOf(body, tag.name) };
}

function calleeOperands(callee: Callee): readonly Operand[] {
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

/** The arguments after the callee, and the callee as it was before them. */
function evaluate(
  body: BodyLowering,
  callee: Callee,
  before: readonly Kept[],
  nodes: readonly Node[],
): { readonly callee: Callee; readonly args: readonly Argument[] } {
  const spreads: boolean[] = [];
  const kept = [...before];
  for (const node of nodes) {
    const spread = kindOf(body, node) === "SpreadElement";
    spreads.push(spread);
    kept.push(keep(body, operandOf(body, spread ? node.expression : node)));
  }
  const operands = settle(body, kept);
  const args = operands.slice(before.length).map((value, index) => ({ value, spread: spreads[index] ?? false }));
  return { callee: withOperands(callee, operands), args };
}

function withOperands(callee: Callee, [first, second]: readonly Operand[]): Callee {
  switch (callee.kind) {
    case "value":
      return { ...callee, operand: first ?? callee.operand };
    case "method":
      return { ...callee, receiver: first ?? callee.receiver };
    case "computed-method":
      return { ...callee, receiver: first ?? callee.receiver, key: second ?? callee.key };
    default:
      return assertNever(callee);
  }
}
