/** Whole runs of the command, over small projects. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { clean, config, leak, run, temporaryProject } from "./temporary-project.ts";

describe("check", () => {
  test("shows the frame of a finding and ends with the summary and a next step", () => {
    using project = temporaryProject({ "tsconfig.json": config, "src/leak.ts": leak, "src/clean.ts": clean });
    const { code, out, err } = run(project, "");
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain("╭─ src/leak.ts:5:9\n");
    expect(out).toContain("5 │   const client = await pool.connect();\n");
    expect(out).toMatch(
      /\n\n {2}1 finding in 1 of 2 files\. {2}2 functions own a resource; 1 releases it on every path\.\n {2}Understand one: {2}freehold explain FH1001 .*\n$/,
    );
  });

  test("says when there is nothing to report", () => {
    using project = temporaryProject({ "tsconfig.json": config, "clean.ts": clean });
    expect(run(project, "check")).toEqual({
      code: 0,
      out: "  No findings in 1 file.  1 function owns a resource; it releases it on every path.\n  Look closer:  freehold --tier maybe\n",
      err: "",
    });
  });

  test("counts no function as right of which it warns", () => {
    const seldomCleared = "const tick = setInterval(() => {}, 10);\n    if (Math.random() < 0.5) clearInterval(tick);\n    return await";
    using project = temporaryProject({ "tsconfig.json": config, "warned.ts": clean.replace("return await", seldomCleared) });
    expect(run(project, "check").out).toContain("1 function owns a resource; it releases it on every path.");
    expect(run(project, "check --tier maybe").out).toContain("1 function owns a resource; it does not release it on every path.");
  });

  test("checks only the paths it is given", () => {
    using project = temporaryProject({ "tsconfig.json": config, "src/leak.ts": leak, "lib/clean.ts": clean });
    expect(run(project, "check lib").code).toBe(0);
    expect(run(project, "src/leak.ts").code).toBe(1);
  });

  test("works without a configuration of TypeScript", () => {
    using project = temporaryProject({ "leak.ts": leak });
    expect(run(project, "--format short")).toMatchObject({ code: 1, out: expect.stringMatching(/^leak\.ts:5:9: error\[FH1001\]: .*\n$/) });
  });

  test("draws with ASCII and with colours when told to", () => {
    using project = temporaryProject({ "leak.ts": leak });
    const { out } = run(project, "--ascii --color");
    expect(out.startsWith("\u001B[1m\u001B[31merror[FH1001]")).toBe(true);
    expect(out.replaceAll("\u001B", "")).not.toMatch(/[^\n -~]/);
  });

  test("shows no more than `--max` findings, and counts the rest by code", () => {
    using project = temporaryProject({ "a.ts": leak, "b.ts": leak, "c.ts": leak });
    const cut = run(project, "--max 1").out;
    expect(cut.match(/error\[FH1001\]/g)).toHaveLength(1);
    expect(cut).toContain("  … and 2 more findings:\n       2  FH1001  leaked-resource\n");
    expect(run(project, "--max 0").out.match(/error\[FH1001\]/g)).toHaveLength(3);
    expect(JSON.parse(run(project, "--max 1 --format json").out).findings).toHaveLength(3);
  });

  test("tells who asks for the strict tier where no file opts in how a file does", () => {
    using project = temporaryProject({ "clean.ts": clean });
    const { code, err } = run(project, "--tier strict");
    expect(code).toBe(0);
    expect(err).toBe(
      'freehold: No file opts into the strict rules: begin one with `"use freehold"`, or name it under `strict` in freehold.json\n',
    );
  });

  test("shows how long each phase took when asked", () => {
    using project = temporaryProject({ "clean.ts": clean });
    expect(run(project, "--timings").err).toMatch(/^open +\d+ ms\n[^]*^total +\d+ ms\n1 files, /m);
  });
});

describe("formats", () => {
  test("go to standard output and to files in one run", () => {
    using project = temporaryProject({ "leak.ts": leak });
    const { out } = run(project, "--format github --format json=out.json --format sarif=out.sarif --format pretty=out.txt");
    expect(out).toMatch(/^::error file=leak\.ts,line=5,/);
    const read = (name: string): string => readFileSync(join(project.folder, name), "utf8");
    expect(JSON.parse(read("out.json"))).toMatchObject({
      version: 1,
      findings: [{ file: "leak.ts", line: 5, column: 9 }],
      summary: { findings: 1 },
    });
    expect(JSON.parse(read("out.sarif"))).toMatchObject({ version: "2.1.0" });
    expect(read("out.txt")).toContain("╭─ leak.ts:5:9");
  });

  test("in files leave the frames on standard output", () => {
    using project = temporaryProject({ "leak.ts": leak });
    expect(run(project, "--format json=out.json").out).toContain("╭─ leak.ts:5:9");
    expect(existsSync(join(project.folder, "out.json"))).toBe(true);
  });

  test("that cannot be written are told", () => {
    using project = temporaryProject({ "leak.ts": leak });
    expect(run(project, "--format json=missing/out.json")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^freehold: `missing\/out\.json` cannot be written: .*\n$/),
    });
  });

  test("for machines hold no more than the findings", () => {
    using project = temporaryProject({ "clean.ts": clean });
    expect(JSON.parse(run(project, "--format json").out)).toMatchObject({ findings: [], summary: { findings: 0, checkedFiles: 1 } });
    expect(run(project, "--format short").out).toBe("");
    expect(run(project, "--format github").out).toBe("");
  });
});

describe("wrong use", () => {
  test.each([
    ["--teir maybe", "freehold: There is no option `--teir`; the nearest right one is `--tier`; see `freehold --help`\n"],
    ["explian FH1001", "freehold: `explian` is neither a command nor a file; the nearest command is `explain`\n"],
    ["missing.ts", "freehold: `missing.ts` does not exist: name a file or a folder that does\n"],
    [
      "explain leaked-resuorce",
      /^freehold: There is no finding `leaked-resuorce`; the nearest right one is `leaked-resource`; there are `/,
    ],
    ["why clean.ts:99:1", "freehold: `clean.ts` has no column 1 on a line 99\n"],
    ["why clean.ts:99", "freehold: `clean.ts` has no line 99\n"],
    ["why clean.ts:2:1", /^freehold: Nothing at `clean\.ts:2:1` owns a resource/],
  ])("`freehold %s`", (line, message) => {
    using project = temporaryProject({ "clean.ts": clean });
    const { code, out, err } = run(project, line);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
  });

  test("a file that does not parse is told, the rest is checked, and the exit code says so", () => {
    using project = temporaryProject({ "tsconfig.json": config, "leak.ts": leak, "broken.ts": "export function (\n" });
    const { code, out, err } = run(project, "--format short");
    expect(code).toBe(2);
    expect(out).toContain("leak.ts:5:9: error[FH1001]");
    expect(err).toMatch(/^freehold: .*broken\.ts.*\n$/);
  });

  test("a folder without scripts is told", () => {
    using project = temporaryProject({ "readme.txt": "" });
    expect(run(project, "")).toMatchObject({ code: 2, out: "", err: expect.stringContaining("Nothing to check") });
  });
});

describe("the configuration", () => {
  test.each([
    ["freehold.json", '{ "teir": "maybe" }', "freehold: freehold.json:1:3: There is no setting `teir`; the nearest right one is `tier`\n"],
    ["freehold.json", '{\n  "tier": "maybe",\n}', "freehold: freehold.json:3:1: Expected a key in double quotes, found `}`\n"],
    ["freehold.json", '{ "models": ["own.json"] }', "freehold: freehold.json:1:14: The model file `own.json` does not exist\n"],
    ["package.json", '{ "freehold": { "rules": [] } }', "freehold: package.json:1:26: `rules` is an object: `{…}`\n"],
  ])("%s with %s is refused with its place", (name, text, message) => {
    using project = temporaryProject({ "leak.ts": leak, [name]: text });
    expect(run(project, "")).toEqual({ code: 2, out: "", err: message });
  });

  test("in two places is refused", () => {
    using project = temporaryProject({ "leak.ts": leak, "freehold.json": "{}", "package.json": '{ "freehold": {} }' });
    expect(run(project, "")).toMatchObject({ code: 2, err: expect.stringContaining("keep one of the two") });
  });

  test("of an outer folder holds in the folders below", () => {
    using project = temporaryProject({ "freehold.json": '{ "exclude": ["app/leak.ts"] }', "app/leak.ts": leak, "app/clean.ts": clean });
    expect(run({ ...project, folder: join(project.folder, "app") }, "").code).toBe(0);
  });

  test("includes and excludes files", () => {
    using project = temporaryProject({ "tsconfig.json": config, "src/leak.ts": leak, "src/clean.ts": clean, "test/leak.ts": leak });
    const files = (): readonly string[] => JSON.parse(run(project, "--format json").out).findings.map(({ file }: { file: string }) => file);
    writeFileSync(join(project.folder, "freehold.json"), '{ "include": ["src"] }');
    expect(files()).toEqual(["src/leak.ts"]);
    writeFileSync(join(project.folder, "freehold.json"), '{ "exclude": ["**/leak.ts"] }');
    expect(files()).toEqual([]);
  });

  test("turns a finding off, or down to a warning", () => {
    using project = temporaryProject({ "leak.ts": leak, "freehold.json": '{ "rules": { "leaked-resource": "warning" } }' });
    expect(run(project, "--format short").out).toContain("leak.ts:5:9: warning[FH1001]");
    writeFileSync(join(project.folder, "freehold.json"), '{ "rules": { "leaked-resource": "off" } }');
    expect(run(project, "").code).toBe(0);
  });

  test("brings models of a project's own, in place or in a file", () => {
    const own = { modules: ["./gate.ts"], types: {}, functions: {} };
    using project = temporaryProject({ "clean.ts": clean, "freehold.json": JSON.stringify({ models: [own, "own.json"] }) });
    writeFileSync(join(project.folder, "own.json"), JSON.stringify([own]));
    expect(run(project, "").code).toBe(0);
    writeFileSync(join(project.folder, "own.json"), '{\n  "modules": 1\n}');
    expect(run(project, "")).toMatchObject({ code: 2, err: expect.stringMatching(/^freehold: own\.json:1:1: Not a model: .*modules/) });
  });
});

