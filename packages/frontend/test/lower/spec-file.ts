/** The Markdown specs of the lowering, and how they are read. */

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface Spec {
  readonly title: string;
  readonly language: string;
  readonly code: string;
  readonly expected: string;
}

export const specPattern =
  /^#+ (?<title>.+)\n(?<prose>(?:(?!#|```).*\n)*)```(?<language>tsx?|js)\n(?<code>[^]*?)```\n\n*(?:```mir\n(?<expected>[^]*?)```\n\n*)?/gm;

export const specFolder = fileURLToPath(new URL(".", import.meta.url));

export function specFiles(): readonly string[] {
  return readdirSync(specFolder).filter((name) => name.endsWith(".md"));
}

export function specsOf(name: string): readonly Spec[] {
  const text = readFileSync(specFolder + name, "utf8");
  return [...text.matchAll(specPattern)].map(({ groups }) => ({
    title: groups?.["title"] ?? "",
    language: groups?.["language"] ?? "ts",
    code: groups?.["code"] ?? "",
    expected: groups?.["expected"] ?? "",
  }));
}
