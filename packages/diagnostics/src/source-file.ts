/** A file's text with its line table: turns offsets into lines and columns, and back. */

import type { FilePath } from "./span.ts";

export interface SourceFile {
  readonly path: FilePath;
  readonly text: string;
  /** Offset of the first character of every line, ascending; the first is 0. */
  readonly lineStarts: readonly number[];
}

/** Both count from 1; the column is in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function sourceFile(path: FilePath, text: string): SourceFile {
  return { path, text, lineStarts: lineStartsOf(text) };
}

/** O(log lines). */
export function positionAt(file: SourceFile, offset: number): Position {
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (file.lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - file.lineStarts[low]! + 1 };
}

/** The line's text without its terminator; `line` counts from 1. */
export function lineText(file: SourceFile, line: number): string {
  const start = file.lineStarts[line - 1];
  return start === undefined ? "" : file.text.slice(start, lineEnd(file, line));
}

/** Offset just behind the line's last character, its terminator left out. O(1), however long the line. */
export function lineEnd(file: SourceFile, line: number): number {
  const next = file.lineStarts[line];
  if (next === undefined) return file.text.length;
  const crlf = file.text.charCodeAt(next - 1) === 10 && file.text.charCodeAt(next - 2) === 13;
  return crlf ? next - 2 : next - 1;
}

/** TypeScript's line terminators: LF, CR, CRLF, LS, PS. */
function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 13 && text.charCodeAt(index + 1) === 10) index++;
    else if (code !== 10 && code !== 13 && code !== 0x2028 && code !== 0x2029) continue;
    starts.push(index + 1);
  }
  return starts;
}
