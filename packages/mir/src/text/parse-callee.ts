/** Parses what is called: `%1.connect`, `%1[%2]`, `%1` or `(%1.connect)`. */

import type { Callee, Operand } from "../body.ts";
import { acceptFieldProjection, parseOperand, parseSpan, type BodyScanner } from "./parse-operand.ts";
import { acceptWord, expectWord, fail } from "./scanner.ts";

/** Reads the opening parenthesis of the arguments as well. */
export function parseCallee(scanner: BodyScanner): Callee {
  const enclosed = acceptWord(scanner, "(");
  const operand = parseOperand(scanner);
  if (enclosed) expectWord(scanner, ")");
  const start = scanner.offset;
  const name = acceptFieldProjection(scanner);
  if (name !== undefined) {
    const span = parseSpan(scanner);
    expectWord(scanner, "(");
    return { kind: "method", receiver: operand, name, span };
  }
  if (acceptWord(scanner, "[")) {
    const key = parseOperand(scanner);
    expectWord(scanner, "]");
    expectWord(scanner, "(");
    return { kind: "computed-method", receiver: operand, key };
  }
  scanner.offset = start;
  expectWord(scanner, "(");
  return enclosed ? { kind: "value", operand } : unspannedCallee(scanner, operand);
}

/** Without a span between them, the method's name was read as the last field of the receiver's place. */
function unspannedCallee(scanner: BodyScanner, operand: Operand): Callee {
  if (operand.kind === "constant") return fail(scanner, "a constant callee stands in parentheses");
  const { local, path } = operand.place;
  const last = path.at(-1);
  if (last === undefined) return { kind: "value", operand };
  if (last.kind === "index") return fail(scanner, "a callee that is a computed element stands in parentheses");
  const receiver: Operand = { ...operand, place: { local, path: path.slice(0, -1) } };
  return { kind: "method", receiver, name: last.name, span: operand.span };
}
