/** The two things of Markdown that tests read: headings, and the fenced code below them. */

export interface Fence {
  /** The first word after the backticks: `ts`, `console`; empty without one. */
  readonly language: string;
  /** From `title="a.ts"`. */
  readonly title?: string;
  /** Headings above it, outermost first. */
  readonly headings: readonly string[];
  /** Without the line break of the last line. */
  readonly text: string;
  /** Of the first line of its text in the Markdown file; counts from 1. */
  readonly line: number;
}

/** Every fenced block in order. A fence is closed by at least as many backticks as opened it. */
export function fencesOf(markdown: string): readonly Fence[] {
  const fences: Fence[] = [];
  const headings: string[] = [];
  const lines = markdown.split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(lines[index]!);
    if (heading !== null) {
      const depth = heading[1]!.length - 1;
      headings.length = depth;
      headings[depth] = heading[2]!;
    }

    const opening = /^(`{3,})\s*(\S*)(.*)$/.exec(lines[index]!);
    if (opening === null) continue;
    const start = index + 1;
    index = closingLine(lines, start, opening[1]!);
    const title = /\btitle="([^"]*)"/.exec(opening[3]!)?.[1];
    fences.push({
      language: opening[2]!,
      ...(title === undefined ? {} : { title }),
      // A skipped level leaves a hole, which the filter drops.
      headings: headings.filter(() => true),
      text: lines.slice(start, index).join("\n"),
      line: start + 1,
    });
  }
  return fences;
}

/** Index of the line that closes the fence; the end of the file closes every fence. */
function closingLine(lines: readonly string[], start: number, backticks: string): number {
  const closing = lines.findIndex((line, index) => index >= start && line.startsWith(backticks) && /^`+\s*$/.test(line));
  return closing === -1 ? lines.length : closing;
}
