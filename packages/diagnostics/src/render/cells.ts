/** A stretch of a source line as the cells of a terminal: what a reader sees as one character is one cell of 0, 1, 2 or more columns. */

import type { SourceFile } from "../source-file.ts";
import { standIn, unprintable, widthOf } from "./words.ts";

export interface Cell {
  /** Offsets in the file's text. */
  readonly start: number;
  readonly end: number;
  readonly shown: string;
  readonly width: number;
}

/** Tabs reach to the next of these columns, counted from the first cell. */
const tabStop = 4;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

export function cellsBetween(file: SourceFile, start: number, end: number): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of graphemes.segment(file.text.slice(start, end))) {
    const shown = shownAs(segment, column, start + index);
    const width = widthOf(shown);
    cells.push({ start: start + index, end: start + index + segment.length, shown, width });
    column += width;
  }
  return cells;
}

export function widthOfCells(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

function shownAs(grapheme: string, column: number, offset: number): string {
  if (grapheme === "\t") return " ".repeat(tabStop - (column % tabStop));
  if (grapheme === "\ufeff" && offset === 0) return "";
  return unprintable.test(grapheme) ? standIn(grapheme) : grapheme;
}
