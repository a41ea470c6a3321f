/** What the type checker is asked about, decided by the lowered code alone. */

import { expect, test } from "vitest";
import type { Names } from "../../src/names.ts";
import { select } from "../../src/select.ts";
import { textFilter } from "../../src/text-filter.ts";
import { lower } from "../lower/harness.ts";

const names: Names = {
  acquiring: new Set(["getFile", "createObjectURL", "Uint8Array"]),
  ending: new Set(["putBack"]),
  touching: new Set(["lend"]),
  sending: new Set(["post"]),
  locking: new Set(["exclusively"]),
  plain: new Set(["Point"]),
};
const mayMatter = textFilter(names);

interface Case {
  readonly says: string;
  readonly code: string;
  readonly calls: readonly string[];
  readonly locals: readonly string[];
}

const cases: readonly Case[] = [
  {
    says: "a call that a model mentions",
    code: "getFile(); other.getFile(); getFiles();",
    calls: ["getFile()", "other.getFile()"],
    locals: [],
  },
  { says: "an import under another name", code: `import { getFile as g } from "x"; g();`, calls: ["g()"], locals: [] },
  {
    says: "what sounds like acquiring",
    code: "openDoor(); reopen(); pool.connect(); created(); makeIt();",
    calls: ["openDoor()", "pool.connect()", "makeIt()"],
    locals: [],
  },
  { says: "what a model says to end something", code: "const a = get(); putBack(a);", calls: ["get()", "putBack(a)"], locals: ["a"] },
  {
    says: "what a model says of a method, where its receiver may be owned",
    code: "const a = getFile(); a.lend(); other.lend();",
    calls: ["getFile()", "a.lend()"],
    locals: [],
  },
  {
    says: "what a model says to send something, and what is sent",
    code: "const a = 1; const b = 2; const c = 3; post(a, { b }); other(c);",
    calls: ["post(a, { b })"],
    locals: ["a", "b"],
  },
  {
    says: "what a model says to take a lock",
    code: "mutex.exclusively(() => {}); other();",
    calls: ["mutex.exclusively(() => {})"],
    locals: [],
  },
  {
    says: "neither new nor static factories of the project's plain classes",
    code: "new Point(); Point.fromPolar(1, 2); Other.fromPolar(1, 2);",
    calls: ["Other.fromPolar(1, 2)"],
    locals: [],
  },
  {
    says: "not what collections are told to forget",
    code: "map.clear(); map.delete(key); handle.delete();",
    calls: ["handle.delete()"],
    locals: [],
  },
  { says: "what sounds like releasing", code: "closeAll(); closed(); x.destroy();", calls: ["closeAll()", "x.destroy()"], locals: [] },
  {
    says: "new, but not of plain globals and errors",
    code: "new Pool(); new Map(); new Error(); new PoolError(); new URL('x');",
    calls: ["new Pool()", "new URL('x')"],
    locals: [],
  },
  { says: "a class that hides a plain global", code: "class Map { close() {} } new Map();", calls: ["new Map()"], locals: [] },
  {
    says: "not the statics of plain globals",
    code: "Array.from(x); Object.create(null); Promise.all(y); URL.createObjectURL(b);",
    calls: ["URL.createObjectURL(b)"],
    locals: [],
  },
  {
    says: "a call whose value is released later, its local, and the same call elsewhere",
    code: "const a = get(); a.close(); const b = get(); b.read();",
    calls: ["get()", "a.close()", "get()"],
    locals: ["a"],
  },
  {
    says: "a value through await and assignment",
    code: "async function f() { let a; a = await get(); const b = a; await b.end(); }",
    calls: ["get()", "b.end()"],
    locals: ["a", "b"],
  },
  {
    says: "a value that a closure releases",
    code: "const a = get(); done(() => a.close());",
    calls: ["get()", "a.close()"],
    locals: ["a"],
  },
  { says: "a using binding", code: "function f() { using a = get(); }", calls: ["get()"], locals: ["a"] },
  { says: "a parameter that is released", code: "function f(a, b) { a.release(); b.read(); }", calls: ["a.release()"], locals: ["a"] },
  { says: "a local that is given to a releasing function", code: "const a = get(); free(a);", calls: ["get()", "free(a)"], locals: ["a"] },
  {
    says: "a call that is given what may be owned",
    code: "const a = openIt(); const b = a; keep(1, b); keep(2); use(new Plain());",
    calls: ["openIt()", "keep(1, b)", "new Plain()"],
    locals: [],
  },
  {
    says: "a call in a closure that is given what may be owned",
    code: "const a = openIt(); later(() => keep(a));",
    calls: ["openIt()", "keep(a)"],
    locals: [],
  },
  {
    says: "a call that is given what is released later",
    code: "function f(a) { keep(a); a.close(); }",
    calls: ["keep(a)", "a.close()"],
    locals: ["a"],
  },
  { says: "the variable of a loop that is released", code: "for (const a of all) { a.close(); }", calls: ["a.close()"], locals: ["a"] },
  {
    says: "a field that is released, without asking about this",
    code: "class A { stop() { this.file.close(); } }",
    calls: ["this.file.close()"],
    locals: [],
  },
  { says: "nothing of plain code", code: "const a = sum(1, 2); console.log(a.length); a.push(3);", calls: [], locals: [] },
];

test.each(cases)("asked is $says", ({ code, calls, locals }) => {
  const { bodies, calls: nodes } = lower(code);
  const selection = select(bodies, names);
  const asked = [...selection.calls].flatMap(([body, ids]) => ids.map((id) => nodes.get(body)![id]!));
  expect(asked.map((node) => code.slice(node.getStart(), node.end)).sort()).toEqual([...calls].sort());
  const named = [...selection.locals].flatMap(([body, ids]) => ids.map((id) => bodies[body]!.locals[id]!));
  expect([...new Set(named.map((local) => local.name))]).toEqual(locals);
});

test.each(cases)("a text is passed on for $says", ({ code, calls }) => {
  if (calls.length > 0) expect(mayMatter(code)).toBe(true);
});

test.each([
  "export interface A { b: string }",
  "const a = new Map<string, () => void>();",
  "if (a) { throw new TypeError(`x`); }",
  "// closing words are no calls\nexport const closed = 1;",
])("a text without anything to ask is left out: %s", (text) => expect(mayMatter(text)).toBe(false));

test("the filter is linear in a file that is one long word", () => {
  expect(mayMatter(`const data = "${"aGVsbG8".repeat(400_000)}";`)).toBe(false);
}, 5000);
