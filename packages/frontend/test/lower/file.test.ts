/** What a lowered file says beside its bodies: nodes of calls and names, spans, comments, directives, and what it gave up on. */

import type { BodyId, LocalId } from "@freehold/mir/body";
import { describe, expect, it } from "vitest";
import type { LoweredFile } from "../../src/lower/file.ts";
import { lower } from "./harness.ts";

describe("ids", () => {
  it("count on from the first body of the file", () => {
    const file = lower("const f = () => () => 1;", "ts", 7);
    expect(file.bodies.map((body) => body.id)).toEqual([7, 8, 9]);
    expect(file.bodies.map((body) => body.parent)).toEqual([undefined, 7, 8]);
  });
});

describe("nodes", () => {
  it("of calls follow the numbers of the calls", () => {
    const code = "try { outer(inner()); } finally { new Last(); }";
    const file = lower(code);
    expect(callTexts(file, code)).toEqual(["inner()", "outer(inner())", "new Last()", "new Last()"]);
  });

  it("of locals are the names, not the patterns", () => {
    const code = "function f(a: T, { b, c: [d] }: U, ...e: V[]) { const { g = 1 } = a; }";
    const file = lower(code);
    expect(localTexts(file, 1 as BodyId, code)).toEqual(["a", "e", "b", "d", "g"]);
  });

  it("of unreachable calls are left out", () => {
    const code = "function f() { return a(); b(); }";
    expect(callTexts(lower(code), code)).toEqual(["a()"]);
  });
});

describe("spans", () => {
  it("begin behind comments and blanks", () => {
    const code = "/** Doc. */\nconst  name =  /* why */ await pool . connect( 1 ) ;";
    const { bodies } = lower(code);
    const terminators = bodies[0]!.blocks.map((block) => block.terminator);
    expect(terminators.map(({ span }) => code.slice(span.start, span.end)).slice(0, 2)).toEqual([
      "pool . connect( 1 )",
      "await pool . connect( 1 )",
    ]);
    const [call] = terminators;
    const callee = call?.kind === "call" && call.callee.kind === "method" ? call.callee : undefined;
    expect(code.slice(callee?.span.start, callee?.span.end)).toBe("connect");
    const name = bodies[0]!.locals.find((local) => local.name === "name")!;
    expect(code.slice(name.span.start, name.span.end)).toBe("name");
  });
});

describe("comments", () => {
  it("are kept when they speak to the checker", () => {
    const code = [
      "// freehold-ignore use-after-move: known",
      "f(); //freehold-ignore-next x: y  ",
      "// other",
      "/* // freehold-no */",
    ].join("\n");
    const { comments } = lower(code);
    expect(comments.map((comment) => comment.text)).toEqual(["// freehold-ignore use-after-move: known", "//freehold-ignore-next x: y"]);
    expect(comments.map(({ span }) => code.slice(span.start, span.end))).toEqual(comments.map((comment) => comment.text));
  });

  it("in strings, templates and JSX text are text", () => {
    const code = 'const a = "// freehold-a"; const b = `// freehold-b ${c /* */} // freehold-c`; const d = <p>// freehold-d</p>;';
    expect(lower(code, "tsx").comments).toEqual([]);
  });

  it("may stand at the end of a block or of the file", () => {
    const code = "function f() {\n  // freehold-a: b\n}\n[1, // freehold-c: d\n2];\n// freehold-e: f";
    expect(lower(code).comments.map((comment) => comment.text)).toEqual(["// freehold-a: b", "// freehold-c: d", "// freehold-e: f"]);
  });
});

describe('"use freehold"', () => {
  it("makes a file strict as its first directive only", () => {
    expect(lower('// hello\n"use freehold";\nf();').strict).toBe(true);
    expect(lower('f();\n"use freehold";').strict).toBe(false);
    expect(lower("").strict).toBe(false);
  });
});

