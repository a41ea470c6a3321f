/** The part of one source line that fits the frame, and the columns its offsets have there. */

import { lineEnd, type SourceFile } from "../source-file.ts";
import { type Cell, cellsBetween, widthOfCells } from "./cells.ts";
import { widthOf } from "./words.ts";

export interface Excerpt {
  /** Counts from 1. */
  readonly line: number;
  readonly cells: readonly Cell[];
  /** An ellipsis where the line was cut, else empty. */
  readonly before: string;
  readonly after: string;
}

/** Room for the source text, in columns. */
export interface Room {
  readonly columns: number;
  readonly ellipsis: string;
}

/** The whole line where it fits; else a window with `around` in it. The cost depends on the room, never on the line's length. */
export function excerptAround(file: SourceFile, line: number, around: number, room: Room): Excerpt {
  const start = file.lineStarts[line - 1] ?? 0;
  const end = lineEnd(file, line);
  // A line of many characters can still be narrow (combining marks), but not beyond this factor in real text.
  if (end - start <= room.columns * 8) {
    const cells = cellsBetween(file, start, end);
    if (widthOfCells(cells) <= room.columns) return { line, cells, before: "", after: "" };
  }
  const reach = room.columns * 2;
  const from = characterStart(file, Math.max(start, Math.min(around, end) - reach), start);
  const to = Math.min(end, around + reach);
  return windowOf(line, cellsBetween(file, from, to), around, room, { from, to, start, end });
}

export function excerptText(excerpt: Excerpt): string {
  return excerpt.before + excerpt.cells.map((cell) => cell.shown).join("") + excerpt.after;
}

/** Whether the excerpt shows the character at the offset; the end of an uncut line counts. */
export function isShown(excerpt: Excerpt, offset: number): boolean {
  const first = excerpt.cells[0]?.start ?? offset;
  const last = excerpt.cells.at(-1)?.end ?? offset;
  return offset >= first && (offset < last || excerpt.after === "");
}

/** Column, from 0, where the character at the offset begins; where it is cut off, that of the ellipsis. */
export function columnOf(excerpt: Excerpt, offset: number): number {
  const first = excerpt.cells[0];
  if (first !== undefined && offset < first.start) return 0;
  let column = widthOf(excerpt.before);
  for (const cell of excerpt.cells) {
    if (offset < cell.end) return column;
    column += cell.width;
  }
  return column;
}

/** Column, from 0, just behind the character that ends at the offset. */
export function endColumnOf(excerpt: Excerpt, offset: number): number {
  const last = excerpt.cells.at(-1);
  const cut = last !== undefined && offset > last.end && excerpt.after !== "";
  if (cut) return widthOf(excerptText(excerpt));
  let column = widthOf(excerpt.before);
  for (const cell of excerpt.cells) {
    if (offset <= cell.start) return column;
    column += cell.width;
  }
  return column;
}

interface Bounds {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** A quarter of the room shows what comes before the place; what the right does not need is given to the left. */
function windowOf(line: number, cells: readonly Cell[], around: number, room: Room, bounds: Bounds): Excerpt {
  const columns = Math.max(1, room.columns - 2 * widthOf(room.ellipsis));
  const found = cells.findIndex((cell) => around < cell.end);
  let low = found === -1 ? cells.length : found;
  let high = low;
  let used = 0;
  const extendLeft = (limit: number): void => {
    while (low > 0 && used + cells[low - 1]!.width <= limit) used += cells[--low]!.width;
  };
  extendLeft(Math.floor(columns / 4));
  while (high < cells.length && used + cells[high]!.width <= columns) used += cells[high++]!.width;
  extendLeft(columns);
  return {
    line,
    cells: cells.slice(low, high),
    before: low > 0 || bounds.from > bounds.start ? room.ellipsis : "",
    after: high < cells.length || bounds.to < bounds.end ? room.ellipsis : "",
  };
}

/** Does not begin in the middle of a surrogate pair. */
function characterStart(file: SourceFile, offset: number, lowest: number): number {
  const code = file.text.charCodeAt(offset);
  return offset > lowest && code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}
