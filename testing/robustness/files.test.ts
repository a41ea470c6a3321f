/** Files that are not what they should be: each is told in one sentence, and the files beside it are checked. */

import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configuration, type Files, freehold, leak, placesIn, projectWith } from "./project.ts";

interface OddFile {
  readonly says: string;
  readonly file: string | Uint8Array;
  readonly told: string;
}

const megabyte = 1024 * 1024;
const wide = Buffer.from(`\ufeff${leak}`, "utf16le");

const refused: readonly OddFile[] = [
  {
    says: "a fault of syntax",
    file: `${leak}const x = {;\n`,
    told: "`src/odd.ts:12:12` is not valid TypeScript (Property assignment expected): the file is not checked",
  },
  {
    says: "a line of 5 MB",
    file: `${leak}export const long = "${"a".repeat(5 * megabyte)}";\n`,
    told: "`src/odd.ts` line 12 is 5 MB long, more than 5, as only generated code is: it is not checked",
  },
  {
    says: "11 MB of text",
    file: `${leak}${"// one comment after the other\n".repeat(380_000)}`,
    told: "`src/odd.ts` holds 11 MB of text, more than 10: it is not checked",
  },
  {
    says: "Latin-1",
    file: Buffer.from(`${leak}// caf\xe9\n`, "latin1"),
    told: "`src/odd.ts` is not UTF-8 (byte 368 cannot be decoded): save it as UTF-8 to have it checked",
  },
  {
    says: "UTF-16 that does not say so",
    file: Buffer.from(leak, "utf16le"),
    told: "`src/odd.ts:1:2` is not valid TypeScript (Invalid character): the file is not checked",
  },
  {
    says: "NUL bytes",
    file: "\0".repeat(4096),
    told: "`src/odd.ts:1:1` is not valid TypeScript (Invalid character): the file is not checked",
  },
];

test.each(refused)("$says is told in one sentence, and the rest is checked", ({ file, told }) => {
  using project = projectWith({ "tsconfig.json": configuration, "src/leak.ts": leak, "src/odd.ts": file });
  const run = freehold(project.folder, "--format", "short");
  expect(run).toMatchObject({ code: 2, told: [told] });
  expect(placesIn(run)).toEqual(["src/leak.ts:5 FH1001"]);
});

const understood: readonly Omit<OddFile, "told">[] = [
  { says: "a byte order mark", file: `\ufeff${leak}` },
  { says: "UTF-16 from the low byte on", file: wide },
  { says: "UTF-16 from the high byte on", file: Buffer.from(wide).swap16() },
  { says: "CRLF", file: leak.replaceAll("\n", "\r\n") },
];

test.each(understood)("a file with $says is checked like any other", ({ file }) => {
  using project = projectWith({ "odd.ts": file });
  const run = freehold(project.folder, "--format", "short");
  expect(run).toMatchObject({ code: 1, told: [], out: expect.stringMatching(/^odd\.ts:5:9: /) });
});

test.each([
  { says: "an empty file", file: "" },
  { says: "a file of nothing but a byte order mark", file: "\ufeff" },
])("$says has no findings, alone and in a project", ({ file }) => {
  using alone = projectWith({ "odd.ts": file });
  expect(freehold(alone.folder, "odd.ts")).toMatchObject({ code: 0, told: [] });
  using project = projectWith({ "tsconfig.json": configuration, "leak.ts": leak, "odd.ts": file });
  expect(freehold(project.folder)).toMatchObject({ code: 1, told: [] });
});

describe("what is no file", () => {
  const listing = (...files: readonly string[]): Files => ({
    "tsconfig.json": JSON.stringify({ compilerOptions: { types: [] }, files }),
    "leak.ts": leak,
  });

  test("a folder called x.ts is looked into like any other", () => {
    using project = projectWith({ "tsconfig.json": configuration, "x.ts/leak.ts": leak });
    expect(placesIn(freehold(project.folder, "--format", "short", "x.ts"))).toEqual(["x.ts/leak.ts:5 FH1001"]);
  });

  test("a folder listed as a file is told, and the rest is checked", () => {
    using project = projectWith(listing("x.ts", "leak.ts"));
    mkdirSync(join(project.folder, "x.ts"));
    expect(freehold(project.folder)).toMatchObject({ code: 2, told: ["`x.ts` cannot be read (EISDIR): it is not checked"] });
  });

  test.each([
    { says: "a link that leads nowhere", target: "nowhere.ts", reason: "ENOENT" },
    { says: "a link to itself", target: "odd.ts", reason: "ELOOP" },
  ])("$says is told when asked for, and the rest is checked", ({ target, reason }) => {
    const told = [`\`odd.ts\` cannot be read (${reason}): it is not checked`];
    using listed = projectWith(listing("odd.ts", "leak.ts"));
    symlinkSync(target, join(listed.folder, "odd.ts"));
    expect(freehold(listed.folder)).toMatchObject({ code: 2, told });
    using named = projectWith({ "leak.ts": leak });
    symlinkSync(target, join(named.folder, "odd.ts"));
    const run = freehold(named.folder, "--format", "short", "odd.ts", "leak.ts");
    expect(run).toMatchObject({ code: 2, told });
    expect(placesIn(run)).toEqual(["leak.ts:5 FH1001"]);
  });

  test("a link that leads nowhere is no file of a project that lists none, as for TypeScript", () => {
    using project = projectWith({ "tsconfig.json": configuration, "leak.ts": leak });
    symlinkSync("nowhere.ts", join(project.folder, "odd.ts"));
    expect(freehold(project.folder)).toMatchObject({ code: 1, told: [] });
  });

  test.each([
    { says: "with", files: { "tsconfig.json": configuration } },
    { says: "without", files: {} },
  ])("a folder linked into itself is walked once, $says a configuration", ({ files }) => {
    using project = projectWith({ ...files, "src/leak.ts": leak });
    symlinkSync("..", join(project.folder, "src/up"));
    expect(placesIn(freehold(project.folder, "--format", "short"))).toEqual(["src/leak.ts:5 FH1001"]);
  });
});

test("paths may hold spaces, any letters, and steps upwards", () => {
  using project = projectWith({ "tsconfig.json": configuration, "my sourçe 日本/le ak.ts": leak });
  const found = ["my sourçe 日本/le ak.ts:5 FH1001"];
  expect(placesIn(freehold(project.folder, "--format", "short"))).toEqual(found);
  expect(placesIn(freehold(project.folder, "--format", "short", "my sourçe 日本/../my sourçe 日本/le ak.ts"))).toEqual(found);
});
