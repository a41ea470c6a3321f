/** The files of this repository, as the tests of the house read them. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface RepositoryFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Made by tools, or somebody else's: not the house's business. */
const skippedFolders = new Set([".cache", ".git", "coverage", "dist", "node_modules"]);

/** Case studies and fetched packages imitate the code of others, faults included. */
const imitations = /^testing\/(?:cases\/|ecosystem\/.*\.jsonl$)/;

/** Every text file that we wrote, sorted by path. */
export function repositoryFiles(): readonly RepositoryFile[] {
  return below("")
    .filter((path) => /\.(?:ts|mts|cts|tsx|mjs|js|json|jsonl|md)$|^\.ci\/run$/.test(path))
    .filter((path) => path !== "package-lock.json" && !imitations.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** TypeScript and our scripts, without what is generated. */
export function codeFiles(): readonly RepositoryFile[] {
  return repositoryFiles().filter(({ path }) => /\.(?:ts|tsx|mjs)$/.test(path) && !path.endsWith(".generated.ts"));
}

export function documents(): readonly RepositoryFile[] {
  return repositoryFiles().filter(({ path }) => path.endsWith(".md"));
}

/** Specifiers of static imports, re-exports and `import()`, in source order. */
export function importsOf(text: string): readonly string[] {
  const matches = text.matchAll(/^\s*(?:import|export)\b[^"';]*?\bfrom\s*"([^"]+)"|^\s*import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/gm);
  return [...matches].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

function below(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return skippedFolders.has(entry.name) ? [] : below(path);
  });
}