describe("ten thousand of anything", () => {
  const flat: readonly (readonly [string, string])[] = [
    ["brackets", `x = ${"(".repeat(10_000)}1${")".repeat(10_000)};`],
    ["terms", `x = a${" + a".repeat(10_000)};`],
    ["logical terms", `if (a${" && a".repeat(5_000)} || b${" || b".repeat(5_000)}) x = a${" ?? b".repeat(5_000)};`],
    ["calls in a chain", `a${".b()".repeat(10_000)};`],
    ["fields in a chain", `x = a${".b".repeat(10_000)};`],
    ["else-ifs", `if (a) b(); ${"else if (a) b(); ".repeat(10_000)}`],
    ["conditional operators", `x = ${"a ? b : ".repeat(10_000)} c;`],
    ["clauses", `switch (a) { ${"case 1: b(); ".repeat(10_000)} }`],
    ["commas", `a${", a".repeat(10_000)};`],
    ["assertions", `x = a${" as T".repeat(10_000)};`],
    ["statements", "f(); ".repeat(10_000)],
    ["labels", `${"l: ".repeat(10_000)} x;`],
  ];
  it.each(flat)("%s in a row are lowered without nesting", (_, code) => {
    expect(lower(code).unknowns).toEqual([]);
  });

  const deep: readonly (readonly [string, string])[] = [
    ["arrays", `x = ${"[".repeat(10_000)}1${"]".repeat(10_000)};`],
    ["arguments", `${"f(".repeat(10_000)}a${")".repeat(10_000)};`],
    ["blocks", `${"{".repeat(10_000)}${"}".repeat(10_000)}`],
    ["conditions", `if (${"a && (b || ".repeat(5_000)}c${")".repeat(5_000)}) d();`],
    ["arrows", `x = ${"() => ".repeat(10_000)}1;`],
    ["functions", `${"function f() {".repeat(5_000)}${"}".repeat(5_000)}`],
    ["classes", `${"class A { m() {".repeat(2_000)}${"}}".repeat(2_000)}`],
    ["patterns", `const ${"[".repeat(10_000)}a${"]".repeat(10_000)} = b;`],
    ["namespaces", `namespace A${".B".repeat(3_000)} { export const x = 1; }`],
    ["elements", `x = ${"<a>".repeat(3_000)}${"</a>".repeat(3_000)};`],
    ["try statements", `${"try {".repeat(3_000)}f()${"} finally { g() }".repeat(3_000)}`],
    ["unary operators", `x = ${"!".repeat(10_000)}a; ${"delete ".repeat(10_000)}a;`],
  ];
  it.each(deep)("%s inside each other end in `unknown`", (_, code) => {
    const { unknowns } = lower(code, "tsx");
    expect(new Set(unknowns.map((unknown) => unknown.reason))).toEqual(new Set(["nested too deeply"]));
  });
});

describe("nested `finally` blocks with many ways out", () => {
  it("make the whole body unknown instead of exploding", () => {
    const code = `function f(p: T) { const q = p; ${"try { a(); return 1 } finally {".repeat(30)} b(() => q) ${"}".repeat(30)} }`;
    const { bodies, unknowns } = lower(code);
    expect(unknowns.map((unknown) => unknown.reason)).toEqual(["too many ways through the body"]);
    expect(bodies.map((body) => body.name)).toEqual(["<module>", "f", "<arrow>"]);
    const [block] = bodies[1]!.blocks;
    const value = block?.statements[0]?.kind === "assign" ? block.statements[0].value : undefined;
    expect(value?.kind === "unknown" && value.operands.map((operand) => operand.kind === "place" && operand.place.local)).toEqual([1, 2]);
  });
});

describe("what cannot be lowered", () => {
  it("says why and where", () => {
    const code = "f();\nwith (o) { g(x); }";
    const { unknowns } = lower(code, "js");
    expect(unknowns.map(({ reason, span }) => [reason, code.slice(span.start, span.end)])).toEqual([
      ["unsupported statement WithStatement", "with (o) { g(x); }"],
    ]);
  });
});

function callTexts(file: LoweredFile, code: string): readonly string[] {
  return file.bodies.flatMap((body) => (file.calls.get(body.id) ?? []).map((node) => code.slice(node.getStart(), node.end)));
}

function localTexts(file: LoweredFile, body: BodyId, code: string): readonly string[] {
  const locals: ReadonlyMap<LocalId, { getStart(): number; readonly end: number }> = file.locals.get(body) ?? new Map();
  return [...locals].sort(([a], [b]) => a - b).map(([, node]) => code.slice(node.getStart(), node.end));
}
