/** What holds of every frame, whatever the text and the spans. */

import type { Diagnostic, Label } from "@freehold/diagnostics/diagnostic";
import { asciiGlyphs, unicodeGlyphs } from "@freehold/diagnostics/render/glyphs";
import { plainStyle, type Style } from "@freehold/diagnostics/render/style";
import { renderText } from "@freehold/diagnostics/render/text";
import { widthOf } from "@freehold/diagnostics/render/words";
import { asFilePath } from "@freehold/diagnostics/span";
import { array, assert, boolean, constantFrom, integer, oneof, property, record, string, tuple } from "fast-check";
import { expect, test } from "vitest";
import { diagnostic, reportOf } from "../report.ts";

const fragment = oneof(
  { weight: 6, arbitrary: constantFrom("const a = open(path);", "  ", "\n", "\n\n", "{", "}", "close(a)", "f(") },
  {
    weight: 1,
    arbitrary: constantFrom("\t", "\r\n", "\r", "\u2028", "名前", "é", "👩‍👩‍👧", "\u202E", "\u001B[31m", "שלום", "\uFEFF", "\uD83D", "\u0301"),
  },
  { weight: 1, arbitrary: string({ unit: "grapheme", maxLength: 8 }) },
  { weight: 1, arbitrary: constantFrom("x".repeat(300), "wide 名前 ".repeat(60), "\u0301".repeat(500)) },
);
const sourceText = array(fragment, { maxLength: 40 }).map((parts) => parts.join(""));
const words = array(constantFrom("the", "`client`", "is", "given", "away", "here", "✓", "✗", "…", "用"), { maxLength: 30 }).map((parts) =>
  parts.join(" "),
);
const finding = record({
  texts: tuple(sourceText, sourceText),
  labels: array(record({ start: integer({ min: -3, max: 800 }), length: integer({ min: -2, max: 400 }), text: words, second: boolean() }), {
    minLength: 1,
    maxLength: 8,
  }),
  message: words,
  why: words,
});
const paths = [asFilePath("/project/a.ts"), asFilePath("/project/b.ts")] as const;

const report = finding.map(({ texts, labels, message, why }) => {
  const placed = labels.map(({ start, length, text, second }, index): Label => ({
    span: { file: second ? paths[1] : paths[0], start, end: start + length },
    text,
    role: index === 0 ? "primary" : "other",
  }));
  const edits = placed.map(({ span, text }) => ({ span, text }));
  const made: Diagnostic = { ...diagnostic, message, why, labels: placed, fixes: [{ title: message, safety: "safe", edits }] };
  return reportOf({ [paths[0]]: texts[0], [paths[1]]: texts[1] }, [made]);
});

test.each([40, 60, 100])("no row is wider than %d columns, whatever the text and the spans", (width) => {
  assert(
    property(report, (made) => {
      const rows = renderText(made, { width, glyphs: unicodeGlyphs, style: plainStyle }).split("\n");
      for (const row of rows) expect(widthOf(row), row).toBeLessThanOrEqual(width);
    }),
    { numRuns: 400, seed: 1 },
  );
});

test("no row ends in a space, and none holds a character that steers a terminal", () => {
  assert(
    property(report, (made) => {
      const text = renderText(made, { width: 80, glyphs: asciiGlyphs, style: plainStyle });
      expect(text).not.toMatch(/[ \t]$/m);
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
    }),
    { numRuns: 400, seed: 1 },
  );
});

test("colours change nothing but colours", () => {
  const paint = (text: string): string => `\uE000${text}\uE001`;
  const painted: Style = {
    strong: paint,
    quiet: paint,
    gutter: paint,
    error: paint,
    warning: paint,
    note: paint,
    added: paint,
    removed: paint,
  };
  assert(
    property(report, (made) => {
      const plain = renderText(made, { width: 80, glyphs: unicodeGlyphs, style: plainStyle });
      const coloured = renderText(made, { width: 80, glyphs: unicodeGlyphs, style: painted });
      expect(coloured.replaceAll(/[\uE000\uE001]/g, "")).toBe(plain);
    }),
    { numRuns: 200, seed: 1 },
  );
});

test("a line of five million characters costs no more than what is shown of it", () => {
  const text = `${"work(a, b); ".repeat(420_000)}close(a);`;
  const span = { file: paths[0], start: text.length - 9, end: text.length - 1 };
  const made = reportOf({ [paths[0]]: text }, [{ ...diagnostic, fixes: [], labels: [{ span, text: "here", role: "primary" }] }]);
  const start = performance.now();
  const rows = renderText(made, { width: 80, glyphs: unicodeGlyphs, style: plainStyle });
  expect(performance.now() - start).toBeLessThan(500);
  expect(rows).toContain("work(a, b); close(a);\n");
});
