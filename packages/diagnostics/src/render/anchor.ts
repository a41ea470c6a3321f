/** Where labels touch lines: a span within a line touches it once, a span over several lines has an opening and a closing line. */

import type { Label } from "../diagnostic.ts";
import { lineEnd, positionAt, type SourceFile } from "../source-file.ts";

export type Anchor =
  | { readonly kind: "single"; readonly line: number; readonly start: number; readonly end: number; readonly label: Label }
  | {
      readonly kind: "open" | "close";
      readonly line: number;
      readonly start: number;
      readonly end: number;
      readonly label: Label;
      readonly lane: number;
    };

export interface Anchors {
  /** In the order in which their rows are drawn. */
  readonly anchors: readonly Anchor[];
  /** Columns that the brackets of spans over several lines need. */
  readonly lanes: number;
}

/** Beyond these, a span over several lines is marked on its first line only. */
const mostLanes = 4;

export function anchorsOf(file: SourceFile, labels: readonly Label[]): Anchors {
  const extents = labels.map((label) => extentOf(file, label)).sort(outermostFirst);
  const laneEnds: number[] = [];
  const anchors = extents.flatMap((extent) => anchorsOfExtent(file, extent, laneEnds));
  return { anchors: anchors.sort(drawingOrder), lanes: laneEnds.length };
}

interface Extent {
  readonly label: Label;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly endLine: number;
}

/** Within the text, and without the line break at its end: nobody can see it. */
function extentOf(file: SourceFile, label: Label): Extent {
  const length = file.text.length;
  const line = positionAt(file, clamp(label.span.start, 0, length)).line;
  const start = clamp(label.span.start, 0, lineEnd(file, line));
  const wanted = clamp(label.span.end, start, length);
  const reached = positionAt(file, wanted);
  const trailing = reached.line > line && reached.column === 1;
  const endLine = trailing ? reached.line - 1 : reached.line;
  return { label, start, end: clamp(wanted, start, lineEnd(file, endLine)), line, endLine };
}

function outermostFirst(a: Extent, b: Extent): number {
  return a.start - b.start || b.end - a.end;
}

/** `laneEnds` holds, for each lane, the last line that its latest span covers. */
function anchorsOfExtent(file: SourceFile, extent: Extent, laneEnds: number[]): readonly Anchor[] {
  const { label, start, end, line, endLine } = extent;
  if (line === endLine) return [{ kind: "single", line, start, end, label }];
  const free = laneEnds.findIndex((last) => last < line);
  const lane = free === -1 ? laneEnds.length : free;
  if (lane >= mostLanes) return [{ kind: "single", line, start, end: lineEnd(file, line), label }];
  laneEnds[lane] = endLine;
  return [
    { kind: "open", line, start, end: start + 1, label, lane },
    { kind: "close", line: endLine, start: Math.max(start, end - 1), end, label, lane },
  ];
}

/** By line; on one line underlines come first, then brackets close from the inside out and open from the outside in. */
function drawingOrder(a: Anchor, b: Anchor): number {
  return a.line - b.line || rank[a.kind] - rank[b.kind] || laneOrder(a, b) || a.start - b.start || b.end - a.end;
}

const rank = { single: 0, close: 1, open: 2 };

function laneOrder(a: Anchor, b: Anchor): number {
  if (a.kind === "close" && b.kind === "close") return b.lane - a.lane;
  return a.kind === "open" && b.kind === "open" ? a.lane - b.lane : 0;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
