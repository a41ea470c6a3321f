/** All that a run has to say, as one value: what every renderer turns into text. */

import type { Diagnostic } from "./diagnostic.ts";
import { relativePath } from "./path.ts";
import { type Position, positionAt, type SourceFile } from "./source-file.ts";
import type { FilePath, Span } from "./span.ts";

export interface Report {
  /** Sorted, see `sortDiagnostics`. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every file that a span of the diagnostics points into. */
  readonly files: ReadonlyMap<FilePath, SourceFile>;
  /** Paths are shown relative to this folder. */
  readonly root: FilePath;
  /** Freehold's own version. */
  readonly version: string;
  /** How many files were checked. */
  readonly checkedFiles: number;
  /** Functions that own a resource, and how many of them release it on every path. */
  readonly functions: { readonly owning: number; readonly releasing: number };
}

/** A span as lines and columns, both from 1, the end excluded. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A span in a file that the report does not hold stands at the file's first character. */
export function locate(report: Report, span: Span): Location {
  const file = report.files.get(span.file);
  const start = file === undefined ? firstCharacter : positionWithin(file, span.start);
  const end = file === undefined ? firstCharacter : positionWithin(file, Math.max(span.start, span.end));
  return {
    file: relativePath(report.root, span.file),
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

const firstCharacter: Position = { line: 1, column: 1 };

function positionWithin(file: SourceFile, offset: number): Position {
  return positionAt(file, Math.max(0, Math.min(offset, file.text.length)));
}
