/** Parses the right side of an assignment. */

import type { Argument, Member, Operand, Rvalue } from "../body.ts";
import { parseBodyId, parseField, parseLocalId, parseOperand, parseOperator, parseString, type BodyScanner } from "./parse-operand.ts";
import { accept, acceptWord, expectWord, separated } from "./scanner.ts";

export function parseRvalue(scanner: BodyScanner): Rvalue {
  if (acceptWord(scanner, "unary")) return { kind: "unary", operator: parseOperator(scanner), operand: parseOperand(scanner) };
  if (acceptWord(scanner, "template")) return { kind: "template", holes: parseOperands(scanner) };
  if (acceptWord(scanner, "unknown")) return { kind: "unknown", reason: parseString(scanner), operands: parseOperands(scanner) };
  if (acceptWord(scanner, "rest of")) return parseRest(scanner);
  if (acceptWord(scanner, "object {")) return { kind: "object", members: separated(scanner, "}", () => parseMember(scanner)) };
  if (acceptWord(scanner, "array [")) return { kind: "array", members: separated(scanner, "]", () => parseMember(scanner)) };
  for (const what of ["function", "class"] as const) {
    if (acceptWord(scanner, what)) return parseClosure(scanner, what);
  }
  const left = parseOperand(scanner);
  if (isLineDone(scanner)) return { kind: "use", operand: left };
  return { kind: "binary", operator: parseOperator(scanner), left, right: parseOperand(scanner) };
}

/** `...%1`, or without the dots. */
export function parseArgument(scanner: BodyScanner): Argument {
  return { spread: acceptWord(scanner, "..."), value: parseOperand(scanner) };
}

/** Nothing but a span is left of the line. */
function isLineDone(scanner: BodyScanner): boolean {
  return accept(scanner, /(?=@|\r?\n|$)/y) !== undefined;
}

function parseRest(scanner: BodyScanner): Rvalue {
  const of = parseOperand(scanner);
  expectWord(scanner, "without");
  expectWord(scanner, "[");
  return { kind: "rest", of, without: separated(scanner, "]", () => parseField(scanner)) };
}

function parseClosure(scanner: BodyScanner, what: "function" | "class"): Rvalue {
  expectWord(scanner, "[");
  const bodies = separated(scanner, "]", () => parseBodyId(scanner));
  expectWord(scanner, "captures");
  expectWord(scanner, "[");
  return { kind: "closure", what, bodies, captures: separated(scanner, "]", () => parseLocalId(scanner)) };
}

function parseOperands(scanner: BodyScanner): readonly Operand[] {
  expectWord(scanner, "(");
  return separated(scanner, ")", () => parseOperand(scanner));
}

function parseMember(scanner: BodyScanner): Member {
  const start = scanner.offset;
  const named = accept(scanner, memberName) !== undefined;
  if (!named) return parseArgument(scanner);
  scanner.offset = start;
  const name = parseField(scanner);
  expectWord(scanner, ":");
  return { name, ...parseArgument(scanner) };
}

const memberName = /(?:"(?:[^"\\\n]|\\.)*"|[^\s"%@,:]+):/y;
