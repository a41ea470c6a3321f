/** Findings for people: headline, frames with labelled source, reasons and fixes, to the width of a terminal. */

import { type Diagnostic, type Label, primaryLabel } from "../diagnostic.ts";
import { groupBy } from "../group.ts";
import { relativePath } from "../path.ts";
import { locate, type Report } from "../report.ts";
import { positionAt } from "../source-file.ts";
import { compareSpans, type FilePath } from "../span.ts";
import { adviceRows, moreRows } from "./advice.ts";
import type { FrameLayout } from "./canvas.ts";
import { frameRows } from "./frame.ts";
import type { Glyphs } from "./glyphs.ts";
import { paintRow, piece, type Row, type Style } from "./style.ts";
import { oneLine, wrapWords } from "./words.ts";

export interface TextOptions {
  /** Columns; fewer than 40 count as 40. */
  readonly width: number;
  readonly glyphs: Glyphs;
  readonly style: Style;
}

/** One block of rows for each finding; the first also names the commands that tell more. */
export function renderText(report: Report, options: TextOptions): string {
  const wide = atLeastNarrowest(options);
  const blocks = report.diagnostics.map((diagnostic, index) => {
    const more = index === 0 ? furtherReading(diagnostic, report, wide) : [];
    return painted([...headlineRows(diagnostic, wide), ...bodyRows(diagnostic, report, wide), ...more], wide);
  });
  return blocks.join("\n");
}

/** What is no fault and has no code: the headline stands alone. */
export function renderStory(story: Diagnostic, report: Report, options: TextOptions): string {
  const wide = atLeastNarrowest(options);
  const headline = wrapWords(oneLine(wide.glyphs.spell(story.message)), wide.width).map((line) => [piece(line, "strong")]);
  return painted([...headline, ...bodyRows(story, report, wide)], wide);
}

const narrowest = 40;

function atLeastNarrowest(options: TextOptions): TextOptions {
  return { ...options, width: Math.max(narrowest, options.width) };
}

function painted(rows: readonly Row[], { style }: TextOptions): string {
  return rows.map((row) => `${paintRow(row, style)}\n`).join("");
}

/** All below the headline. */
function bodyRows(diagnostic: Diagnostic, report: Report, options: TextOptions): readonly Row[] {
  const groups = labelsByFile(diagnostic);
  const layout: FrameLayout = {
    glyphs: options.glyphs,
    width: options.width,
    digits: digitsOf(diagnostic, report),
    primary: diagnostic.level,
  };
  return [...groups.flatMap((labels) => fileRows(labels, report, layout)), ...adviceRows(diagnostic, adviceLayout(report, options))];
}

function headlineRows(diagnostic: Diagnostic, options: TextOptions): readonly Row[] {
  const kind = `${diagnostic.level}[${diagnostic.code}]`;
  const text = `${kind}: ${oneLine(options.glyphs.spell(diagnostic.message))}`;
  const [first = "", ...rest] = wrapWords(text, options.width - 2);
  return [
    [piece(kind, diagnostic.level), piece(first.slice(kind.length), "strong")],
    ...rest.map((line) => [piece(`  ${line}`, "strong")]),
  ];
}

/** The primary label's file first, the others as the labels name them. */
function labelsByFile(diagnostic: Diagnostic): readonly (readonly Label[])[] {
  const primary = primaryLabel(diagnostic).span.file;
  const groups = groupBy(diagnostic.labels, (label) => label.span.file);
  const others = [...groups.keys()].filter((file) => file !== primary);
  return [primary, ...others].map((file) => (groups.get(file) ?? []).toSorted((a, b) => compareSpans(a.span, b.span)));
}

function fileRows(labels: readonly Label[], report: Report, layout: FrameLayout): readonly Row[] {
  const named = labels.find((label) => label.role === "primary") ?? labels[0]!;
  const file = report.files.get(named.span.file);
  const { file: path, line, column } = locate(report, named.span);
  const place = file === undefined ? oneLine(path) : `${oneLine(path)}:${line}:${column}`;
  const heading = [piece(`${" ".repeat(layout.digits + 1)}${layout.glyphs.corner} `, "gutter"), piece(place)];
  return file === undefined ? [heading, ...labels.map(textOnlyRow)] : [heading, ...frameRows(file, labels, layout)];
}

/** Of a label whose source text is not at hand. */
function textOnlyRow(label: Label): Row {
  return [piece(`    ${oneLine(label.text)}`, "note")];
}

function furtherReading(diagnostic: Diagnostic, report: Report, options: TextOptions): readonly Row[] {
  const { file, line, column } = locate(report, primaryLabel(diagnostic).span);
  const commands = [`freehold explain ${diagnostic.code}`, `freehold why ${oneLine(file)}:${line}:${column}`];
  return moreRows(commands, adviceLayout(report, options));
}

function adviceLayout(report: Report, options: TextOptions) {
  return {
    glyphs: options.glyphs,
    width: options.width,
    files: report.files,
    pathOf: (file: FilePath) => relativePath(report.root, file),
  };
}

function digitsOf(diagnostic: Diagnostic, report: Report): number {
  const lines = diagnostic.labels.map(({ span }) => {
    const file = report.files.get(span.file);
    return file === undefined ? 1 : positionAt(file, Math.min(span.end, file.text.length)).line;
  });
  return String(Math.max(...lines)).length;
}
