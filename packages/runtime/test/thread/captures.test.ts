/** A function that takes a variable of its surroundings along is refused before a thread starts, and no other one is. */

import { describe, expect, test } from "vitest";
import { NotSendError, thread } from "freehold";
import { firstFreeName } from "../../src/thread/free-names.ts";
import { caught } from "../caught.ts";

const isGlobal = (name: string): boolean => name in globalThis;

describe("names the variable", () => {
  test.for([
    ["() => captured", "captured"],
    ["(a) => a + captured", "captured"],
    ["function named(a) { return named(captured); }", "captured"],
    ["async () => { await captured; }", "captured"],
    ["() => captured.field.other", "captured"],
    ["() => ({ key: 1, captured })", "captured"],
    ["() => [1, captured]", "captured"],
    ["() => `text ${captured} more`", "captured"],
    ["() => { const a = read(1); return a; }", "read"],
    ["() => { let a = 1, b = captured; return a + b; }", "captured"],
    ["(a = captured) => a", "captured"],
    ["() => { for (const item of captured) item(); }", "captured"],
    ["() => { if (captured) return 1; }", "captured"],
    ["() => { captured += 1; }", "captured"],
    ["() => 4 / captured / 2", "captured"],
    ["(text) => /captured/.test(text) || captured", "captured"],
    ['() => "captured" + other', "other"],
    ["() => { /* captured */ return other; }", "other"],
    ["() => __vite_ssr_import_0__.add(1)", "__vite_ssr_import_0__"],
  ])("of %s: %s", ([text, name]) => {
    expect(firstFreeName(text!, isGlobal)).toBe(name);
  });
});

describe("finds nothing", () => {
  test.for([
    "() => 1",
    "(a, { b, c: [d] }, ...e) => a + b + d + e.length",
    "function named() { return named; }",
    "() => Math.max(1, Number('2'))",
    "() => { let a = 1, b = 2; var c; const { d = 1, ...e } = {}; return [a, b, c, d, e]; }",
    "() => { try { work(); } catch (error) { return error; } function work() {} }",
    "() => { const object = { key: 1, method() {}, get read() { return 1; }, async wait() {} }; return object.key; }",
    "() => { outer: for (let i = 0; ; i++) { if (i) break outer; else continue outer; } }",
    "(lock) => { using held = lock(); return held; }",
    "async (lock) => { await using held = lock(); return held; }",
    "(a) => (a ? { b: 1 } : undefined)?.b",
    "() => [1, 2].map((n) => n * 2).map(n => n)",
    "() => typeof missing === 'undefined' ? 0 : missing.x",
    "() => 'captured' + \"captured\" + `captured ${'captured'}`",
    "() => /captured[/]captured/g.test('')",
    "() => { // captured\n return 1; /* captured */ }",
    "twice(n) { return 2 * n; }",
    "async *items() {}",
    "() => { globalThis.made = 1; return made; }",
    "() => { class A { field; other = 1 } return new A(); }",
    "async () => { const { sep } = await import('node:path'); return sep; }",
    "() => 1_000n + 0xffn > 1e5",
    "(n) => n++ / 2",
    "() => { if (1) /captured/.test('') }",
  ])("in %s", (text) => {
    expect(firstFreeName(text, isGlobal)).toBeUndefined();
  });
});

const captured = 1;

test("a thread does not start", () => {
  const error = caught(() => thread.spawn((n: number) => n + captured, 1));
  expect(error).toBeInstanceOf(NotSendError);
  expect(error).toMatchObject({
    message: expect.stringMatching(/^the function of this thread captures `captured`.*give it as an argument/),
  });
});

test("where it could not be seen, its first use says the same", async () => {
  const hidden = thread.spawn(() => {
    class Reader {
      read = () => captured;
    }
    return new Reader().read();
  });
  await expect(hidden.join()).rejects.toThrow(/captures `captured`/);
});

test("globals of the thread are no captures", async () => {
  expect(await thread.spawn(() => typeof structuredClone(Math.max(1, 2))).join()).toBe("number");
});
