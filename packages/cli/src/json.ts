/** Reads JSON and keeps where each value stands, so that a fault in a configuration can be shown at its place. */

export type JsonNode = JsonPlace &
  (
    | { readonly kind: "string"; readonly value: string }
    | { readonly kind: "number"; readonly value: number }
    | { readonly kind: "literal"; readonly value: boolean | null }
    | { readonly kind: "array"; readonly items: readonly JsonNode[] }
    | { readonly kind: "object"; readonly members: readonly JsonMember[] }
  );

export interface JsonMember {
  readonly key: string;
  /** Offset of the key. */
  readonly start: number;
  readonly value: JsonNode;
}

export interface JsonPlace {
  /** Offset of the first character. */
  readonly start: number;
}

export type JsonReading =
  | { readonly kind: "value"; readonly node: JsonNode }
  | { readonly kind: "fault"; readonly message: string; readonly start: number };

export function parseJson(text: string): JsonReading {
  const reader: Reader = { text, at: text.startsWith("\ufeff") ? 1 : 0, fault: undefined };
  const node = readValue(reader, 0);
  if (node !== undefined && take(reader, end) === undefined) expected(reader, "nothing after the value");
  return reader.fault ?? { kind: "value", node: node! };
}

/** The value as `JSON.parse` would give it. */
export function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case "array":
      return node.items.map(plainValue);
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key, plainValue(value)]));
    default:
      return node.value;
  }
}

interface Reader {
  readonly text: string;
  at: number;
  fault: (JsonReading & { kind: "fault" }) | undefined;
}

/** More is no configuration, and would overflow the stack. */
const deepest = 200;

const string = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literal = /true|false|null/y;
const punctuation = /[[\]{},:]/y;
const end = /$/y;

/** Nothing is read any more once there is a fault. */
function readValue(reader: Reader, depth: number): JsonNode | undefined {
  if (depth > deepest) return expected(reader, "fewer levels of nesting");
  skipSpace(reader);
  const start = reader.at;
  const simple = take(reader, string) ?? take(reader, literal) ?? take(reader, number);
  if (simple !== undefined) return simpleNode(simple, start);
  const open = take(reader, punctuation);
  if (open === "[") return readArray(reader, start, depth);
  if (open === "{") return readObject(reader, start, depth);
  reader.at = start;
  return expected(reader, "a value");
}

function simpleNode(text: string, start: number): JsonNode {
  const value = JSON.parse(text) as string | number | boolean | null;
  if (typeof value === "string") return { kind: "string", value, start };
  return typeof value === "number" ? { kind: "number", value, start } : { kind: "literal", value, start };
}

function readArray(reader: Reader, start: number, depth: number): JsonNode | undefined {
  const items: JsonNode[] = [];
  if (takeMark(reader, "]")) return { kind: "array", items, start };
  for (;;) {
    const item = readValue(reader, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
    if (takeMark(reader, "]")) return { kind: "array", items, start };
    if (!takeMark(reader, ",")) return expected(reader, "`,` or `]`");
  }
}

function readObject(reader: Reader, start: number, depth: number): JsonNode | undefined {
  const members: JsonMember[] = [];
  if (takeMark(reader, "}")) return { kind: "object", members, start };
  for (;;) {
    skipSpace(reader);
    const keyStart = reader.at;
    const key = take(reader, string);
    if (key === undefined) return expected(reader, "a key in double quotes");
    if (!takeMark(reader, ":")) return expected(reader, "`:`");
    const value = readValue(reader, depth + 1);
    if (value === undefined) return undefined;
    members.push({ key: JSON.parse(key) as string, start: keyStart, value });
    if (takeMark(reader, "}")) return { kind: "object", members, start };
    if (!takeMark(reader, ",")) return expected(reader, "`,` or `}`");
  }
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  skipSpace(reader);
  pattern.lastIndex = reader.at;
  const text = pattern.exec(reader.text)?.[0];
  if (text !== undefined) reader.at += text.length;
  return text;
}

function takeMark(reader: Reader, mark: string): boolean {
  skipSpace(reader);
  if (reader.text[reader.at] !== mark) return false;
  reader.at++;
  return true;
}

function skipSpace(reader: Reader): void {
  while (" \t\r\n".includes(reader.text[reader.at] ?? "x")) reader.at++;
}

function expected(reader: Reader, what: string): undefined {
  skipSpace(reader);
  const found =
    reader.at >= reader.text.length ? "the end of the file" : `\`${String.fromCodePoint(reader.text.codePointAt(reader.at)!)}\``;
  reader.fault ??= { kind: "fault", message: `Expected ${what}, found ${found}`, start: reader.at };
  return undefined;
}
