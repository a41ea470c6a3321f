/** The contract of every oracle about types: a snippet, a name in it, and the fact of its type. */

import { afterAll, expect, test } from "vitest";
import type { TypeFact } from "@freehold/mir/program";
import { openSnippets, printOrigin, printType } from "./snippets.ts";

interface Case {
  readonly says: string;
  readonly source: string;
  readonly type: string;
  readonly shape: TypeFact["shape"];
  readonly origin?: string;
  readonly bases?: readonly string[];
  /** Those listed must be members, those after a `!` must not. */
  readonly members?: readonly string[];
  readonly callable?: readonly string[];
}

const cases: readonly Case[] = [
  {
    says: "a file handle can be closed and disposed of without arguments",
    source: `import { open } from "node:fs/promises"; const it = await open("x");`,
    type: "FileHandle",
    shape: "object",
    origin: "node:fs/promises",
    members: ["close", "[Symbol.asyncDispose]", "read", "write", "!destroy"],
    callable: ["close", "[Symbol.asyncDispose]", "!write"],
  },
  {
    says: "a class lists its bases, nearest first, and inherits members",
    source: `import { createReadStream } from "node:fs"; const it = createReadStream("x");`,
    type: "ReadStream",
    shape: "object",
    origin: "node:fs",
    bases: ["Readable", "Stream", "EventEmitter"],
    members: ["close", "destroy", "on", "[Symbol.asyncIterator]", "[Symbol.asyncDispose]"],
  },
  {
    says: "a class of the project names what it implements",
    source: `interface Owned {} class Base { free() {} } class Store extends Base implements Owned, Disposable { [Symbol.dispose]() {} } const it = new Store();`,
    type: "Store",
    shape: "object",
    origin: "project",
    bases: ["Owned", "Disposable", "Base"],
    members: ["[Symbol.dispose]", "free"],
    callable: ["[Symbol.dispose]", "free"],
  },
  {
    says: "a generic class is the same class whatever its arguments",
    source: `class Pool<T> { item!: T; release(item: T) {} end() {} } const it = new Pool<string>();`,
    type: "Pool",
    shape: "object",
    origin: "project",
    members: ["release", "end"],
    callable: ["end", "!release"],
  },
  {
    says: "optional parameters do not hinder a call without arguments",
    source: `class Server { close(done?: () => void, ...rest: number[]): Promise<void> { return Promise.resolve(); } } const it = new Server();`,
    type: "Server",
    shape: "object",
    members: ["close"],
    callable: ["close"],
  },
  {
    says: "a member that is no function cannot be called, an untyped one is not known to",
    source: `declare const it: { close: boolean; end: any; stop(): void };`,
    type: "{ close: boolean; en…",
    shape: "object",
    members: ["close", "end", "stop"],
    callable: ["stop", "!end", "!close"],
  },
  {
    says: "a promise keeps what it resolves to",
    source: `const it = fetch("x");`,
    type: "Promise<Response>",
    shape: "promise",
    origin: "library",
  },
  {
    says: "a thenable of one's own is a promise too",
    source: `class Query<T> { declare row: T; then<R>(done: (value: string) => R): R { return done(""); } } const it = new Query<number>();`,
    type: "Query<string>",
    shape: "promise",
    origin: "project",
    members: ["then"],
  },
  { says: "an array keeps its element", source: `declare const it: readonly WebSocket[];`, type: "WebSocket[]", shape: "array" },
  { says: "a tuple keeps its elements", source: `declare const it: [WebSocket, string];`, type: "WebSocket | string[]", shape: "array" },
  {
    says: "a map is iterable and keeps its keys and values",
    source: `const it = new Map<string, WebSocket>();`,
    type: "Map<string, WebSocket>",
    shape: "iterable",
  },
  {
    says: "a generator is iterable and can be returned",
    source: `function* make() { yield new WebSocket("x"); } const it = make();`,
    type: "Generator<WebSocket>",
    shape: "iterable",
    members: ["return", "next", "[Symbol.iterator]", "[Symbol.dispose]"],
  },
  {
    says: "an async generator is an async iterable",
    source: `async function* make() { yield 1; } const it = make();`,
    type: "AsyncGenerator<number>",
    shape: "async-iterable",
    members: ["return", "[Symbol.asyncDispose]"],
  },
  {
    says: "a union keeps its parts and the members they share",
    source: `declare const it: { close(): void; end(): void } | { close(): void } | undefined;`,
    type: "undefined | { close(): void; end(): void; } | { close(): void; }",
    shape: "union",
    members: ["close", "!end"],
  },
  {
    says: "literals count as their primitive",
    source: `declare const it: "a" | "b" | 1 | null;`,
    type: "null | string | number",
    shape: "union",
  },
  { says: "an enum is a number", source: `enum Mode { On, Off } declare const it: Mode;`, type: "number", shape: "primitive" },
  { says: "boolean is one primitive", source: `declare const it: boolean;`, type: "boolean", shape: "primitive" },
  { says: "any is any", source: `declare const it: any;`, type: "any", shape: "any" },
  {
    says: "an import that leads nowhere is any",
    source: `import { it as other } from "nowhere"; const it = other;`,
    type: "any",
    shape: "any",
  },
  { says: "never is never", source: `declare const it: never;`, type: "never", shape: "never" },
  { says: "a function keeps its result", source: `const it = () => new WebSocket("x");`, type: "() => WebSocket", shape: "function" },
  {
    says: "an interface that can be called is a function",
    source: `interface Stop { (): number } declare const it: Stop;`,
    type: "() => number",
    shape: "function",
  },
  {
    says: "a type parameter keeps its constraint and has its members",
    source: `function use<T extends Disposable>(it: T) { return it; }`,
    type: "T<Disposable>",
    shape: "parameter",
    members: ["[Symbol.dispose]"],
  },
  {
    says: "an intersection is called by its first class, and by its alias among its bases",
    source: `declare const brand: unique symbol; type Own<T> = T & { readonly [brand]?: "own" }; declare const it: Own<WebSocket>;`,
    type: "WebSocket",
    shape: "object",
    origin: "library",
    bases: ["Own", "EventTarget"],
    members: ["close"],
  },
  {
    says: "a primitive with a brand is that primitive",
    source: `declare const brand: unique symbol; type Key = number & { readonly [brand]: "key" }; declare const it: Key;`,
    type: "number",
    shape: "primitive",
  },
  {
    says: "an alias names an object type",
    source: `type Handle = { close(): void }; declare const it: Handle;`,
    type: "Handle",
    shape: "object",
    origin: "project",
    members: ["close"],
  },
  {
    says: "a default export is called by its own name",
    source: `import Store from "./store.ts"; const it = new Store();`,
    type: "Store",
    shape: "object",
    origin: "project",
  },
  {
    says: "a type that grows without end is cut",
    source: `type Grow<T> = () => Grow<T[]>; declare const it: Grow<number>;`,
    type: "() => () => () => () => () => () => unknown",
    shape: "function",
  },
];

