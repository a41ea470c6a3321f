/**
 * Reads a Markdown file of frames: under each heading stand the sources (`ts src/a.ts`), the findings (`finding`) and what is
 * expected of them, at 100 columns (`text`) or other ones (`text 60 ascii`).
 */

import type { Diagnostic, Edit, Fix, Label } from "@freehold/diagnostics/diagnostic";
import { lineEnd, type SourceFile, sourceFile } from "@freehold/diagnostics/source-file";
import { asFilePath, type FilePath, type Span } from "@freehold/diagnostics/span";

export interface FrameCase {
  readonly title: string;
  readonly files: ReadonlyMap<FilePath, SourceFile>;
  readonly diagnostics: readonly Diagnostic[];
  readonly expectations: readonly Expectation[];
}

export interface Expectation {
  /** Of the fence, after `text`: `60 ascii`. */
  readonly variant: string;
  readonly text: string;
}

export const root = asFilePath("/project");

export function parseCases(markdown: string): readonly FrameCase[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => parseCase(section));
}

/** Rewrites every `text` fence with what `render` gives now. */
export function updateCases(markdown: string, render: (frameCase: FrameCase, variant: string) => string): string {
  const [head = "", ...sections] = markdown.split(/^## /m);
  const updated = sections.map((section) => {
    const frameCase = parseCase(section);
    return section.replaceAll(/^```text *(.*)\n[^]*?^```$/gm, (fence: string, variant: string) => {
      const opening = fence.slice(0, fence.indexOf("\n"));
      return `${opening}\n${render(frameCase, variant)}\`\`\``;
    });
  });
  return [head, ...updated].join("## ");
}

function parseCase(section: string): FrameCase {
  const title = section.slice(0, section.indexOf("\n"));
  const fences = [...section.matchAll(/^```(\w+) *(.*)\n([^]*?)^```$/gm)].map(([, kind = "", info = "", text = ""]) => ({
    kind,
    info,
    text,
  }));
  const sources = fences.filter(({ kind }) => kind === "ts").map(({ info, text }) => parseSource(info, text));
  const first = sources[0];
  if (first === undefined) throw new Error(`${title}: no source`);
  const files = new Map(sources.map((file) => [file.path, file]));
  return {
    title,
    files,
    diagnostics: fences.filter(({ kind }) => kind === "finding").map(({ text }) => parseFinding(text, files, first)),
    expectations: fences.filter(({ kind }) => kind === "text").map(({ info, text }) => ({ variant: info, text })),
  };
}

/** Options: `crlf`; `unterminated` drops the last line break; `from=4` puts empty lines before, `repeat=N` makes `<<…>>` long. */
function parseSource(info: string, written: string): SourceFile {
  const [name = "", ...options] = info.split(" ");
  const number = (key: string): number => Number(options.find((option) => option.startsWith(`${key}=`))?.slice(key.length + 1) ?? 1);
  let text = "\n".repeat(number("from") - 1) + written;
  text = text.replaceAll(/<<(.*?)>>/g, (_, repeated: string) => repeated.repeat(number("repeat")));
  if (options.includes("unterminated")) text = text.slice(0, -1);
  if (options.includes("crlf")) text = text.replaceAll("\n", "\r\n");
  return sourceFile(asFilePath(`${root}/${name}`), text);
}

function parseFinding(text: string, files: ReadonlyMap<FilePath, SourceFile>, first: SourceFile): Diagnostic {
  const [headline = "", ...lines] = text.trimEnd().split("\n");
  const [, level, code = "", name = "", message = ""] = /^(error|warning)\[(\w+)\] ([\w-]+): (.*)$/.exec(headline) ?? [];
  if (level !== "error" && level !== "warning") throw new Error(`not a headline: ${headline}`);
  const labels: Label[] = [];
  const fixes: { title: string; safety: Fix["safety"]; edits: Edit[] }[] = [];
  const prose: { why?: string; help?: string } = {};
  for (const line of lines) {
    const [word = "", ...rest] = line.trim().split(" ");
    const argument = rest.join(" ");
    if (word === "primary" || word === "other") labels.push({ ...parsePlace(argument, files, first), role: word });
    else if (word === "why" || word === "help") prose[word] = argument;
    else if (word === "safe" || word === "suggested") fixes.push({ title: argument, safety: word, edits: [] });
    else if (word === "edit") fixes.at(-1)!.edits.push(parseEdit(argument, files, first));
    else throw new Error(`not a line of a finding: ${line}`);
  }
  return { code, name, tier: level === "error" ? "definite" : "maybe", level, message, labels, fixes, scope: [], ...prose };
}

function parseEdit(argument: string, files: ReadonlyMap<FilePath, SourceFile>, first: SourceFile): Edit {
  const { span, text } = parsePlace(argument, files, first);
  return { span, text: JSON.parse(text) as string };
}

/** `4:"client" text`, `4:"f(" to 6:")" text`, `4:end text`, `src/other.ts 4:start text`. */
function parsePlace(argument: string, files: ReadonlyMap<FilePath, SourceFile>, first: SourceFile): { span: Span; text: string } {
  const place = String.raw`\d+:(?:"(?:[^"\\]|\\.)*"|start|end)`;
  const match = new RegExp(`^(?:(\\S+) )?(${place})(?: to (${place}))? ?(.*)$`).exec(argument);
  if (match === null) throw new Error(`not a place: ${argument}`);
  const [, name, from = "", to = from, text = ""] = match;
  const file = name === undefined ? first : files.get(asFilePath(`${root}/${name}`))!;
  return { span: { file: file.path, start: rangeOf(file, from)[0], end: rangeOf(file, to)[1] }, text };
}

function rangeOf(file: SourceFile, place: string): readonly [number, number] {
  const line = Number(place.slice(0, place.indexOf(":")));
  const where = place.slice(place.indexOf(":") + 1);
  const start = file.lineStarts[line - 1]!;
  if (where === "start") return [start, start];
  if (where === "end") return [lineEnd(file, line), lineEnd(file, line)];
  const quoted = JSON.parse(where) as string;
  const offset = file.text.indexOf(quoted, start);
  if (offset === -1) throw new Error(`${place} is not in ${file.path}`);
  return [offset, offset + quoted.length];
}
