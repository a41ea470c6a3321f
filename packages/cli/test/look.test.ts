/** Colours, characters, the progress line and the summary. */

import type { Diagnostic } from "@freehold/diagnostics/diagnostic";
import { asciiGlyphs, unicodeGlyphs } from "@freehold/diagnostics/render/glyphs";
import type { Report } from "@freehold/diagnostics/report";
import { asFilePath } from "@freehold/diagnostics/span";
import { describe, expect, test } from "vitest";
import { progressOn } from "../src/progress.ts";
import { summary } from "../src/summary.ts";
import { glyphsFor, type Look, textOptions, wantsColor } from "../src/terminal.ts";
import { testWorld } from "./world.ts";

const auto: Look = { color: "auto", characters: "auto" };

describe("colour", () => {
  test.each([
    ["a terminal", auto, {}, true, true],
    ["no terminal", auto, {}, false, false],
    ["a dumb terminal", auto, { TERM: "dumb" }, true, false],
    ["NO_COLOR", auto, { NO_COLOR: "1" }, true, false],
    ["an empty NO_COLOR", auto, { NO_COLOR: "" }, true, true],
    ["FORCE_COLOR", auto, { FORCE_COLOR: "1" }, false, true],
    ["FORCE_COLOR=0", auto, { FORCE_COLOR: "0" }, true, false],
    ["NO_COLOR and FORCE_COLOR", auto, { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    ["--color and NO_COLOR", { ...auto, color: "always" as const }, { NO_COLOR: "1" }, false, true],
    ["--no-color and FORCE_COLOR", { ...auto, color: "never" as const }, { FORCE_COLOR: "1" }, true, false],
  ])("with %s", (_, look, env, terminal, expected) => {
    const world = testWorld({ env, terminal });
    expect(wantsColor(look, world.out, world)).toBe(expected);
  });
});

describe("characters", () => {
  test.each([
    ["no locale", {}, "linux", unicodeGlyphs],
    ["a UTF-8 locale", { LANG: "de_DE.UTF-8" }, "linux", unicodeGlyphs],
    ["a Latin locale", { LANG: "de_DE.ISO-8859-1" }, "linux", asciiGlyphs],
    ["the C locale before LANG", { LC_ALL: "C", LANG: "de_DE.UTF-8" }, "linux", asciiGlyphs],
    ["an empty LC_ALL", { LC_ALL: "", LANG: "C.utf8" }, "linux", unicodeGlyphs],
    ["the console of Linux", { TERM: "linux" }, "linux", asciiGlyphs],
    ["Windows", { LANG: "C" }, "win32", unicodeGlyphs],
  ])("with %s", (_, env, platform, expected) => {
    expect(glyphsFor(auto, testWorld({ env, platform }))).toBe(expected);
  });

  test("with --ascii", () => {
    expect(glyphsFor({ ...auto, characters: "ascii" }, testWorld())).toBe(asciiGlyphs);
  });
});

test("a terminal's own width is used, and 100 columns where there is none", () => {
  const terminal = testWorld({ terminal: true });
  const file = testWorld();
  expect([textOptions(auto, terminal.out, terminal).width, textOptions(auto, file.out, file).width]).toEqual([80, 100]);
});

describe("the progress line", () => {
  test("comes after 400 ms, changes with what is done, and goes away at the end", () => {
    let time = 0;
    const world = testWorld({ terminal: true, now: () => time });
    const progress = progressOn(world);
    progress.begin("open");
    time = 399;
    progress.begin("read");
    time = 400;
    progress.begin("lower");
    progress.begin("validate");
    progress.begin("check");
    progress.finish();
    expect(world.written.err).toEqual(["\r\u001B[Kreading files …", "\r\u001B[Kchecking …", "\r\u001B[K"]);
  });

  test("never comes where no terminal is", () => {
    let time = 0;
    const world = testWorld({ now: () => time });
    const progress = progressOn(world);
    time = 1000;
    progress.begin("check");
    progress.finish();
    expect(world.written.err).toEqual([]);
  });
});

describe("the summary", () => {
  const finding = (file: string, code: string, name: string): Diagnostic => ({
    code,
    name,
    tier: "definite",
    level: "error",
    message: "",
    labels: [{ span: { file: asFilePath(file), start: 0, end: 1 }, text: "", role: "primary" }],
    fixes: [],
    scope: [],
  });
  const report = (diagnostics: readonly Diagnostic[], owning: number, releasing: number, checkedFiles = 214): Report => ({
    diagnostics,
    files: new Map(),
    root: asFilePath("/project"),
    version: "0.1.0",
    checkedFiles,
    functions: { owning, releasing },
  });
  const three = [
    finding("/a.ts", "E0382", "use-after-move"),
    finding("/a.ts", "FH1001", "leaked-resource"),
    finding("/b.ts", "FH1001", "leaked-resource"),
  ];

  test("counts findings, files and functions, and names a next step", () => {
    expect(summary(report(three, 31, 28), [], "definite")).toBe(
      "  3 findings in 2 of 214 files.  31 functions own a resource; 28 release it on every path.\n" +
        "  Understand one:  freehold explain FH1001       Silence one:  // freehold-ignore leaked-resource: reason\n",
    );
  });

  test("counts by code what `--max` left out", () => {
    expect(summary(report(three, 31, 28), three.slice(1), "definite")).toBe(
      "  … and 2 more findings:\n" +
        "       2  FH1001  leaked-resource\n" +
        "\n" +
        "  3 findings in 2 of 214 files.  31 functions own a resource; 28 release it on every path.\n" +
        "  See all:  freehold --max 0       Understand one:  freehold explain FH1001\n",
    );
  });

  test("asks nobody to look closer who has", () => {
    expect(summary(report([], 2, 2), [], "maybe")).toBe(
      "  No findings in 214 files.  2 functions own a resource; all release it on every path.\n",
    );
  });

  test("says when all is well", () => {
    expect(summary(report([], 2, 2), [], "definite")).toBe(
      "  No findings in 214 files.  2 functions own a resource; all release it on every path.\n  Look closer:  freehold --tier maybe\n",
    );
  });

  test("speaks of one as of one", () => {
    expect(summary(report([finding("/a.ts", "E0382", "use-after-move")], 1, 0, 1), [], "definite")).toMatch(
      /^ {2}1 finding in 1 file\. {2}1 function owns a resource; it does not release it on every path\.\n/,
    );
    expect(summary(report([], 1, 1, 1), [], "definite")).toMatch(/1 function owns a resource; it releases it on every path\./);
    expect(summary(report([], 3, 1), [], "definite")).toMatch(/3 functions own a resource; 1 releases it on every path\./);
    expect(summary(report([], 3, 0), [], "definite")).toMatch(/3 functions own a resource; none releases it on every path\./);
    expect(summary(report([], 0, 0, 1), [], "definite")).toMatch(/^ {2}No findings in 1 file\.\n/);
  });
});
