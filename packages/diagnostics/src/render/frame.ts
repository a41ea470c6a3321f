/** One file's frame: the lines its labels touch, each label underlined on a row of its own with its text to the right. */

import type { Label } from "../diagnostic.ts";
import { lineEnd, type SourceFile } from "../source-file.ts";
import { type Anchor, anchorsOf } from "./anchor.ts";
import { bracketRow, type Canvas, canvasOf, type FrameLayout, gapRow, inkOf, laneOf, markGutter, sourceRow, strokeOf } from "./canvas.ts";
import { columnOf, endColumnOf, type Excerpt, excerptAround, isShown, type Room } from "./excerpt.ts";
import { type Ink, piece, type Row } from "./style.ts";
import { widthOf, wrapWords } from "./words.ts";

/** Without the row that names the file. */
export function frameRows(file: SourceFile, labels: readonly Label[], layout: FrameLayout): readonly Row[] {
  const { anchors, lanes } = anchorsOf(file, labels);
  const canvas = canvasOf(layout, lanes);
  let shown = 0;
  const rows: Row[] = [];
  for (const group of groupsOf(file, anchors, canvas.room)) {
    rows.push(...betweenRows(file, shown, group.excerpt.line, canvas));
    rows.push(...groupRows(file, group, canvas));
    shown = group.excerpt.line;
  }
  return rows;
}

/** Anchors on one line that fit into one excerpt of it. */
interface Group {
  readonly excerpt: Excerpt;
  readonly anchors: Anchor[];
}

/** A label's text gets at least this many columns, below its underline if there is no such room beside it. */
const leastTextWidth = 24;

/** A line too long for the frame is shown once for each stretch of it that has labels. */
function groupsOf(file: SourceFile, anchors: readonly Anchor[], room: Room): readonly Group[] {
  const groups: Group[] = [];
  for (const anchor of anchors) {
    const fitting = groups.find(({ excerpt }) => excerpt.line === anchor.line && isShown(excerpt, anchor.start));
    if (fitting !== undefined) fitting.anchors.push(anchor);
    else groups.push({ excerpt: excerptAround(file, anchor.line, anchor.start, room), anchors: [anchor] });
  }
  return groups;
}

/** One line between two shown ones is shown as well; more are left out. */
function betweenRows(file: SourceFile, above: number, below: number, canvas: Canvas): readonly Row[] {
  if (above === 0 || below - above < 2) return [];
  if (below - above > 2) return [gapRow(canvas)];
  const start = file.lineStarts[above] ?? 0;
  return [sourceRow(excerptAround(file, above + 1, start, canvas.room), canvas)];
}

function groupRows(file: SourceFile, group: Group, canvas: Canvas): readonly Row[] {
  const rows: Row[] = [];
  const openings = group.anchors.filter((anchor) => anchor.kind === "open" && startsItsLine(file, anchor));
  rows.push(sourceRow(group.excerpt, canvas, openings));
  for (const anchor of group.anchors) {
    if (openings.includes(anchor)) canvas.lanes[laneOf(anchor)] = anchor.label;
    else rows.push(...anchorRows(anchor, group.excerpt, canvas));
  }
  return rows;
}

function anchorRows(anchor: Anchor, excerpt: Excerpt, canvas: Canvas): readonly Row[] {
  switch (anchor.kind) {
    case "single":
      return singleRows(anchor, excerpt, canvas);
    case "open": {
      const row = bracketRow(anchor, columnOf(excerpt, anchor.start), canvas);
      canvas.lanes[anchor.lane] = anchor.label;
      return [row];
    }
    case "close": {
      const column = Math.max(0, endColumnOf(excerpt, anchor.end) - 1);
      const row = bracketRow(anchor, column, canvas);
      canvas.lanes[anchor.lane] = undefined;
      return withText(row, anchor.label, column, column + 1, canvas);
    }
  }
}

function singleRows(anchor: Anchor, excerpt: Excerpt, canvas: Canvas): readonly Row[] {
  const start = columnOf(excerpt, anchor.start);
  const end = Math.max(start + 1, endColumnOf(excerpt, anchor.end));
  const mark = strokeOf(anchor.label, canvas).mark.repeat(end - start);
  const row = [...markGutter(canvas), piece(" ".repeat(start)), piece(mark, inkOf(anchor.label, canvas))];
  return withText(row, anchor.label, start, end, canvas);
}

/** Puts the label's text behind the mark, or below it where the room beside it is too small. */
function withText(row: Row, label: Label, start: number, end: number, canvas: Canvas): readonly Row[] {
  const ink = inkOf(label, canvas);
  const text = canvas.layout.glyphs.spell(label.text);
  if (text.trim() === "") return [row];
  const beside = canvas.room.columns - end - 1;
  if (widthOf(text) <= beside || beside >= leastTextWidth) {
    const [first = "", ...rest] = wrapWords(text, beside);
    return [[...row, piece(` ${first}`, ink)], ...rest.map((line) => textRow(line, end + 1, ink, canvas))];
  }
  const indent = Math.max(0, Math.min(start, canvas.room.columns - Math.min(widthOf(text), leastTextWidth)));
  return [row, ...wrapWords(text, canvas.room.columns - indent).map((line) => textRow(line, indent, ink, canvas))];
}

function textRow(text: string, indent: number, ink: Ink, canvas: Canvas): Row {
  return [...markGutter(canvas), piece(" ".repeat(indent)), piece(text, ink)];
}

/** Then the bracket opens on the source row itself. */
function startsItsLine(file: SourceFile, anchor: Anchor): boolean {
  const lineStart = file.lineStarts[anchor.line - 1] ?? 0;
  if (anchor.start - lineStart > 200 || anchor.start === lineEnd(file, anchor.line)) return false;
  return file.text.slice(lineStart, anchor.start).trim() === "";
}
