/** The order, the count and the names of findings. */

import { countDiagnostics } from "@freehold/diagnostics/counts";
import type { Diagnostic } from "@freehold/diagnostics/diagnostic";
import { fingerprints } from "@freehold/diagnostics/fingerprint";
import { relativePath } from "@freehold/diagnostics/path";
import { sortDiagnostics } from "@freehold/diagnostics/sort";
import { lineEnd, lineText, sourceFile } from "@freehold/diagnostics/source-file";
import { asFilePath } from "@freehold/diagnostics/span";
import { expect, test } from "vitest";
import { diagnostic, reportOf, text } from "./report.ts";

function at(file: string, start: number, changes: Partial<Diagnostic> = {}): Diagnostic {
  return { ...diagnostic, labels: [{ span: { file: asFilePath(file), start, end: start + 1 }, text: "", role: "primary" }], ...changes };
}

test("findings are sorted by file, place and code", () => {
  const sorted = sortDiagnostics([at("/b.ts", 1), at("/a.ts", 9), at("/a.ts", 3, { code: "FH1003" }), at("/a.ts", 3, { code: "E0382" })]);
  expect(sorted.map(({ code, labels }) => `${labels[0]!.span.file} ${labels[0]!.span.start} ${code}`)).toEqual([
    "/a.ts 3 E0382",
    "/a.ts 3 FH1003",
    "/a.ts 9 FH1002",
    "/b.ts 1 FH1002",
  ]);
});

test("findings are counted by level, file and code, the most frequent code first", () => {
  const counts = countDiagnostics([at("/a.ts", 1, { code: "E0382", level: "warning" }), at("/a.ts", 2), at("/b.ts", 3)]);
  expect(counts).toEqual({
    findings: 3,
    errors: 2,
    warnings: 1,
    files: 2,
    byCode: [
      { code: "FH1002", name: "use-after-release", count: 2 },
      { code: "E0382", name: "use-after-release", count: 1 },
    ],
  });
});

test("a fingerprint stays the same when lines and whitespace move", () => {
  const before = reportOf({ "/project/src/a.ts": text }, [diagnostic]);
  const shift = (offset: number) => offset + 8;
  const moved = {
    ...diagnostic,
    labels: diagnostic.labels.map((label) => ({
      ...label,
      span: { ...label.span, start: shift(label.span.start), end: shift(label.span.end) },
    })),
  };
  const after = reportOf({ "/project/src/a.ts": `// more\n${text}` }, [moved]);
  expect(fingerprints(after.diagnostics, after.files)).toEqual(fingerprints(before.diagnostics, before.files));
});

test("equal findings of one file are told apart by an ordinal, those of two files are not", () => {
  const { diagnostics, files } = reportOf({ "/a.ts": "f(a);\nf(a);\n", "/b.ts": "f(a);\n" }, [
    at("/a.ts", 2),
    at("/a.ts", 8),
    at("/b.ts", 2),
  ]);
  expect(fingerprints(diagnostics, files)).toEqual(["FH1002/Store.add/a/1", "FH1002/Store.add/a/2", "FH1002/Store.add/a/1"]);
});

test.each([
  ["/project", "/project/src/a.ts", "src/a.ts"],
  ["/project", "/project/a.ts", "a.ts"],
  ["/project/app", "/project/lib/a.ts", "../lib/a.ts"],
  ["/", "/a.ts", "a.ts"],
  ["C:/project", "C:/project/a.ts", "a.ts"],
  ["C:/project", "D:/lib/a.ts", "D:/lib/a.ts"],
])("from %s, %s is %s", (root, path, expected) => {
  expect(relativePath(asFilePath(root), asFilePath(path))).toBe(expected);
});

test("a line ends before its terminator, whichever it is", () => {
  const file = sourceFile(asFilePath("/a.ts"), "a\r\n\nb\rc\u2028d\n");
  expect([1, 2, 3, 4, 5, 6].map((line) => lineText(file, line))).toEqual(["a", "", "b", "c", "d", ""]);
  expect([1, 2, 3, 4, 5, 6].map((line) => lineEnd(file, line))).toEqual([1, 3, 5, 7, 9, 10]);
});
