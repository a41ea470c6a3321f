/** Parses the text that `print.ts` prints back into a body; a malformed text is refused with its line and column. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { Block, Body, BodyKind, Local, LocalId, LocalKind, Tag } from "./body.ts";
import { parseBlock } from "./text/parse-block.ts";
import { parseBodyId, parseLocalId, parseName, parseSpan, parseString, type BodyScanner } from "./text/parse-operand.ts";
import { accept, acceptLineEnd, acceptWord, atEnd, expect, expectLineEnd, expectWord, fail } from "./text/scanner.ts";

/** Spans that the text does not say are empty, at the start of the file; without a `file` line the file's name is empty. */
export function parseBody(text: string): Body {
  const scanner: BodyScanner = { text, offset: 0, file: fileOf(text) };
  acceptLineEnd(scanner);
  const headline = parseHeadline(scanner);
  const header = parseHeader(scanner);
  const locals: Local[] = [];
  while (accept(scanner, /(?=%)/y) !== undefined) locals.push(parseLocal(scanner));
  const blocks: Block[] = [];
  while (!atEnd(scanner)) blocks.push(parseBlock(scanner));
  return { ...headline, file: scanner.file, ...header, locals, blocks };
}

type Headline = Pick<Body, "id" | "name" | "kind" | "async" | "generator" | "parent" | "span">;
type Header = Pick<Body, "scope" | "tags" | "params" | "calls">;

const bodyKinds: readonly BodyKind[] = ["module", "function", "arrow", "method", "constructor", "getter", "setter", "initializer"];
const bindings = ["var", "let", "const", "using", "await-using", "function", "class", "catch", "enum"] as const;

/** Known before the rest is read, as the headline's own span is in it. */
function fileOf(text: string): FilePath {
  const quoted = /^[ \t]+file ("(?:[^"\\\n]|\\.)*")/m.exec(text)?.[1];
  return (quoted === undefined ? "" : JSON.parse(quoted)) as FilePath;
}

function parseHeadline(scanner: BodyScanner): Headline {
  const async = acceptWord(scanner, "async");
  const generator = acceptWord(scanner, "generator");
  const kind = bodyKinds.find((word) => acceptWord(scanner, word)) ?? fail(scanner, "expected a kind of body such as `function`");
  const name = parseName(scanner);
  const id = parseBodyId(scanner);
  const parent = acceptWord(scanner, "in") ? { parent: parseBodyId(scanner) } : {};
  const span = parseSpan(scanner);
  expectLineEnd(scanner);
  return { id, name, kind, async, generator, ...parent, span };
}

function parseHeader(scanner: BodyScanner): Header {
  if (acceptWord(scanner, "file")) {
    parseString(scanner);
    expectLineEnd(scanner);
  }
  const scope = acceptWord(scanner, "scope") ? untilLineEnd(scanner, parseName) : [];
  const tags: Tag[] = [];
  while (acceptWord(scanner, "tag")) tags.push(parseTag(scanner));
  const params: LocalId[] = acceptWord(scanner, "params") ? untilLineEnd(scanner, parseLocalId) : [];
  if (!acceptWord(scanner, "calls")) return { scope, tags, params, calls: 0 };
  const calls = Number(expect(scanner, /\d+/y, "the number of calls"));
  expectLineEnd(scanner);
  return { scope, tags, params, calls };
}

function untilLineEnd<Item>(scanner: BodyScanner, read: (scanner: BodyScanner) => Item): Item[] {
  const items: Item[] = [];
  while (!acceptLineEnd(scanner)) items.push(read(scanner));
  return items;
}

function parseTag(scanner: BodyScanner): Tag {
  const name = (["owns", "borrows", "releases"] as const).find((word) => acceptWord(scanner, word));
  if (name === undefined) return fail(scanner, "expected `owns`, `borrows` or `releases`");
  const subject = parseName(scanner);
  expectLineEnd(scanner);
  return { name, subject };
}

function parseLocal(scanner: BodyScanner): Local {
  const id = parseLocalId(scanner);
  const name = acceptWord(scanner, ":") ? "" : parseName(scanner);
  if (name !== "") expectWord(scanner, ":");
  const kind = parseLocalKind(scanner);
  const span = parseSpan(scanner);
  expectLineEnd(scanner);
  return { id, name, kind, span };
}

function parseLocalKind(scanner: BodyScanner): LocalKind {
  for (const kind of ["return", "this", "temporary", "global"] as const) if (acceptWord(scanner, kind)) return { kind };
  if (acceptWord(scanner, "rest param")) return { kind: "param", rest: true };
  if (acceptWord(scanner, "param")) return { kind: "param", rest: false };
  if (acceptWord(scanner, "capture")) return parseCapture(scanner);
  if (acceptWord(scanner, "import")) return parseImport(scanner);
  const declared = bindings.find((word) => acceptWord(scanner, word)) ?? fail(scanner, "expected a kind of local such as `const`");
  return { kind: "binding", declared };
}

function parseCapture(scanner: BodyScanner): LocalKind {
  const local = parseLocalId(scanner);
  expectWord(scanner, "of");
  return { kind: "capture", body: parseBodyId(scanner), local };
}

function parseImport(scanner: BodyScanner): LocalKind {
  const name = parseName(scanner);
  expectWord(scanner, "from");
  return { kind: "import", module: parseString(scanner), name };
}
