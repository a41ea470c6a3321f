/** The literate suite: Markdown in which a heading holds the same program twice, in Rust and in TypeScript. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inOrder, type Report } from "./report.ts";

export interface Pair {
  readonly document: string;
  readonly title: string;
  readonly rust: string;
  readonly typescript: string;
  /** What the Rust block says that rustc reports, `//~ E0499` at the line's end. */
  readonly reports: readonly Report[];
  /** Of the first line of the TypeScript block in the document; counts from 1. */
  readonly line: number;
}

/** Below `## title`: a `rust` fence and a `ts` fence. */
const pattern = /^## (?<title>.+)\n(?:\n(?!```|#)[^]+?\n)??\n```rust\n(?<rust>[^]*?)```\n\n```ts\n(?<typescript>[^]*?)```$/gm;

const folder = join(import.meta.dirname, "../pairs");

export function literatePairs(): readonly Pair[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .toSorted()
    .flatMap((name) => pairsOf(name, readFileSync(join(folder, name), "utf8")));
}

export function pairsOf(document: string, markdown: string): readonly Pair[] {
  return [...markdown.matchAll(pattern)].map((match) => {
    const { title = "", rust = "", typescript = "" } = match.groups ?? {};
    const before = markdown.slice(0, match.index + match[0].length - typescript.length - "```".length);
    return { document, title, rust, typescript, reports: reportsIn(rust), line: before.split("\n").length };
  });
}

function reportsIn(rust: string): readonly Report[] {
  const reports = rust.split("\n").flatMap((text, index) => {
    const codes = /\/\/~ (.+)$/.exec(text)?.[1]?.split(" ") ?? [];
    return codes.map((code) => ({ code, line: index + 1 }));
  });
  return inOrder(reports);
}
