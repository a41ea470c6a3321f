/** What the machine formats say of one finding. */

import type { Diagnostic } from "@freehold/diagnostics/diagnostic";
import { unicodeGlyphs } from "@freehold/diagnostics/render/glyphs";
import { renderGithub } from "@freehold/diagnostics/render/github";
import { jsonReport, renderJson } from "@freehold/diagnostics/render/json";
import { renderSarif } from "@freehold/diagnostics/render/sarif";
import { renderShort } from "@freehold/diagnostics/render/short";
import { plainStyle } from "@freehold/diagnostics/render/style";
import { renderStory } from "@freehold/diagnostics/render/text";
import { asFilePath } from "@freehold/diagnostics/span";
import { expect, test } from "vitest";
import { diagnostic, reportOf, text } from "./report.ts";

const report = reportOf({ "/project/src/a.ts": text }, [diagnostic]);

test("a story has a headline without a code, and names no commands", () => {
  const options = { width: 100, glyphs: unicodeGlyphs, style: plainStyle };
  expect(renderStory({ ...diagnostic, fixes: [] }, report, options)).toBe(
    [
      "`a` is used after it was closed",
      "  ╭─ src/a.ts:3:5",
      "1 │ const a = open();",
      "  ·       ─ `a` owns an open file from here",
      "2 │ close(a);",
      "  · ──────── closed here",
      "3 │ use(a, b);",
      "  ·     ━ used here",
      "  why   The call fails with 100% certainty.",
      "",
    ].join("\n"),
  );
});

test("the short form is one line a finding", () => {
  expect(renderShort(report)).toBe("src/a.ts:3:5: error[FH1002]: `a` is used after it was closed\n");
});

test("a message over several lines, or with controls in it, stays one harmless line in the short form", () => {
  const odd = reportOf({ "/project/src/a.ts": text }, [{ ...diagnostic, message: "one\ntwo\u001B[31m" }]);
  expect(renderShort(odd)).toBe("src/a.ts:3:5: error[FH1002]: one two␛[31m\n");
});

test("the JSON form has version 1, the findings and the summary", () => {
  expect(JSON.parse(renderJson(report))).toEqual({
    version: 1,
    findings: [
      {
        code: "FH1002",
        name: "use-after-release",
        tier: "definite",
        level: "error",
        message: "`a` is used after it was closed",
        file: "src/a.ts",
        line: 3,
        column: 5,
        endLine: 3,
        endColumn: 6,
        labels: [
          { file: "src/a.ts", line: 1, column: 7, endLine: 1, endColumn: 8, text: "`a` owns an open file from here", primary: false },
          { file: "src/a.ts", line: 2, column: 1, endLine: 2, endColumn: 9, text: "closed here", primary: false },
          { file: "src/a.ts", line: 3, column: 5, endLine: 3, endColumn: 6, text: "used here", primary: true },
        ],
        why: "The call fails with 100% certainty.",
        help: null,
        fixes: [
          {
            title: "Close it afterwards",
            safety: "suggested",
            edits: [{ file: "src/a.ts", line: 2, column: 1, endLine: 3, endColumn: 1, text: "" }],
          },
        ],
        fingerprint: "FH1002/Store.add/a/1",
      },
    ],
    summary: {
      findings: 1,
      errors: 1,
      warnings: 0,
      checkedFiles: 1,
      owningFunctions: 3,
      releasingFunctions: 2,
      byCode: { FH1002: 1 },
    },
  });
});

test("a file beside the root is named from the root, and a label in a file that is not at hand stands at its start", () => {
  const elsewhere: Diagnostic = {
    ...diagnostic,
    labels: [{ span: { file: asFilePath("/other/b.ts"), start: 9, end: 12 }, text: "used here", role: "primary" }],
  };
  const [finding] = jsonReport(reportOf({}, [elsewhere])).findings;
  expect(finding).toMatchObject({ file: "../other/b.ts", line: 1, column: 1, endLine: 1, endColumn: 1 });
});

test("the GitHub form is one workflow command a finding, escaped", () => {
  expect(renderGithub(report)).toBe(
    "::error file=src/a.ts,line=3,endLine=3,col=5,endColumn=5,title=FH1002 use-after-release::" +
      "`a` is used after it was closed%0Asrc/a.ts:1:7: `a` owns an open file from here%0Asrc/a.ts:2:1: closed here%0A" +
      "src/a.ts:3:5: used here%0AThe call fails with 100%25 certainty.\n",
  );
});

test("a GitHub annotation over several lines has no columns", () => {
  const span = { file: asFilePath("/project/src/a,b.ts"), start: 0, end: 20 };
  const long = { ...diagnostic, labels: [{ span, text: "here", role: "primary" as const }] };
  expect(renderGithub(reportOf({ "/project/src/a,b.ts": text }, [long]))).toContain(
    "::error file=src/a%2Cb.ts,line=1,endLine=2,title=FH1002 use-after-release::",
  );
});

test("the SARIF form carries the other labels as related locations and all of them as a code flow", () => {
  const log = JSON.parse(renderSarif(report));
  const [run] = log.runs;
  const [result] = run.results;
  expect(log.version).toBe("2.1.0");
  expect(run.tool.driver).toMatchObject({ name: "Freehold", semanticVersion: "0.1.0", rules: [{ id: "use-after-release" }] });
  expect(result).toMatchObject({
    ruleId: "use-after-release",
    ruleIndex: 0,
    level: "error",
    partialFingerprints: { "freehold/v1": "FH1002/Store.add/a/1" },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "src/a.ts", uriBaseId: "%SRCROOT%" },
          region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 6 },
        },
      },
    ],
  });
  expect(result.relatedLocations.map((location: { message: { text: string } }) => location.message.text)).toEqual([
    "`a` owns an open file from here",
    "closed here",
  ]);
  expect(result.codeFlows[0].threadFlows[0].locations).toHaveLength(3);
  expect(result.fixes[0].artifactChanges[0].replacements).toEqual([
    { deletedRegion: { startLine: 2, startColumn: 1, endLine: 3, endColumn: 1 }, insertedContent: { text: "" } },
  ]);
});
