/** Prints statements and terminators, one line each. */

import { assertNever } from "../assert.ts";
import type { Callee, Operand, Rvalue, Statement, Terminator } from "../body.ts";
import {
  printArguments,
  printField,
  printFieldProjection,
  printOperand,
  printOperands,
  printPlace,
  withoutSpans,
  type Mark,
} from "./print-operand.ts";
import { bareOperator, quoteUnless } from "./words.ts";

export function printStatement(statement: Statement, mark = withoutSpans): string {
  switch (statement.kind) {
    case "assign":
      return `${printPlace(statement.target)} = ${printRvalue(statement.value, mark)}`;
    case "storage-live":
    case "storage-dead":
      return `${statement.kind} %${statement.local}`;
    case "read":
      return `read ${printOperand(statement.operand, mark)}`;
    default:
      return assertNever(statement);
  }
}

export function printTerminator(terminator: Terminator, mark = withoutSpans): string {
  const ways = printWays(terminator);
  switch (terminator.kind) {
    case "goto":
      return `goto -> ${ways}`;
    case "branch":
      return `branch ${terminator.test} ${printOperand(terminator.operand, mark)} -> ${ways}`;
    case "call": {
      const call = `${terminator.form}#${terminator.call} ${printCallee(terminator.callee, mark)}(${printArguments(terminator.args, mark)})`;
      return `${printPlace(terminator.destination)} = ${call} -> ${ways}`;
    }
    case "next": {
      const next = `${terminator.async ? "next async" : "next"} ${printOperand(terminator.iterated, mark)}`;
      const position = terminator.position === undefined ? "" : ` at ${terminator.position}`;
      return `${printPlace(terminator.destination)} = ${next}${position} -> ${ways}`;
    }
    case "await":
    case "yield":
      return `${printPlace(terminator.destination)} = ${terminator.kind} ${printOperand(terminator.operand, mark)} -> ${ways}`;
    case "drop":
      return `drop ${terminator.how} ${printPlace(terminator.place)} -> ${ways}`;
    case "throw":
      return `throw ${printOperand(terminator.operand, mark)} -> ${ways}`;
    case "return":
    case "closed":
    case "resume":
    case "unreachable":
      return terminator.kind;
    default:
      return assertNever(terminator);
  }
}

/** The edges' words are those of `EdgeKind`, and `more` where an iterator goes on. */
function printWays(terminator: Terminator): string {
  switch (terminator.kind) {
    case "goto":
    case "throw":
      return `bb${terminator.target}`;
    case "branch":
      return `yes bb${terminator.yes} no bb${terminator.no}`;
    case "call":
    case "await":
    case "drop":
      return `bb${terminator.target} unwind bb${terminator.unwind}`;
    case "next":
      return `more bb${terminator.more} done bb${terminator.done} unwind bb${terminator.unwind}`;
    case "yield":
      return `bb${terminator.target} unwind bb${terminator.unwind} closed bb${terminator.closed}`;
    case "return":
    case "closed":
    case "resume":
    case "unreachable":
      return "";
    default:
      return assertNever(terminator);
  }
}

function printRvalue(value: Rvalue, mark: Mark): string {
  switch (value.kind) {
    case "use":
      return printOperand(value.operand, mark);
    case "unary":
      return `unary ${printOperator(value.operator)} ${printOperand(value.operand, mark)}`;
    case "binary":
      return `${printOperand(value.left, mark)} ${printOperator(value.operator)} ${printOperand(value.right, mark)}`;
    case "template":
      return `template (${printOperands(value.holes, mark)})`;
    case "object":
      return value.members.length === 0 ? "object {}" : `object { ${printArguments(value.members, mark)} }`;
    case "array":
      return `array [${printArguments(value.members, mark)}]`;
    case "closure": {
      const bodies = value.bodies.map((body) => `#${body}`).join(", ");
      return `${value.what} [${bodies}] captures [${value.captures.map((local) => `%${local}`).join(", ")}]`;
    }
    case "rest":
      return `rest of ${printOperand(value.of, mark)} without [${value.without.map(printField).join(", ")}]`;
    case "unknown":
      return `unknown ${JSON.stringify(value.reason)} (${printOperands(value.operands, mark)})`;
    default:
      return assertNever(value);
  }
}

function printOperator(operator: string): string {
  return quoteUnless(bareOperator, operator);
}

/** `%1.connect` is a method; a function kept in a field and called without a receiver is `(%1.connect)`. */
function printCallee(callee: Callee, mark: Mark): string {
  switch (callee.kind) {
    case "value": {
      const text = printOperand(callee.operand, mark);
      return isBareLocal(callee.operand) ? text : `(${text})`;
    }
    case "method":
      return `${printReceiver(callee.receiver, mark)}${printFieldProjection(callee.name)}${mark(callee.span)}`;
    case "computed-method":
      return `${printReceiver(callee.receiver, mark)}[${printOperand(callee.key, mark)}]`;
    default:
      return assertNever(callee);
  }
}

function isBareLocal(value: Operand): boolean {
  return value.kind === "place" && value.place.path.length === 0;
}

function printReceiver(value: Operand, mark: Mark): string {
  const text = printOperand(value, mark);
  return value.kind === "place" ? text : `(${text})`;
}
