/**
 * What is done with variables that are written `any` or `unknown`, as far as an owner would have to know of it.
 *
 * To be formatted or compared says nothing about owning. Behind a test of what it is (`typeof`, `instanceof`, a question that somebody
 * answers with yes or no) the compiler knows the type. With `unknown` the compiler asks for that test itself before anything is read or
 * called, so that only what is stored or given away unseen is left; with `any` nobody asks.
 */

import type { Span } from "@freehold/diagnostics/span";
import type { BlockId, Body, Callee, Local, LocalId, Operand, Statement, Terminator } from "@freehold/mir/body";
import { operandsOf, successors } from "@freehold/mir/walk";
import { changingMethods } from "./receiver.ts";
import { topTypes, type TopType } from "./top-types.ts";
import { topTypeOf, unknownLocals, type UnknownLocals } from "./unknown-locals.ts";
import type { BodyTypes } from "./typing.ts";

export interface UnknownUse {
  readonly span: Span;
  readonly how: "stored" | "given-away" | "read";
}

interface UsedLocal {
  readonly local: Local;
  readonly type: TopType;
  /** The first one. */
  readonly use: UnknownUse;
}

/** Each variable once. */
export function unknownUses(types: BodyTypes): readonly UsedLocal[] {
  const known = unknownLocals(types);
  if (known.size === 0) return [];
  const found = new Map<TopType, UsedLocal>();
  const untested = untestedBlocks(types, known);
  types.body.blocks.forEach(({ id, statements, terminator }) => {
    if (!untested.has(id)) return;
    for (const node of [...statements, terminator]) {
      for (const operand of operandsOf(node)) {
        const type = topTypeOf(known, operand);
        const use = type === undefined || found.has(type) ? undefined : useOf(types, node, operand, type);
        if (type !== undefined && use !== undefined && operand.kind === "place") {
          found.set(type, { local: types.body.locals[operand.place.local]!, type, use });
        }
      }
    }
  });
  return [...found.values()];
}

/** Blocks that are reached without any question after what it is. */
function untestedBlocks({ body }: BodyTypes, known: UnknownLocals): ReadonlySet<BlockId> {
  const asked = askedLocals(body);
  const reached = new Set<BlockId>([0 as BlockId]);
  for (const id of reached) {
    const { statements, terminator } = body.blocks[id]!;
    const isAbout = (node: Statement | Terminator): boolean => operandsOf(node).some((each) => topTypeOf(known, each) !== undefined);
    if ([...statements, terminator].some((node) => isQuestion(body, asked, node) && isAbout(node))) continue;
    for (const { target } of successors(terminator)) reached.add(target);
  }
  return reached;
}

/** `typeof x`, `x instanceof Item`, `x === other`, `if (isItem(x))`, `assertItem(x)`. */
function isQuestion(body: Body, asked: ReadonlySet<LocalId>, node: Statement | Terminator): boolean {
  if (node.kind === "call") return asked.has(node.destination.local) || calledName(body, node.callee).startsWith("assert");
  if (node.kind !== "assign") return false;
  const { value } = node;
  if (value.kind === "unary") return value.operator === "typeof";
  return value.kind === "binary" && /^(?:[!=]==?|instanceof|in)$/.test(value.operator);
}

/** What the branches of a body decide by. */
function askedLocals({ blocks }: Body): ReadonlySet<LocalId> {
  const operands = blocks.flatMap(({ statements, terminator }): readonly Operand[] => [
    ...(terminator.kind === "branch" ? [terminator.operand] : []),
    ...statements.flatMap((each) => (each.kind === "assign" && each.value.kind === "unary" ? [each.value.operand] : [])),
  ]);
  return new Set(operands.flatMap((operand) => (operand.kind === "place" ? [operand.place.local] : [])));
}

function useOf(types: BodyTypes, node: Statement | Terminator, operand: Operand, type: TopType): UnknownUse | undefined {
  const { span } = operand;
  switch (node.kind) {
    case "assign":
      if (node.value.kind === "object" || node.value.kind === "array") return type.text === "any" ? { span, how: "stored" } : undefined;
      if (node.value.kind !== "use") return undefined;
      return stored(types, node, span, type);
    case "yield":
      return { span, how: "given-away" };
    case "call":
      return useByCall(types, node, operand, type);
    default:
      return undefined;
  }
}

function stored(types: BodyTypes, { target }: Extract<Statement, { kind: "assign" }>, span: Span, type: TopType): UnknownUse | undefined {
  const { body, world } = types;
  if (target.path.length > 0) return { span, how: "stored" };
  if (body.locals[target.local]?.kind.kind === "return") {
    const result = world.declarations.signatures.get(body.id)?.result;
    const isTold = result !== undefined && topTypes(result).length > 0;
    return isTold || (type.text === "unknown" && result?.kind !== "unwritten") ? undefined : { span, how: "given-away" };
  }
  const written = world.declarations.locals.get(body.id)?.get(target.local);
  const becomesKnown = type.text === "any" && written !== undefined && topTypes(written).length === 0;
  return becomesKnown ? { span, how: "given-away" } : undefined;
}

type Call = Extract<Terminator, { kind: "call" }>;

function useByCall(types: BodyTypes, call: Call, operand: Operand, type: TopType): UnknownUse | undefined {
  const { callee, args } = call;
  const { span } = operand;
  const index = args.findIndex(({ value }) => value === operand);
  if (index < 0) return type.text === "any" ? { span, how: "read" } : undefined;
  if (type.text === "unknown") {
    return callee.kind === "method" && changingMethods.has(callee.name) ? { span, how: "stored" } : undefined;
  }
  const called = types.callee(call);
  const expected = called.kind === "signature" ? called.signature.arguments[index] : undefined;
  const answersForIt = expected !== undefined && topTypes(expected).length > 0;
  return answersForIt || isFormatting(types, call) ? undefined : { span, how: "given-away" };
}

/** `console.log(x)`, `String(x)`, `JSON.stringify(x)`, `new TypeError(x)`. */
function isFormatting({ body }: BodyTypes, call: Call): boolean {
  const { callee } = call;
  if (callee.kind === "computed-method") return false;
  const operand = callee.kind === "value" ? callee.operand : callee.receiver;
  const name = operand.kind === "place" ? body.locals[operand.place.local]!.name : "";
  if (callee.kind === "method") return name === "console" || (name === "JSON" && callee.name === "stringify");
  return /^(?:String|Number|Boolean|BigInt|parseInt|parseFloat)$|Error$/.test(name);
}

function calledName({ locals }: Body, callee: Callee): string {
  if (callee.kind === "method") return callee.name;
  return callee.kind === "value" && callee.operand.kind === "place" ? locals[callee.operand.place.local]!.name : "";
}
