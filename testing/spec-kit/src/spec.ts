/** A Markdown file as specs: a heading with code below it is one test. */

import { expectationsOf, type Expectation } from "./expectation.ts";
import { fencesOf, type Fence } from "./markdown.ts";

export interface Spec {
  /** The headings above, joined; numbered when several fences share them. */
  readonly title: string;
  readonly files: readonly SpecFile[];
}

export interface SpecFile {
  /** `title="a.ts"`, or a name of its own. */
  readonly name: string;
  readonly text: string;
  /** Of its first line in the Markdown file; counts from 1. */
  readonly markdownLine: number;
  readonly expectations: readonly Expectation[];
}

const languages = new Set(["ts", "tsx"]);

/** Fences with titles under one heading are the files of one spec; each fence without a title is a spec of its own. */
export function specsOf(markdown: string): readonly Spec[] {
  const groups: { title: string; fences: Fence[] }[] = [];
  for (const fence of fencesOf(markdown)) {
    if (!languages.has(fence.language)) continue;
    // The outermost heading names the document.
    const title = (fence.headings.length > 1 ? fence.headings.slice(1) : fence.headings).join(" › ");
    const last = groups.at(-1);
    const joins = last !== undefined && last.title === title && fence.title !== undefined && last.fences[0]!.title !== undefined;
    if (joins) last.fences.push(fence);
    else groups.push({ title, fences: [fence] });
  }
  return groups.map(({ title, fences }, index) => {
    const before = groups.slice(0, index).filter((group) => group.title === title).length;
    return { title: before === 0 ? title : `${title} (${before + 1})`, files: fences.map(specFile) };
  });
}

function specFile(fence: Fence): SpecFile {
  return {
    name: fence.title ?? `snippet.${fence.language}`,
    text: fence.text,
    markdownLine: fence.line,
    expectations: expectationsOf(fence.text),
  };
}
