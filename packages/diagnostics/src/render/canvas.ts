/** The sheet a frame is drawn on: its measures, the brackets open at the row being drawn, and the rows made of these. */

import type { Label } from "../diagnostic.ts";
import type { Anchor } from "./anchor.ts";
import { type Excerpt, excerptText, type Room } from "./excerpt.ts";
import type { Glyphs, Stroke } from "./glyphs.ts";
import { type Ink, piece, type Row } from "./style.ts";

export interface FrameLayout {
  readonly glyphs: Glyphs;
  /** Columns of the whole output. */
  readonly width: number;
  /** Digits of the highest line number in any frame of the finding. */
  readonly digits: number;
  /** What the primary label is painted with. */
  readonly primary: Ink;
}

export interface Canvas {
  readonly layout: FrameLayout;
  readonly room: Room;
  /** The label whose bracket is open in each lane. */
  readonly lanes: (Label | undefined)[];
}

export function canvasOf(layout: FrameLayout, lanes: number): Canvas {
  const gutter = layout.digits + 3 + (lanes === 0 ? 0 : lanes + 1);
  return {
    layout,
    // One column stays free: an empty span at the end of a line is marked behind its last character.
    room: { columns: layout.width - gutter - 1, ellipsis: layout.glyphs.ellipsis },
    lanes: Array.from({ length: lanes }, () => undefined),
  };
}

/** A line of source; brackets in `openings` begin on it. */
export function sourceRow(excerpt: Excerpt, canvas: Canvas, openings: readonly Anchor[] = []): Row {
  const number = String(excerpt.line).padStart(canvas.layout.digits);
  const lanes = canvas.lanes.map((label, lane) => {
    const opening = openings.find((anchor) => laneOf(anchor) === lane);
    if (opening !== undefined) return piece(strokeOf(opening.label, canvas).open, inkOf(opening.label, canvas));
    return laneSide(label, canvas);
  });
  return [piece(`${number} ${canvas.layout.glyphs.bar} `, "gutter"), ...lanes, ...laneGap(canvas), piece(excerptText(excerpt))];
}

/** The lanes left of a bracket's own stand; its run crosses those to the right on the way to its column. */
export function bracketRow(anchor: Anchor, column: number, canvas: Canvas): Row {
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

/** Stands for lines that are left out. */
export function gapRow(canvas: Canvas): Row {
  const { digits, glyphs } = canvas.layout;
  const mark = glyphs.ellipsis.padStart(digits).padEnd(digits + 3);
  return [piece(mark, "gutter"), ...canvas.lanes.map((label) => laneSide(label, canvas))];
}

/** What stands left of a mark or a text. */
export function markGutter(canvas: Canvas): Row {
  return [...dotGutter(canvas), ...canvas.lanes.map((label) => laneSide(label, canvas)), ...laneGap(canvas)];
}

export function laneOf(anchor: Anchor): number {
  return anchor.kind === "single" ? -1 : anchor.lane;
}

export function strokeOf(label: Label, canvas: Canvas): Stroke {
  return label.role === "primary" ? canvas.layout.glyphs.primary : canvas.layout.glyphs.other;
}

export function inkOf(label: Label, canvas: Canvas): Ink {
  return label.role === "primary" ? canvas.layout.primary : "note";
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
