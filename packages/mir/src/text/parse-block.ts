/** Parses one block of MIR text: its statements and its terminator. */

import type { Block, Place, Statement, Terminator } from "../body.ts";
import { parseCallee } from "./parse-callee.ts";
import { parseBlockId, parseCallId, parseLocalId, parseOperand, parsePlace, parseSpan, type BodyScanner } from "./parse-operand.ts";
import { parseArgument, parseRvalue } from "./parse-rvalue.ts";
import { accept, acceptWord, expect, expectLineEnd, expectWord, fail, separated } from "./scanner.ts";

export function parseBlock(scanner: BodyScanner): Block {
  const id = parseBlockId(scanner);
  const cleanup = acceptWord(scanner, "cleanup");
  expectWord(scanner, ":");
  expectLineEnd(scanner);
  const statements: Statement[] = [];
  for (;;) {
    const line = parseLine(scanner);
    expectLineEnd(scanner);
    if (line.kind === "terminator") return { id, statements, terminator: line.terminator, cleanup };
    statements.push(line.statement);
  }
}

type Line =
  | { readonly kind: "statement"; readonly statement: Statement }
  | { readonly kind: "terminator"; readonly terminator: Terminator };

function parseLine(scanner: BodyScanner): Line {
  const statement = acceptStatement(scanner);
  if (statement !== undefined) return { kind: "statement", statement };
  const terminator = acceptTerminator(scanner);
  if (terminator !== undefined) return { kind: "terminator", terminator };
  if (accept(scanner, /(?=%)/y) === undefined) fail(scanner, "expected a statement or a terminator");
  const place = parsePlace(scanner);
  expectWord(scanner, "=");
  const written = acceptWritingTerminator(scanner, place);
  if (written !== undefined) return { kind: "terminator", terminator: written };
  const value = parseRvalue(scanner);
  return { kind: "statement", statement: { kind: "assign", target: place, value, span: parseSpan(scanner) } };
}

/** Every statement but an assignment. */
function acceptStatement(scanner: BodyScanner): Statement | undefined {
  for (const kind of ["storage-live", "storage-dead"] as const) {
    if (acceptWord(scanner, kind)) return { kind, local: parseLocalId(scanner), span: parseSpan(scanner) };
  }
  if (acceptWord(scanner, "read")) return { kind: "read", operand: parseOperand(scanner), span: parseSpan(scanner) };
  return undefined;
}

/** Every terminator that has no destination. */
function acceptTerminator(scanner: BodyScanner): Terminator | undefined {
  for (const kind of ["return", "closed", "resume", "unreachable"] as const) {
    if (acceptWord(scanner, kind)) return { kind, span: parseSpan(scanner) };
  }
  if (acceptWord(scanner, "goto")) return { kind: "goto", target: way(scanner, "->"), span: parseSpan(scanner) };
  if (acceptWord(scanner, "throw")) {
    return { kind: "throw", operand: parseOperand(scanner), target: way(scanner, "->"), span: parseSpan(scanner) };
  }
  if (acceptWord(scanner, "branch")) return parseBranch(scanner);
  if (acceptWord(scanner, "drop")) return parseDrop(scanner);
  return undefined;
}

function parseBranch(scanner: BodyScanner): Terminator {
  const test = oneOf(scanner, ["truthy", "nullish", "last-case"]);
  const operand = parseOperand(scanner);
  expectWord(scanner, "->");
  return { kind: "branch", test, operand, yes: way(scanner, "yes"), no: way(scanner, "no"), span: parseSpan(scanner) };
}

function parseDrop(scanner: BodyScanner): Terminator {
  const how = oneOf(scanner, ["dispose", "async-dispose", "close-iterator"]);
  const place = parsePlace(scanner);
  return { kind: "drop", how, place, target: way(scanner, "->"), unwind: way(scanner, "unwind"), span: parseSpan(scanner) };
}

/** The terminators that write what they get to a destination. */
function acceptWritingTerminator(scanner: BodyScanner, destination: Place): Terminator | undefined {
  if (acceptWord(scanner, "await")) {
    const operand = parseOperand(scanner);
    return { kind: "await", operand, destination, target: way(scanner, "->"), unwind: way(scanner, "unwind"), span: parseSpan(scanner) };
  }
  if (acceptWord(scanner, "yield")) return parseYield(scanner, destination);
  if (acceptWord(scanner, "next")) return parseNext(scanner, destination);
  for (const form of ["call", "new", "super", "tagged-template", "dynamic-import"] as const) {
    if (acceptWord(scanner, form)) return parseCall(scanner, form, destination);
  }
  return undefined;
}

type Call = Extract<Terminator, { kind: "call" }>;

function parseYield(scanner: BodyScanner, destination: Place): Terminator {
  const operand = parseOperand(scanner);
  const target = way(scanner, "->");
  const unwind = way(scanner, "unwind");
  return { kind: "yield", operand, destination, target, unwind, closed: way(scanner, "closed"), span: parseSpan(scanner) };
}

function parseNext(scanner: BodyScanner, destination: Place): Terminator {
  const async = acceptWord(scanner, "async");
  const iterated = parseOperand(scanner);
  const position = acceptWord(scanner, "at") ? Number(expect(scanner, /\d+/y, "a position")) : undefined;
  expectWord(scanner, "->");
  const more = way(scanner, "more");
  const done = way(scanner, "done");
  const unwind = way(scanner, "unwind");
  return { kind: "next", iterated, position, async, destination, more, done, unwind, span: parseSpan(scanner) };
}

function parseCall(scanner: BodyScanner, form: Call["form"], destination: Place): Terminator {
  const call = parseCallId(scanner);
  const callee = parseCallee(scanner);
  const args = separated(scanner, ")", () => parseArgument(scanner));
  const target = way(scanner, "->");
  return { kind: "call", call, form, callee, args, destination, target, unwind: way(scanner, "unwind"), span: parseSpan(scanner) };
}

/** `word bb3` */
function way(scanner: BodyScanner, word: string): ReturnType<typeof parseBlockId> {
  expectWord(scanner, word);
  return parseBlockId(scanner);
}

function oneOf<Word extends string>(scanner: BodyScanner, words: readonly Word[]): Word {
  return words.find((word) => acceptWord(scanner, word)) ?? fail(scanner, `expected ${words.map((word) => `\`${word}\``).join(" or ")}`);
}
