/** Rewrites the expectations of a Markdown file to what was found: `FREEHOLD_UPDATE=1`, then read the difference. */

import { answers, type Finding } from "./compare.ts";
import { printExpectation, withoutExpectations, type Expectation } from "./expectation.ts";
import type { SpecFile } from "./spec.ts";

export const updating = process.env["FREEHOLD_UPDATE"] === "1";

/** Known misses and noise are judgements: they are left to whoever made them. */
export function updateMarkdown(markdown: string, updates: readonly { file: SpecFile; findings: readonly Finding[] }[]): string {
  const lines = markdown.split("\n");
  for (const { file, findings } of updates) {
    file.text.split("\n").forEach((_, index) => {
      const at = file.markdownLine - 1 + index;
      const expected = file.expectations.filter((expectation) => expectation.line === index + 1);
      const comments = findings
        .filter((finding) => finding.line === index + 1 && !isKnown(finding, expected))
        .map((finding) => comment(finding, expected));
      lines[at] = [withoutExpectations(lines[at]!, ["error", "warning"]), ...comments].join(" ");
    });
  }
  return lines.join("\n");
}

function isKnown(finding: Finding, expected: readonly Expectation[]): boolean {
  return expected.some((expectation) => expectation.kind === "known-noise" && expectation.name === finding.name);
}

/** A text that still fits stays as its author chose it. */
function comment(finding: Finding, expected: readonly Expectation[]): string {
  const said = expected.find((expectation) => answers(finding, expectation));
  return printExpectation({ kind: finding.level, name: finding.name, text: said?.text ?? finding.message });
}
