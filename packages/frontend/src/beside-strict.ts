/** The files that strict code imports: what they do with what they are given matters, whatever words they use. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { GatheredFile } from "./gather.ts";
import { folderOf } from "./path.ts";

/** `strict` names files that do not say so themselves. By the text alone, so it may name a file too many. */
export function besideStrict(files: readonly GatheredFile[], strict: ReadonlySet<FilePath>): ReadonlySet<FilePath> {
  const opting = files.filter(({ path, text }) => strict.has(path) || directive.test(text));
  if (opting.length === 0) return new Set();
  const byStem = new Map(files.map(({ path }) => [stemOf(path), path]));
  return new Set(opting.flatMap(({ path, text }) => importedStems(path, text).flatMap((stem) => byStem.get(stem) ?? [])));
}

const directive = /^["']use freehold["']/m;

const specifiers = /\bfrom\s*["'](\.[^"'\n]*)["']/g;

function importedStems(from: FilePath, text: string): readonly string[] {
  return [...text.matchAll(specifiers)].flatMap(([, module]) => {
    const stem = stemOf(joined(folderOf(from), module!));
    return [stem, `${stem}/index`];
  });
}

function joined(folder: FilePath, module: string): string {
  const parts = folder.split("/");
  for (const part of module.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function stemOf(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "");
}
