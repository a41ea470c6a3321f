/** What a node takes in, in the order of evaluation, and as what: the type that is expected decides between copy, borrow and move. */

import type { Span } from "@freehold/diagnostics/span";
import type { Operand, Rvalue, Statement, Terminator } from "@freehold/mir/body";
import { operandsOf } from "@freehold/mir/walk";
import { keptArgument } from "./collection-method.ts";
import { positionOf } from "./elements.ts";
import { expectedMember, membersOf } from "./members.ts";
import { changingMethods, disposerName } from "./receiver.ts";
import { calledType, isMoved, regionsOf, type ClosureType, type Type } from "./type.ts";
import { staticRegion } from "./instantiate.ts";
import { isKeptByStranger } from "./kept-closures.ts";
import { assignedPlace } from "./place.ts";
import type { Handling } from "./strangers.ts";
import type { BodyTypes, TypedCall } from "./typing.ts";

export interface Input {
  readonly operand: Operand;
  /** Absent: whatever it is. */
  readonly expected: Type | undefined;
  /**
   * `receiver`: an exclusive borrow of it is only reserved until the call. `look`: it stays where it is. `test`: nobody looks into
   * it, only whether it is there. `end`: it is disposed by hand. `capture`: even a number is borrowed, as the closure sees it change.
   * `take`: it is given away, even an exclusive reference, which otherwise lends on.
   */
  readonly mode: "value" | "receiver" | "look" | "test" | "end" | "capture" | "take";
}

type Call = Extract<Terminator, { kind: "call" }>;

export function inputsOf(types: BodyTypes, node: Statement | Terminator): readonly Input[] {
  switch (node.kind) {
    case "call":
      return callInputs(types, node, types.call(node));
    case "assign":
      return assignInputs(types, node);
    case "yield":
      return [{ operand: node.operand, expected: types.universals.yields, mode: "value" }];
    case "branch":
      return testInputs(types, [node.operand]);
    case "next":
      return nextInputs(types, node);
    case "read":
      return operandsOf(node).map((operand) => ({ operand, expected: undefined, mode: "look" }));
    default:
      return operandsOf(node).map((operand) => ({ operand, expected: undefined, mode: "value" }));
  }
}

/** Everything that the operands after the one at `index` span. */
export function spansAfter(inputs: readonly Input[], index: number): readonly Span[] {
  return inputs.slice(index + 1).map(({ operand }) => operand.span);
}

/** A list that is owned is used up by its loop, one that is lent is lent for it; a pattern takes its parts. */
function nextInputs(types: BodyTypes, node: Extract<Terminator, { kind: "next" }>): readonly Input[] {
  const part = positionOf(types, node);
  if (part !== undefined) return [{ operand: part, expected: types.localType(node.destination.local), mode: "value" }];
  if (node.position !== undefined && node.position > 0) return [];
  const { kind } = types.typeOf(node.iterated);
  const isTaken = kind === "collection" || kind === "borrow" || kind === "running";
  return [{ operand: node.iterated, expected: undefined, mode: isTaken ? "value" : "look" }];
}

function assignInputs(types: BodyTypes, node: Extract<Statement, { kind: "assign" }>): readonly Input[] {
  const { target, value, span } = node;
  const operands = operandsOf(node);
  const expected = assignedPlace(types.localType(target.local), target).type;
  switch (value.kind) {
    case "use":
      return operands.map((operand) => ({ operand, expected, mode: "value" }));
    case "array":
    case "object":
      return membersOf(types, value).map((member) => ({
        operand: member.operand,
        expected: expectedMember(expected, member),
        mode: "value",
      }));
    case "closure":
      return captureInputs(types.closure(node), span);
    case "unary":
    case "binary":
      if (isTest(value)) return testInputs(types, operands);
      return operands.map((operand) => ({ operand, expected: undefined, mode: "look" }));
    default:
      return operands.map((operand) => ({ operand, expected: undefined, mode: "look" }));
  }
}

/** Numbers and the like are read; of what is owned or borrowed, only whether it is there. */
function testInputs(types: BodyTypes, operands: readonly Operand[]): readonly Input[] {
  return operands.map((operand) => ({ operand, expected: undefined, mode: types.typeOf(operand).kind === "copy" ? "look" : "test" }));
}

function isTest(value: Rvalue): boolean {
  if (value.kind === "unary") return value.operator === "typeof" || value.operator === "!";
  if (value.kind !== "binary" || !/^[!=]==?$/.test(value.operator)) return false;
  return [value.left, value.right].some(
    (side) => side.kind === "constant" && (side.value.kind === "undefined" || side.value.kind === "null"),
  );
}

function captureInputs(type: Type, span: Span): readonly Input[] {
  if (type.kind !== "closure") return [];
  return type.captures.map(({ place, how, type: kept }): Input => {
    const operand: Operand = { kind: "place", place, span };
    return how === "moved" ? { operand, expected: undefined, mode: "take" } : { operand, expected: kept, mode: "capture" };
  });
}

