/** A report over the texts given, for the tests of the renderers. */

import type { Diagnostic } from "@freehold/diagnostics/diagnostic";
import type { Report } from "@freehold/diagnostics/report";
import { sourceFile } from "@freehold/diagnostics/source-file";
import { asFilePath } from "@freehold/diagnostics/span";

export function reportOf(texts: Readonly<Record<string, string>>, diagnostics: readonly Diagnostic[]): Report {
  const files = Object.entries(texts).map(([path, text]) => sourceFile(asFilePath(path), text));
  return {
    diagnostics,
    files: new Map(files.map((file) => [file.path, file])),
    root: asFilePath("/project"),
    version: "0.1.0",
    checkedFiles: files.length,
    functions: { owning: 3, releasing: 2 },
  };
}

const path = asFilePath("/project/src/a.ts");

export const text = "const a = open();\nclose(a);\nuse(a, b);\n";

/** `a` is opened on line 1, closed on line 2 and used on line 3. */
export const diagnostic: Diagnostic = {
  code: "FH1002",
  name: "use-after-release",
  tier: "definite",
  level: "error",
  message: "`a` is used after it was closed",
  labels: [
    { span: { file: path, start: 6, end: 7 }, text: "`a` owns an open file from here", role: "other" },
    { span: { file: path, start: 18, end: 26 }, text: "closed here", role: "other" },
    { span: { file: path, start: 32, end: 33 }, text: "used here", role: "primary" },
  ],
  why: "The call fails with 100% certainty.",
  fixes: [{ title: "Close it afterwards", safety: "suggested", edits: [{ span: { file: path, start: 18, end: 28 }, text: "" }] }],
  scope: ["Store", "add"],
};
