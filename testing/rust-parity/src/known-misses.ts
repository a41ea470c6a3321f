/** The pairs on which checker and rustc do not yet agree, as a generated list that may only shrink. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Miss {
  readonly document: string;
  readonly title: string;
  /** What is missing or too much, in one line; empty is no miss. */
  readonly mismatch: string;
}

const path = join(import.meta.dirname, "../known-misses.md");

/** The mismatch of each listed pair, by its document and title. */
export function knownMisses(): ReadonlyMap<string, string> {
  const misses = new Map<string, string>();
  let document = "";
  for (const text of readFileSync(path, "utf8").split("\n")) {
    document = /^## (.+)$/.exec(text)?.[1] ?? document;
    const [, title, mismatch] = /^- (.+?) \| (.+)$/.exec(text) ?? [];
    if (title !== undefined && mismatch !== undefined) misses.set(`${document}: ${title}`, mismatch);
  }
  return misses;
}

export function writeKnownMisses(misses: readonly Miss[]): void {
  const open = misses.filter(({ mismatch }) => mismatch !== "");
  const sections = [...new Set(open.map(({ document }) => document))].map((name) => {
    const found = open.filter(({ document }) => document === name);
    return `## ${name}\n\n${found.map(({ title, mismatch }) => `- ${title} | ${mismatch}`).join("\n")}\n`;
  });
  writeFileSync(path, [heading, ...sections].join("\n"));
}

const heading = `# Known misses

Pairs of the literate suite on which the checker does not say what rustc says, with what is missing or too much. A pair that is mended
fails its test until its line is gone: \`FREEHOLD_UPDATE=1 npx vitest run testing/rust-parity\` writes this file.
`;
