/** On how many of the stored programs checker and rustc differ, and in what, as a generated table that may only shrink. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Judged } from "./judge.ts";
import { countsOf, differencesIn } from "./summary.ts";

const path = join(import.meta.dirname, "../known-differences.md");

export function knownDifferences(): string {
  return readFileSync(path, "utf8");
}

export function writeKnownDifferences(text: string): void {
  writeFileSync(path, text);
}

export function printDifferences(judged: readonly Judged[]): string {
  const { programs, rejected, accepted, stricter, bothReject, sameStatement, unsound } = countsOf(judged);
  const rows = differencesIn(judged).map(
    ({ kind, kinds, judged: all }) => `| ${kind === "accepted" ? "only rustc" : "only the checker"} | ${kinds} | ${all.length} |`,
  );
  return `${heading}
Of ${programs} programs rustc rejects ${rejected}. The checker accepts ${accepted} of these, and rejects ${stricter} others. Of the ${bothReject} that both reject,
${sameStatement} have their first fault at the same statement. Of all that the checker accepts, ${unsound} break a rule when they are run.

${["| who rejects | what | programs |", "|---|---|---|", ...rows].join("\n")}
`;
}

const heading = `# Known differences

How far checker and rustc agree on the programs whose verdicts are stored in \`verdicts.txt\`. What is mended fails a test until this file
is written again: \`FREEHOLD_UPDATE=1 npx vitest run testing/rust-parity\`.
`;
