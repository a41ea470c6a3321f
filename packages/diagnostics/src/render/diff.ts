/** A fix as the lines it removes and adds. */

import type { Edit } from "../diagnostic.ts";
import { lineEnd, lineText, positionAt, type SourceFile } from "../source-file.ts";

export type DiffLine =
  /** Numbered as in the file before (`removed`) and after (`added`) the fix. */
  | { readonly kind: "removed" | "added"; readonly line: number; readonly text: string }
  /** Lines between two changes that stay as they are, or only move right or left. */
  | { readonly kind: "unchanged" };

/** Edits of one file. Those that overlap an earlier one, or lie outside the text, are left out. */
export function diffOf(file: SourceFile, edits: readonly Edit[]): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  let previous = 0;
  let shift = 0;
  for (const hunk of hunksOf(file, edits)) {
    if (previous > 0 && hunk.line > previous && lines.at(-1)?.kind !== "unchanged") lines.push({ kind: "unchanged" });
    hunk.removed.forEach((text, index) => lines.push({ kind: "removed", line: hunk.line + index, text }));
    hunk.added.forEach((text, index) => lines.push({ kind: "added", line: hunk.line + shift + index, text }));
    previous = hunk.line + hunk.removed.length;
    shift += hunk.added.length - hunk.removed.length;
  }
  return lines;
}

/** From `line` on, `removed` gives way to `added`; neither begins or ends with a line that the other shares, indented or not. */
interface Hunk {
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

function hunksOf(file: SourceFile, edits: readonly Edit[]): readonly Hunk[] {
  return clustersOf(file, edits).map((cluster) => hunkOf(file, cluster));
}

/** Edits that touch a line in common, in source order. */
function clustersOf(file: SourceFile, edits: readonly Edit[]): readonly (readonly Edit[])[] {
  const clusters: Edit[][] = [];
  let reached = 0;
  let lastLine = 0;
  for (const edit of edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const { start, end } = edit.span;
    if (start < reached || end < start || end > file.text.length) continue;
    if (clusters.length > 0 && positionAt(file, start).line <= lastLine) clusters.at(-1)!.push(edit);
    else clusters.push([edit]);
    reached = end;
    lastLine = positionAt(file, end).line;
  }
  return clusters;
}

function hunkOf(file: SourceFile, edits: readonly Edit[]): Hunk {
  const first = positionAt(file, edits[0]!.span.start).line;
  const last = positionAt(file, edits.at(-1)!.span.end).line;
  const before: string[] = [];
  for (let line = first; line <= last; line++) before.push(lineText(file, line));
  return trimmedHunk(first, before, replacedText(file, first, last, edits).split(/\r\n|[\n\r\u2028\u2029]/));
}

function replacedText(file: SourceFile, first: number, last: number, edits: readonly Edit[]): string {
  let text = "";
  let offset = file.lineStarts[first - 1]!;
  for (const edit of edits) {
    text += file.text.slice(offset, edit.span.start) + edit.text;
    offset = edit.span.end;
  }
  return text + file.text.slice(offset, lineEnd(file, last));
}

function trimmedHunk(line: number, before: readonly string[], after: readonly string[]): Hunk {
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head]!.trim() === after[head]!.trim()) head++;
  let tail = 0;
  while (tail < shortest - head && before.at(-1 - tail)!.trim() === after.at(-1 - tail)!.trim()) tail++;
  return {
    line: line + head,
    removed: before.slice(head, before.length - tail),
    added: after.slice(head, after.length - tail),
  };
}