function callInputs(types: BodyTypes, call: Call, typed: TypedCall): readonly Input[] {
  const { callee, args } = call;
  const given = args.map(({ value }) => value);
  const receiver = callee.kind === "method" || callee.kind === "computed-method" ? callee.receiver : undefined;
  const key: readonly Input[] = callee.kind === "computed-method" ? [{ operand: callee.key, expected: undefined, mode: "look" }] : [];
  switch (typed.kind) {
    case "borrow":
      return given.map((operand) => ({ operand, expected: borrowed(types, operand, typed.how), mode: "value" }));
    case "move":
      return given.map((operand) => ({ operand, expected: undefined, mode: "value" }));
    case "closure": {
      const called = callee.kind === "value" ? [calledClosure(callee.operand, typed.of)] : [];
      return [...called, ...given.map((operand): Input => ({ operand, expected: undefined, mode: "look" }))];
    }
    case "signature": {
      const { instance } = typed;
      const passed = given.map((operand, index): Input => ({ operand, expected: expectedAt(instance, index), mode: "value" }));
      const inputs = [...passed, ...calledFunction(types, callee)];
      if (receiver === undefined || instance.receiver === undefined) return inputs;
      const mode = typed.name === disposerName ? "end" : "receiver";
      return [{ operand: receiver, expected: instance.receiver, mode }, ...inputs];
    }
    case "collection": {
      const how = changingMethods.has(typed.name) ? "exclusive" : "shared";
      const inputs = given.map((operand, index): Input => {
        const kept = keptArgument(typed.of, typed.name, index);
        return { operand, expected: kept, mode: kept === undefined ? "look" : "value" };
      });
      return receiver === undefined
        ? inputs
        : [{ operand: receiver, expected: { kind: "borrow", how, region: staticRegion, of: typed.of }, mode: "receiver" }, ...inputs];
    }
    case "wait": {
      const waited = given.map((operand): Input => ({ operand, expected: undefined, mode: "value" }));
      return receiver === undefined ? waited : [{ operand: receiver, expected: undefined, mode: "value" }, ...waited];
    }
    case "somebody": {
      const passed = given.map((operand, index) => strangersInput(types, call, operand, index));
      return receiver === undefined ? passed : [{ operand: receiver, expected: undefined, mode: "look" }, ...key, ...passed];
    }
  }
}

function strangersInput(types: BodyTypes, call: Call, operand: Operand, index: number): Input {
  const type = types.typeOf(operand);
  if (type.kind === "running" || isKeptByStranger(call, type)) return { operand, expected: undefined, mode: "value" };
  if (!isMoved(type) && regionsOf(type).length === 0) return { operand, expected: undefined, mode: "look" };
  const handling = types.handling(call, index);
  return { operand, expected: handling === "dropped" ? behind(type) : undefined, mode: strangersModes[handling] };
}

/** What the references lead to. */
function behind(type: Type): Type {
  return type.kind === "borrow" ? behind(type.of) : type;
}

const strangersModes: Readonly<Record<Handling, Input["mode"]>> = {
  "looked-at": "look",
  taken: "take",
  dropped: "value",
  ended: "end",
  "given-back": "value",
  unknown: "look",
};

/** A function that came as a value is used by its call, and `Own<() => void>` is used up. */
function calledFunction(types: BodyTypes, callee: Call["callee"]): readonly Input[] {
  if (callee.kind !== "value" || calledType(types.typeOf(callee.operand)).kind !== "function") return [];
  return [{ operand: callee.operand, expected: undefined, mode: "value" }];
}

/** A closure that gives away what it captured is used up by its call; one that changes something is borrowed for it. */
function calledClosure(operand: Operand, of: ClosureType): Input {
  if (of.captures.some(({ usedUp }) => usedUp !== undefined)) return { operand, expected: undefined, mode: "value" };
  const how = of.captures.some(({ how: captured }) => captured === "exclusive") ? "exclusive" : "shared";
  return { operand, expected: { kind: "borrow", how, region: staticRegion, of }, mode: "value" };
}

function expectedAt({ arguments: args, rest }: Extract<TypedCall, { kind: "signature" }>["instance"], index: number): Type | undefined {
  const last = args.at(-1);
  if (!rest || index < args.length - 1) return args[index];
  return last?.kind === "collection" ? last.elements[0] : undefined;
}

/** The collector's objects are not lent: a borrow of one is one more name for it. */
function borrowed(types: BodyTypes, operand: Operand, how: "shared" | "exclusive"): Type {
  const type = types.typeOf(operand);
  if (type.kind === "borrow") return { ...type, how, region: staticRegion };
  return isMoved(type) ? { kind: "borrow", how, region: staticRegion, of: type } : type;
}