describe("a comment", () => {
  const commented = (comment: string): string => leak.replace("  const client", `  ${comment}\n  const client`);

  test("with a reason silences a finding", () => {
    using project = temporaryProject({ "leak.ts": commented("// freehold-ignore leaked-resource: the pool is thrown away") });
    expect(run(project, "").code).toBe(0);
  });

  test("without a reason silences nothing", () => {
    using project = temporaryProject({ "leak.ts": commented("// freehold-ignore leaked-resource") });
    const { out } = run(project, "--format short");
    expect(out).toContain("leak.ts:5:3: warning[FH0002]: A suppression needs a reason\n");
    expect(out).toContain("leak.ts:6:9: error[FH1001]");
  });

  test("that silences nothing is reported", () => {
    using project = temporaryProject({ "clean.ts": `// freehold-ignore leaked-resource: no longer\n${clean}` });
    expect(run(project, "--format short")).toMatchObject({
      code: 1,
      out: "clean.ts:1:20: warning[FH0001]: `leaked-resource` is silenced on line 2, where it is not reported\n",
    });
  });

  test("can be explained", () => {
    using project = temporaryProject({});
    expect(run(project, "explain FH0001").out).toContain("# unused-suppression");
  });
});

test("explain tells of a finding by its code and by its name", () => {
  using project = temporaryProject({});
  const byCode = run(project, "explain fh1001");
  expect(byCode).toMatchObject({ code: 0, out: expect.stringContaining("leaked-resource") });
  expect(run(project, "explain leaked-resource")).toEqual(byCode);
});