const stores = cases.map((_, index) => [`case${index}/store.ts`, "export default class Store { close() {} }"]);
const snippets = openSnippets(
  Object.fromEntries([...cases.map((each, index) => [`case${index}/main.ts`, `${each.source}\nexport {};\n`]), ...stores]),
);
afterAll(() => snippets[Symbol.dispose]());

test.each(cases.map((each, index) => ({ ...each, index })))("$says", (each) => {
  const [id] = snippets.oracle.types([snippets.name(`case${each.index}/main.ts`, "it")]);
  const fact = snippets.oracle.facts()[id!]!;
  expect(printType(id!, snippets.oracle.facts())).toBe(each.type);
  expect(fact.shape).toBe(each.shape);
  if (each.origin !== undefined) expect(printOrigin(fact.origin)).toBe(each.origin);
  if (each.bases !== undefined) expect(fact.bases.filter((base) => each.bases?.includes(base))).toEqual(each.bases);
  expectNames(fact.members, each.members ?? []);
  expectNames(fact.callableWithoutArguments, each.callable ?? []);
});

test("every type that a fact mentions has a fact of its own under its id", () => {
  const facts = snippets.oracle.facts();
  facts.forEach((fact, index) => expect(fact.id).toBe(index));
  for (const fact of facts) for (const part of fact.parts) expect(facts[part]).toBeDefined();
});

function expectNames(actual: readonly string[], wanted: readonly string[]): void {
  expect(actual).toEqual(expect.arrayContaining(wanted.filter((name) => !name.startsWith("!"))));
  for (const name of wanted.filter((each) => each.startsWith("!"))) expect(actual).not.toContain(name.slice(1));
}
