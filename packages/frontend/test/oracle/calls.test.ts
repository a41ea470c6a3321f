/** The contract of every oracle about calls: a snippet, a call in it, and what must be known of it. */

import { afterAll, expect, test } from "vitest";
import { openSnippets, printCall } from "./snippets.ts";

interface Case {
  readonly says: string;
  /** Other files than `main.ts` are named by a line `// file: name`. */
  readonly source: string;
  readonly call: string;
  readonly fact: string;
}

const cases: readonly Case[] = [
  {
    says: "a function of a Node module is told by its module, whatever it is called here",
    source: `import { open as o } from "fs/promises"; await o("x");`,
    call: `o("x")`,
    fact: "node:fs/promises open() -> Promise<FileHandle>",
  },
  {
    says: "a namespace import is no owner",
    source: `import * as fs from "node:fs"; fs.createReadStream("x");`,
    call: `fs.createReadStream("x")`,
    fact: 'node:fs createReadStream() -> ReadStream; on typeof import("node:fs")',
  },
  {
    says: "a method names the interface that declares it",
    source: `import { open } from "node:fs/promises"; const h = await open("x"); await h.close();`,
    call: `h.close()`,
    fact: "node:fs/promises FileHandle.close() -> Promise<undefined>; on FileHandle",
  },
  {
    says: "an inherited method names the class that declares it, not the receiver's",
    source: `import { createReadStream } from "node:fs"; createReadStream("x").destroy();`,
    call: `createReadStream("x").destroy()`,
    fact: "node:stream Readable.destroy() -> ReadStream; on ReadStream; returns receiver",
  },
  {
    says: "a nested property leads to the module of its own",
    source: `import fs from "node:fs"; await fs.promises.open("x");`,
    call: `fs.promises.open("x")`,
    fact: 'node:fs/promises open() -> Promise<FileHandle>; on typeof import("node:fs/promises")',
  },
  {
    says: "a destructured function keeps its declaration",
    source: `import { promises } from "fs"; const { open } = promises; await open("x");`,
    call: `open("x")`,
    fact: "node:fs/promises open() -> Promise<FileHandle>",
  },
  {
    says: "globals of the browser and of Node are the library's",
    source: `fetch("x"); setTimeout(() => {}, 1);`,
    call: `fetch("x")`,
    fact: "library fetch() -> Promise<Response>",
  },
  {
    says: "a timer is the library's, though Node declares it too",
    source: `setTimeout(() => {}, 1);`,
    call: `setTimeout(() => {}, 1)`,
    fact: "library setTimeout() -> Timeout",
  },
  {
    says: "new names the class, and constructor",
    source: `new WebSocket("x");`,
    call: `new WebSocket("x")`,
    fact: "library WebSocket.constructor() -> WebSocket",
  },
  {
    says: "new of a Node class names its module",
    source: `import { Worker } from "worker_threads"; new Worker("x");`,
    call: `new Worker("x")`,
    fact: "node:worker_threads Worker.constructor() -> Worker",
  },
  {
    says: "new of a member of a namespace has no receiver",
    source: `import * as net from "node:net"; new net.Socket();`,
    call: `new net.Socket()`,
    fact: "node:net Socket.constructor() -> Socket",
  },
  {
    says: "an optional chain returns its receiver too",
    source: `import { Socket } from "node:net"; declare const socket: Socket | undefined; socket?.unref();`,
    call: `socket?.unref()`,
    fact: "node:net Socket.unref() -> undefined | Socket; on undefined | Socket; returns receiver",
  },
  {
    says: "a method of a primitive returns no receiver",
    source: `"x".trim();`,
    call: `"x".trim()`,
    fact: "library String.trim() -> string; on string",
  },
  {
    says: "a static of a library constructor is static, and owned by what is written before the dot",
    source: `URL.createObjectURL(new Blob());`,
    call: `URL.createObjectURL(new Blob())`,
    fact: "library static URL.createObjectURL() -> string; on { new (url: string |…",
  },
  {
    says: "a static of the language loses the Constructor of its interface",
    source: `Array.from([1]);`,
    call: `Array.from([1])`,
    fact: "library static Array.from() -> number[]; on ArrayConstructor",
  },
  {
    says: "a function of the project has its body and its parameters",
    source: `function take(handle: object, { x }: { x: number }) {} take({}, { x: 1 });`,
    call: `take({}, { x: 1 })`,
    fact: "project take(handle, ) -> undefined; body",
  },
  {
    says: "overloads lead to the one implementation",
    source: `function take(a: string): void; function take(a: number): void; function take(a: unknown): void {} take(1);`,
    call: `take(1)`,
    fact: "project take(a) -> undefined; body",
  },
  {
    says: "an arrow in a const is a function of that name",
    source: `const connect = () => new WebSocket("x"); connect();`,
    call: `connect()`,
    fact: "project connect() -> WebSocket; body",
  },
  {
    says: "a let may be replaced, so its body is not known",
    source: `let connect = () => 1; connect = () => 2; connect();`,
    call: `connect()`,
    fact: "project connect() -> number",
  },
  {
    says: "an imported function of another file has its body there",
    source: `import { helper } from "./other.ts"; helper(1);\n// file: other.ts\nexport function helper(value: number) { return value; }`,
    call: `helper(1)`,
    fact: "project helper(value) -> number; body",
  },
  {
    says: "a default export is called by its own name",
    source: `import make from "./default.ts"; make();\n// file: default.ts\nexport default function makeStore() { return 1; }`,
    call: `make()`,
    fact: "project makeStore() -> number; body",
  },
  {
    says: "a static method is static",
    source: `class Pool { static open() { return new Pool(); } } Pool.open();`,
    call: `Pool.open()`,
    fact: "project static Pool.open() -> Pool; on typeof Pool; body",
  },
  {
    says: "new of a class with a constructor has its body",
    source: `class Pool { constructor(readonly size: number) {} } new Pool(1);`,
    call: `new Pool(1)`,
    fact: "project Pool.constructor(size) -> Pool; body",
  },
  {
    says: "a method that returns this returns its receiver",
    source: `class Builder { add(): this { return this; } } new Builder().add();`,
    call: `new Builder().add()`,
    fact: "project Builder.add() -> Builder; on Builder; returns receiver; body",
  },
  {
    says: "inside a class, this has the class's type",
    source: `class Builder { add(): this { return this; } twice() { return this.add(); } }`,
    call: `this.add()`,
    fact: "project Builder.add() -> Builder; on Builder; returns receiver; body",
  },
  {
    says: "an argument of the result's type is likely passed through",
    source: `import { open, type FileHandle } from "node:fs/promises"; declare function keep(n: number, h: FileHandle): Promise<FileHandle>; const h = await open("x"); keep(1, h);`,
    call: `keep(1, h)`,
    fact: "project (ambient) keep(n, h) -> Promise<FileHandle>; returns argument 1",
  },
  {
    says: "tags on the declaration are read, @owns alone is about the result",
    source: `/** @releases handle when done\n * @owns */ function swap(handle: object) { return { handle }; } swap({});`,
    call: `swap({})`,
    fact: "project swap(handle) -> { handle: object; }; @releases handle; @owns return; body",
  },
  {
    says: "a declared class of the project is ambient",
    source: `declare class Handle { static open(): Handle; close(): void } Handle.open();`,
    call: `Handle.open()`,
    fact: "project (ambient) static Handle.open() -> Handle; on typeof Handle",
  },
  {
    says: "an interface of the project has no body",
    source: `interface Port { close(): void } declare const port: Port; port.close();`,
    call: `port.close()`,
    fact: "project Port.close() -> undefined; on Port",
  },
  {
    says: "a call through a parameter is a call of that parameter",
    source: `function run(task: () => number) { return task(); } run(() => 1);`,
    call: `task()`,
    fact: "project task() -> number",
  },
  {
    says: "an optional call may give undefined",
    source: `declare const socket: WebSocket | undefined; socket?.close();`,
    call: `socket?.close()`,
    fact: "library WebSocket.close() -> undefined; on undefined | WebSocket",
  },
  {
    says: "what is not resolved is unknown",
    source: `import { Pool } from "no-such-package"; new Pool();`,
    call: `new Pool()`,
    fact: "unknown () -> any",
  },
  {
    says: "the callee may stand in parentheses and assertions",
    source: `import { open } from "node:fs/promises"; (open as typeof open)("x");`,
    call: `(open as typeof open)("x")`,
    fact: "node:fs/promises open() -> Promise<FileHandle>",
  },
  {
    says: "a method called by a constant key is that method",
    source: `declare const socket: WebSocket; socket["close"]();`,
    call: `socket["close"]()`,
    fact: "library WebSocket.close() -> undefined; on WebSocket",
  },
  {
    says: "a tagged template calls its tag",
    source: `function sql(parts: TemplateStringsArray) { return parts; } sql\`x\`;`,
    call: "sql`x`",
    fact: "project sql(parts) -> TemplateStringsArray; body",
  },
  {
    says: "JavaScript with JSDoc types is typed",
    source: `export {};\n// file: script.js\nimport { open } from "node:fs/promises";\n/** @param {string} path */\nexport function load(path) { return open(path); }\nload("x");`,
    call: `load("x")`,
    fact: "project load(path) -> Promise<FileHandle>; body",
  },
  {
    says: "a private method keeps its hash",
    source: `class Pool { #grow() { return 1; } fill() { return this.#grow(); } }`,
    call: `this.#grow()`,
    fact: "project Pool.#grow() -> number; on Pool; body",
  },
];