test.each(["clean.ts:5:9", "clean.ts:5"])("why tells the story of a variable at %s", (place) => {
  using project = temporaryProject({ "clean.ts": clean });
  const { code, out } = run(project, `why ${place}`);
  expect(code).toBe(0);
  expect(out).toContain("╭─ clean.ts:5:9\n");
  expect(out).toContain("released here");
});

test("why tells a hand-over once, however many ways out are behind it", () => {
  const kept = leak.replace("const rows", "keep(client);\n  const rows").replace("client.release();", "");
  using project = temporaryProject({ "kept.ts": `${kept}declare function keep(client: unknown): void;\n` });
  const { out } = run(project, "why kept.ts:5");
  expect(out.split("given away here")).toHaveLength(2);
});

test.each(["helper.ts:1:8", "helper.ts:1"])("why tells the summary of a function at %s", (place) => {
  const helper = "export function end(client: { close(): void; name: string }): void {\n  client.close();\n}\n";
  using project = temporaryProject({ "helper.ts": helper });
  const { code, out } = run(project, `why ${place}`);
  expect(code).toBe(0);
  expect(out).toContain("`end` as its callers see it: it gives nothing that the caller must release");
  expect(out).toContain("client");
});

const strictReport = `"use freehold";
import { type Own, type Owned, type Ref, ref } from "freehold";
class Account implements Owned {
  total = 0;
  [Symbol.dispose](): void {}
}
declare function show(account: Ref<Account>): void;
export function report(account: Own<Account>): void {
  const seen = ref(account);
  show(seen);
  show(seen);
}
`;

test("why tells the loans of a variable that is borrowed, and of one that borrows", () => {
  using project = temporaryProject({ "report.ts": strictReport });
  for (const place of ["8:24", "9:9", "10:9", "8", "10"]) {
    const { code, out } = run(project, `why report.ts:${place}`);
    expect(code).toBe(0);
    expect(out).toContain("`account` is borrowed here");
    expect(out).toMatch(/11 │ {3}show\(seen\);\n.*the borrow of `account` is used here for the last time/);
  }
});

test("debug shows the loans of strict code", () => {
  using project = temporaryProject({ "report.ts": strictReport });
  const { out } = run(project, "debug --stage=loans report.ts");
  expect(out).toBe("loans of report\n  #0 `account` borrowed at account, until show(seen)\n");
});

test.each([
  ["ast", /^SourceFile 0-\d+\n {2}ClassDeclaration/],
  ["mir", /^async function tidy /m],
  ["facts", /client/],
  ["obligations", /client/],
])("debug shows the stage %s", (stage, expected) => {
  using project = temporaryProject({ "clean.ts": clean });
  expect(run(project, `debug --stage=${stage} clean.ts`)).toMatchObject({ code: 0, err: "", out: expect.stringMatching(expected) });
});

test("help names every command and option, version the version", () => {
  using project = temporaryProject({});
  const { code, out } = run(project, "--help");
  expect(code).toBe(0);
  for (const word of [
    "check",
    "explain",
    "why",
    "debug",
    "--format",
    "--tier",
    "--max",
    "--timings",
    "--color",
    "--ascii",
    "freehold.json",
    "freehold-ignore",
  ]) {
    expect(out).toContain(word);
  }
  expect(run(project, "--version")).toEqual({ code: 0, out: "freehold 0.1.0\n", err: "" });
});
