/** `// freehold-ignore NAME[, NAME]: reason` on the line above silences a finding; a comment that is wrong or idle is told. */

import type { Diagnostic, Fix } from "@freehold/diagnostics/diagnostic";
import { primaryLabel } from "@freehold/diagnostics/diagnostic";
import { positionAt, type SourceFile } from "@freehold/diagnostics/source-file";
import type { FilePath } from "@freehold/diagnostics/span";
import type { Comment, ProgramFile } from "@freehold/mir/program";
import { readComments, warning, type Reading, type Request, type RuleName } from "./suppression-comments.ts";

export interface Suppressed {
  readonly kept: readonly Diagnostic[];
  readonly silenced: readonly Diagnostic[];
  /** `unused-suppression` and `malformed-suppression`. */
  readonly warnings: readonly Diagnostic[];
}

/** A comment is idle when none of `diagnostics` is silenced by it, so these should be the findings of every tier. */
export function suppress(diagnostics: readonly Diagnostic[], files: readonly ProgramFile[], rules: readonly RuleName[]): Suppressed {
  const readings = files.filter(({ comments }) => comments.length > 0).map((file) => readComments(file, rules));
  const readingOf = new Map(readings.map((reading) => [reading.file.path, reading]));
  const used = new Set<Request>();
  const kept: Diagnostic[] = [];
  const silenced: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const request = requestFor(diagnostic, readingOf);
    if (request !== undefined) used.add(request);
    (request === undefined ? kept : silenced).push(diagnostic);
  }
  const idle = readings.flatMap(({ file, requests }) =>
    requests.filter((request) => !used.has(request)).map((request) => unused(file, request)),
  );
  return { kept, silenced, warnings: [...readings.flatMap(({ warnings }) => warnings), ...idle] };
}

function requestFor(diagnostic: Diagnostic, readingOf: ReadonlyMap<FilePath, Reading>): Request | undefined {
  const { file: path, start } = primaryLabel(diagnostic).span;
  const reading = readingOf.get(path);
  if (reading === undefined) return undefined;
  const { line } = positionAt(reading.file, start);
  return reading.requests.find((request) => request.line === line && request.name === diagnostic.name);
}

function unused(file: SourceFile, { name, line, span, comment, alone }: Request): Diagnostic {
  return {
    ...warning("FH0001", "unused-suppression", `\`${name}\` is silenced on line ${line}, where it is not reported`, span),
    help: alone ? "Remove the comment" : "Remove the name from the comment",
    fixes: alone ? [removal(file, comment)] : [],
  };
}

/** Removes the comment with its whole line. */
function removal(file: SourceFile, { span }: Comment): Fix {
  const first = positionAt(file, span.start).line;
  const last = positionAt(file, span.end).line;
  const start = file.lineStarts[first - 1] ?? 0;
  const end = file.lineStarts[last] ?? file.text.length;
  return { title: "Remove the comment", safety: "safe", edits: [{ span: { file: file.path, start, end }, text: "" }] };
}
