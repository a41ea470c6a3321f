/** Parses the small parts of MIR text: ids, names, spans, places and operands. */

import type { FilePath, Span } from "@freehold/diagnostics/span";
import type { BlockId, BodyId, CallId, Constant, LocalId, Operand, Place, Projection } from "../body.ts";
import { accept, acceptAttached, acceptWord, expect, fail, type Scanner } from "./scanner.ts";
import { bareField, bareName, bareOperator } from "./words.ts";

export interface BodyScanner extends Scanner {
  /** The body's file: the spans that name no other are in it. */
  file: FilePath;
}

export function parseName(scanner: Scanner): string {
  return acceptQuoted(scanner) ?? expect(scanner, sticky(bareName), "a name");
}

export function parseField(scanner: Scanner): string {
  return acceptQuoted(scanner) ?? expect(scanner, sticky(bareField), "a field's name");
}

export function parseOperator(scanner: Scanner): string {
  return acceptQuoted(scanner) ?? expect(scanner, sticky(bareOperator), "an operator");
}

export function parseString(scanner: Scanner): string {
  return acceptQuoted(scanner) ?? fail(scanner, "expected a string in double quotes");
}

export function parseLocalId(scanner: Scanner): LocalId {
  return Number(expect(scanner, /%\d+/y, "a local such as `%3`").slice(1)) as LocalId;
}

export function parseBlockId(scanner: Scanner): BlockId {
  return Number(expect(scanner, /bb\d+/y, "a block such as `bb3`").slice(2)) as BlockId;
}

export function parseBodyId(scanner: Scanner): BodyId {
  return Number(expect(scanner, /#\d+/y, "a body such as `#3`").slice(1)) as BodyId;
}

export function parseCallId(scanner: Scanner): CallId {
  return Number((acceptAttached(scanner, /#\d+/y) ?? fail(scanner, "expected a call's number such as `#3`")).slice(1)) as CallId;
}

/** `@12..20`, or `@"other.ts"12..20`; the empty span where nothing is said. */
export function parseSpan(scanner: BodyScanner): Span {
  return spanOf(accept(scanner, span), scanner.file);
}

export function parsePlace(scanner: BodyScanner): Place {
  const local = parseLocalId(scanner);
  const path: Projection[] = [];
  for (let next = acceptProjection(scanner); next !== undefined; next = acceptProjection(scanner)) path.push(next);
  return { local, path };
}

/** A field of what was just read, attached to it: `.connect`, `."a b"`, `[Symbol.dispose]`. */
export function acceptFieldProjection(scanner: Scanner): string | undefined {
  if (acceptAttached(scanner, /\./y) !== undefined) return parseField(scanner);
  return acceptAttached(scanner, /\[Symbol\.[A-Za-z]+\]/y);
}

export function parseOperand(scanner: BodyScanner): Operand {
  if (accept(scanner, /(?=%)/y) !== undefined) {
    const place = parsePlace(scanner);
    return { kind: "place", place, span: attachedSpan(scanner) };
  }
  const value = parseConstant(scanner);
  return { kind: "constant", value, span: attachedSpan(scanner) };
}

const span = /@(?:"(?:[^"\\\n]|\\.)*")?\d+\.\.\d+/y;

/** An operand's own span follows without a space; one after a space is the statement's. */
function attachedSpan(scanner: BodyScanner): Span {
  return spanOf(acceptAttached(scanner, span), scanner.file);
}

function spanOf(text: string | undefined, file: FilePath): Span {
  if (text === undefined) return { file, start: 0, end: 0 };
  const numbers = text.lastIndexOf('"') + 1 || 1;
  const [start = "", end = ""] = text.slice(numbers).split("..");
  const named = numbers > 1 ? (JSON.parse(text.slice(1, numbers)) as FilePath) : file;
  return { file: named, start: Number(start), end: Number(end) };
}

function acceptProjection(scanner: Scanner): Projection | undefined {
  if (acceptAttached(scanner, /\[\*\]/y) !== undefined) return { kind: "index" };
  const name = acceptFieldProjection(scanner);
  return name === undefined ? undefined : { kind: "field", name };
}

function parseConstant(scanner: Scanner): Constant {
  const string = acceptQuoted(scanner);
  if (string !== undefined) return { kind: "string", value: string };
  const number = accept(scanner, /-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Infinity)|NaN/y);
  if (number !== undefined) return { kind: "number", value: Number(number) };
  if (acceptWord(scanner, "undefined")) return { kind: "undefined" };
  if (acceptWord(scanner, "null")) return { kind: "null" };
  if (acceptWord(scanner, "true")) return { kind: "boolean", value: true };
  if (acceptWord(scanner, "false")) return { kind: "boolean", value: false };
  if (acceptWord(scanner, "opaque")) return { kind: "opaque", what: parseString(scanner) };
  return fail(scanner, "expected a place or a constant");
}

function acceptQuoted(scanner: Scanner): string | undefined {
  const start = scanner.offset;
  const quoted = accept(scanner, /"(?:[^"\\\n]|\\.)*"/y);
  if (quoted === undefined) return undefined;
  try {
    return JSON.parse(quoted) as string;
  } catch {
    scanner.offset = start;
    return fail(scanner, "expected a string as JSON writes it");
  }
}

function sticky(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, "uy");
}
