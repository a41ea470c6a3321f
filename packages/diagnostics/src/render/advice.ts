/** What stands below the frames: why it matters, what to do, and where to read on. */

import type { Diagnostic, Edit, Fix } from "../diagnostic.ts";
import { groupBy } from "../group.ts";
import { sourceFile, type SourceFile } from "../source-file.ts";
import { asFilePath, type FilePath } from "../span.ts";
import { diffOf, type DiffLine } from "./diff.ts";
import { excerptAround, excerptText } from "./excerpt.ts";
import type { Glyphs } from "./glyphs.ts";
import { piece, type Row } from "./style.ts";
import { oneLine, widthOf, wrapWords } from "./words.ts";

export interface AdviceLayout {
  readonly glyphs: Glyphs;
  readonly width: number;
  readonly files: ReadonlyMap<FilePath, SourceFile>;
  /** As a reader should see the path. */
  readonly pathOf: (file: FilePath) => string;
}

/** Prose is not set wider than this: long lines are hard to read. */
const widestProse = 77;
const indent = 8;
/** A fix longer than this is for the editor to show. */
const longestDiff = 24;

export function adviceRows(diagnostic: Diagnostic, layout: AdviceLayout): readonly Row[] {
  return [
    ...proseRows("why", diagnostic.why, layout),
    ...proseRows("help", diagnostic.help, layout),
    ...diagnostic.fixes.flatMap((fix) => fixRows(fix, layout)),
  ];
}

/** The commands that tell more, on one line if they fit. */
export function moreRows(commands: readonly string[], layout: AdviceLayout): readonly Row[] {
  const line = commands.join("    ");
  const lines = indent + widthOf(line) <= layout.width ? [line] : commands;
  return headed("more", lines);
}

function proseRows(heading: string, text: string | undefined, layout: AdviceLayout): readonly Row[] {
  if (text === undefined || text.trim() === "") return [];
  return headed(heading, wrapWords(layout.glyphs.spell(text), proseWidth(layout) - indent));
}

function headed(heading: string, lines: readonly string[]): readonly Row[] {
  return lines.map((line, index) =>
    index === 0
      ? [piece("  "), piece(heading, "strong"), piece(" ".repeat(indent - 2 - heading.length) + line)]
      : [piece(" ".repeat(indent) + line)],
  );
}

function fixRows(fix: Fix, layout: AdviceLayout): readonly Row[] {
  const tag = `[${fix.safety}]`;
  const room = proseWidth(layout) - indent - tag.length - 1;
  const [title = "", ...rest] = wrapWords(`${layout.glyphs.spell(fix.title)}${fix.edits.length === 0 ? "" : ":"}`, room);
  const gap = " ".repeat(Math.max(1, room + 1 - widthOf(title)));
  const [heading = [], ...further] = headed("fix", [title + gap, ...rest]);
  return [[...heading, piece(tag, "quiet")], ...further, ...diffRows(fix, layout)];
}

/** Edits of several files stand under the name of each file. */
function diffRows(fix: Fix, layout: AdviceLayout): readonly Row[] {
  const byFile = groupBy(fix.edits, (edit) => edit.span.file);
  const rows: Row[] = [];
  for (const [path, edits] of byFile) {
    const file = layout.files.get(path);
    if (file === undefined) continue;
    if (byFile.size > 1) rows.push([piece(`${" ".repeat(indent)}${oneLine(layout.pathOf(path))}`, "quiet")]);
    rows.push(...fileDiffRows(file, edits, layout));
  }
  return rows;
}

function fileDiffRows(file: SourceFile, edits: readonly Edit[], layout: AdviceLayout): readonly Row[] {
  const lines = diffOf(file, edits);
  const shown = lines.length > longestDiff ? [...lines.slice(0, longestDiff), { kind: "unchanged" } as const] : lines;
  const digits = Math.max(0, ...shown.map((line) => (line.kind === "unchanged" ? 0 : String(line.line).length)));
  return shown.map((line) => diffRow(line, digits, layout));
}

function diffRow(line: DiffLine, digits: number, layout: AdviceLayout): Row {
  const { glyphs, width } = layout;
  const margin = " ".repeat(indent + 2);
  if (line.kind === "unchanged") return [piece(margin + glyphs.ellipsis, "gutter")];
  const number = String(line.line).padStart(digits);
  const room = { columns: width - indent - 2 - digits - 3, ellipsis: glyphs.ellipsis };
  const text = excerptText(excerptAround(sourceFile(asFilePath(""), line.text), 1, 0, room));
  const sign = line.kind === "added" ? "+" : "-";
  return [piece(`${margin}${number} `, "gutter"), piece(`${sign} ${text}`, line.kind)];
}

function proseWidth(layout: AdviceLayout): number {
  return Math.min(layout.width, widestProse);
}
