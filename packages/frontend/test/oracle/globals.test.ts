/** Origins in a project that has no browser library: Node's globals are the library's even when only `@types/node` declares them. */

import { afterAll, expect, test } from "vitest";
import { openSnippets, printCall, printOrigin } from "./snippets.ts";

const source = `
setTimeout(() => {}, 1);
fetch("x");
new AbortController();
const timer = setInterval(() => {}, 1);
const process_ = process;
process.on("exit", () => {});
`;
const snippets = openSnippets({ "main.ts": source }, { lib: ["esnext"] });
afterAll(() => snippets[Symbol.dispose]());

test.each([
  ["setTimeout(() => {}, 1)", "library setTimeout() -> Timeout"],
  [`fetch("x")`, "library fetch() -> Promise<Response>"],
  ["new AbortController()", "library AbortController.constructor() -> AbortController"],
  [`process.on("exit", () => {})`, "library Process.on() -> Process; on Process; returns receiver"],
])("%s", (call, fact) => {
  const [answer] = snippets.oracle.calls([snippets.call("main.ts", call)]);
  expect(printCall(answer!, snippets.oracle.facts())).toBe(fact);
});

test("a type of Node's global namespace is the library's", () => {
  const [id] = snippets.oracle.types([snippets.name("main.ts", "timer")]);
  expect(printOrigin(snippets.oracle.facts()[id!]!.origin)).toBe("library");
});
