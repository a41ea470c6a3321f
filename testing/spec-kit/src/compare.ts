/** Holds what was found against what was expected: anything unexpected is a mismatch. */

import { printExpectation, type Expectation } from "./expectation.ts";

/** A diagnostic as specs see it. */
export interface Finding {
  readonly name: string;
  readonly level: "error" | "warning";
  readonly message: string;
  /** Of its primary label; the file by the name it was given, the line counts from 1. */
  readonly file: string;
  readonly line: number;
  /** Texts of all labels. */
  readonly labels: readonly string[];
}

export interface Mismatch {
  readonly line: number;
  /** A sentence for whoever reads the failure. */
  readonly text: string;
}

/** One file's findings against its expectations; sorted by line. Each finding answers for one expectation. */
export function compare(expectations: readonly Expectation[], findings: readonly Finding[]): readonly Mismatch[] {
  const left = [...findings];
  const mismatches: Mismatch[] = [];
  for (const expectation of expectations) {
    const index = left.findIndex((finding) => answers(finding, expectation));
    const [finding] = index === -1 ? [] : left.splice(index, 1);
    const text = verdict(expectation, finding);
    if (text !== undefined) mismatches.push({ line: expectation.line, text });
  }
  const unexpected = left.map((finding) => ({ line: finding.line, text: `unexpected ${describeFinding(finding)}` }));
  return [...mismatches, ...unexpected].toSorted((a, b) => a.line - b.line);
}

/** Whether this finding is what that expectation speaks of. */
export function answers(finding: Finding, expectation: Expectation): boolean {
  const sameLevel = expectation.kind === "known-miss" || expectation.kind === "known-noise" || finding.level === expectation.kind;
  const said = [finding.message, ...finding.labels].some((text) => text.includes(expectation.text));
  return sameLevel && said && finding.name === expectation.name && finding.line === expectation.line;
}

function verdict(expectation: Expectation, finding: Finding | undefined): string | undefined {
  const missing = finding === undefined;
  if (expectation.kind === "known-miss") {
    return missing ? undefined : `mended: make it \`${printExpectation({ ...expectation, kind: finding.level })}\``;
  }
  if (expectation.kind === "known-noise") return missing ? "mended: take `known-noise` out" : undefined;
  return missing ? `missing ${printExpectation(expectation).slice("// ".length)}` : undefined;
}

function describeFinding(finding: Finding): string {
  const labels = finding.labels.map((label) => `\n      · ${label}`).join("");
  return `${finding.level}: [${finding.name}] "${finding.message}"${labels}`;
}
