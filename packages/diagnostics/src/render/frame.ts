/** One file's frame: the lines its labels touch, each label underlined on a row of its own with its text to the right. */

import type { Label } from "../diagnostic.ts";
import { lineEnd, type SourceFile } from "../source-file.ts";
import { type Anchor, anchorsOf } from "./anchor.ts";
import { columnOf, endColumnOf, type Excerpt, excerptAround, excerptText, isShown, type Room } from "./excerpt.ts";
import type { Glyphs, Stroke } from "./glyphs.ts";
import { type Ink, piece, type Row } from "./style.ts";
import { widthOf, wrapWords } from "./words.ts";

export interface FrameLayout {
  readonly glyphs: Glyphs;
  /** Columns of the whole output. */
  readonly width: number;
  /** Digits of the highest line number in any frame of the finding. */
  readonly digits: number;
  /** What the primary label is painted with. */
  readonly primary: Ink;
}

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

/** The fixed measures of one frame, and which brackets are open at the row being drawn. */
interface Canvas {
  readonly layout: FrameLayout;
  readonly room: Room;
  readonly lanes: (Label | undefined)[];
}

/** Anchors on one line that fit into one excerpt of it. */
interface Group {
  readonly excerpt: Excerpt;
  readonly anchors: Anchor[];
}

/** A label's text gets at least this many columns, below its underline if there is no such room beside it. */
const leastTextWidth = 24;

function canvasOf(layout: FrameLayout, lanes: number): Canvas {
  const gutter = layout.digits + 3 + (lanes === 0 ? 0 : lanes + 1);
  return {
    layout,
    // One column stays free: an empty span at the end of a line is marked behind its last character.
    room: { columns: layout.width - gutter - 1, ellipsis: layout.glyphs.ellipsis },
    lanes: Array.from({ length: lanes }, () => undefined),
  };
}

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

function sourceRow(excerpt: Excerpt, canvas: Canvas, openings: readonly Anchor[] = []): Row {
  const number = String(excerpt.line).padStart(canvas.layout.digits);
  const lanes = canvas.lanes.map((label, lane) => {
    const opening = openings.find((anchor) => laneOf(anchor) === lane);
    if (opening !== undefined) return piece(strokeOf(opening.label, canvas).open, inkOf(opening.label, canvas));
    return laneSide(label, canvas);
  });
  return [piece(`${number} ${canvas.layout.glyphs.bar} `, "gutter"), ...lanes, ...laneGap(canvas), piece(excerptText(excerpt))];
}

/** The lanes left of a bracket's own stand; its run crosses those to the right on the way to its column. */
function bracketRow(anchor: Anchor, column: number, canvas: Canvas): Row {
  const stroke = strokeOf(anchor.label, canvas);
  const ink = inkOf(anchor.label, canvas);
  const lane = laneOf(anchor);
  const run = stroke.run.repeat(canvas.lanes.length - lane + column);
  return [
    ...dotGutter(canvas),
    ...canvas.lanes.slice(0, lane).map((label) => laneSide(label, canvas)),
    piece((anchor.kind === "open" ? stroke.open : stroke.close) + run + stroke.tip, ink),
  ];
}

function gapRow(canvas: Canvas): Row {
  const { digits, glyphs } = canvas.layout;
  const mark = glyphs.ellipsis.padStart(digits).padEnd(digits + 3);
  return [piece(mark, "gutter"), ...canvas.lanes.map((label) => laneSide(label, canvas))];
}

function markGutter(canvas: Canvas): Row {
  return [...dotGutter(canvas), ...canvas.lanes.map((label) => laneSide(label, canvas)), ...laneGap(canvas)];
}

function dotGutter(canvas: Canvas): Row {
  return [piece(`${" ".repeat(canvas.layout.digits)} ${canvas.layout.glyphs.dot} `, "gutter")];
}

function laneSide(label: Label | undefined, canvas: Canvas): Row[number] {
  return label === undefined ? piece(" ") : piece(strokeOf(label, canvas).side, inkOf(label, canvas));
}

function laneGap(canvas: Canvas): Row {
  return canvas.lanes.length === 0 ? [] : [piece(" ")];
}

/** Then the bracket opens on the source row itself. */
function startsItsLine(file: SourceFile, anchor: Anchor): boolean {
  const lineStart = file.lineStarts[anchor.line - 1] ?? 0;
  if (anchor.start - lineStart > 200 || anchor.start === lineEnd(file, anchor.line)) return false;
  return file.text.slice(lineStart, anchor.start).trim() === "";
}

function laneOf(anchor: Anchor): number {
  return anchor.kind === "single" ? -1 : anchor.lane;
}

function strokeOf(label: Label, canvas: Canvas): Stroke {
  return label.role === "primary" ? canvas.layout.glyphs.primary : canvas.layout.glyphs.other;
}

function inkOf(label: Label, canvas: Canvas): Ink {
  return label.role === "primary" ? canvas.layout.primary : "note";
}