const snippets = openSnippets(Object.fromEntries(cases.flatMap((each, index) => filesOf(each, index))));
afterAll(() => snippets[Symbol.dispose]());

test.each(cases.map((each, index) => ({ ...each, index })))("$says", ({ call, fact, source, index }) => {
  const name = /\/\/ file: (.*\.js)/.exec(source)?.[1];
  const node = snippets.call(name === undefined ? `case${index}/main.ts` : `case${index}/${name}`, call);
  const [answer] = snippets.oracle.calls([node]);
  expect(printCall(answer!, snippets.oracle.facts())).toBe(fact);
});

test("the same question gives the same answer and asks nothing twice about its types", () => {
  const node = snippets.call("case0/main.ts", `o("x")`);
  const [first] = snippets.oracle.calls([node]);
  const types = snippets.oracle.facts().length;
  const [second] = snippets.oracle.calls([node]);
  expect(second).toEqual(first);
  expect(snippets.oracle.facts()).toHaveLength(types);
});

function filesOf(each: Case, index: number): [string, string][] {
  const [main = "", ...others] = each.source.split("\n// file: ");
  const rest = others.map((text): [string, string] => [
    `case${index}/${text.slice(0, text.indexOf("\n"))}`,
    text.slice(text.indexOf("\n") + 1),
  ]);
  return [[`case${index}/main.ts`, `${main}\nexport {};\n`], ...rest];
}
