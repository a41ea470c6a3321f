/** Prints the small parts of MIR text: places, operands, arguments and members. */

import type { Span } from "@freehold/diagnostics/span";
import { assertNever } from "../assert.ts";
import type { Argument, Constant, Member, Operand, Place, Projection } from "../body.ts";
import { bareField, quoteUnless } from "./words.ts";

/** How a span is said: `@12..20`, or nothing. */
export type Mark = (span: Span) => string;

export const withoutSpans: Mark = () => "";

/** `%1.rows[*]` */
export function printPlace(place: Place): string {
  return `%${place.local}${place.path.map(printProjection).join("")}`;
}

export function printOperand(operand: Operand, mark: Mark): string {
  const text = operand.kind === "place" ? printPlace(operand.place) : printConstant(operand.value);
  return text + mark(operand.span);
}

export function printOperands(operands: readonly Operand[], mark: Mark): string {
  return operands.map((operand) => printOperand(operand, mark)).join(", ");
}

/** Of a call, or the members of a literal, which may have names; both may be spread. */
export function printArguments(values: readonly (Member | Argument)[], mark: Mark): string {
  return values.map((value) => printMember(value, mark)).join(", ");
}

/** `.name`, and `[Symbol.dispose]` without a dot, as in the language. */
export function printFieldProjection(name: string): string {
  const text = printField(name);
  return text.startsWith("[") ? text : `.${text}`;
}

export function printField(name: string): string {
  return quoteUnless(bareField, name);
}

function printProjection(projection: Projection): string {
  return projection.kind === "index" ? "[*]" : printFieldProjection(projection.name);
}

function printConstant(constant: Constant): string {
  switch (constant.kind) {
    case "undefined":
    case "null":
      return constant.kind;
    case "boolean":
      return String(constant.value);
    case "number":
      return Object.is(constant.value, -0) ? "-0" : String(constant.value);
    case "string":
      return JSON.stringify(constant.value);
    case "opaque":
      return `opaque ${JSON.stringify(constant.what)}`;
    default:
      return assertNever(constant);
  }
}

function printMember(member: Member, mark: Mark): string {
  const name = member.name === undefined ? "" : `${printField(member.name)}: `;
  return `${name}${member.spread ? "..." : ""}${printOperand(member.value, mark)}`;
}
