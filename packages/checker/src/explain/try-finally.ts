/** The fix for a release that some ways out miss: the code between acquiring and releasing goes into `try`, the release into `finally`. */

import type { Edit, Fix } from "@freehold/diagnostics/diagnostic";
import type { FilePath, Span } from "@freehold/diagnostics/span";

export interface Guarded {
  readonly file: FilePath;
  readonly text: string;
  /** The acquiring expression, at the end of its declaration. */
  readonly acquired: Span;
  /** The one call that releases. */
  readonly released: Span;
}

/** Absent unless acquiring and releasing are statements of their own in one block. */
export function tryFinally({ file, text, acquired, released }: Guarded): Fix | undefined {
  const declaration = lineAt(text, acquired.end);
  const release = lineAt(text, released.start);
  const indent = indentOf(declaration.text);
  if (lineAt(text, acquired.start).start !== declaration.start || release.start <= declaration.end || indentOf(release.text) !== indent)
    return undefined;
  if (!declares.test(declaration.text) || !releases.test(release.text)) return undefined;
  const between = linesBetween(text, declaration.end, release.start);
  const rest = linesBetween(text, release.end, blockEnd(text, release.end, indent));
  // What the code between declares must stay in reach of the code behind: then all of it goes into the `try`.
  const inside = needed(between, indent, rest) ? [...between, ...rest] : between;
  if (inside.length === 0 || inside.some(({ text: line }) => line.trim() !== "" && !line.startsWith(indent))) return undefined;
  return {
    title: "Release it on every way out",
    safety: "suggested",
    edits: guard({ file, text, indent, declaration, release, inside, last: inside.at(-1)! }),
  };
}

interface Plan {
  readonly file: FilePath;
  readonly text: string;
  readonly indent: string;
  readonly declaration: Line;
  readonly release: Line;
  readonly inside: readonly Line[];
  readonly last: Line;
}

function guard({ file, text, indent, declaration, release, inside, last }: Plan): readonly Edit[] {
  const step = indent.includes("\t") ? "\t" : "  ";
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const ending = `${indent}} finally {${newline}${indent}${step}${release.text.trim()}${newline}${indent}}`;
  const edits = [
    insert(file, declaration.end, `${newline}${indent}try {`),
    ...inside.filter((line) => line.text.trim() !== "").map((line) => insert(file, line.start, step)),
  ];
  if (last.start < release.start) return [...edits, { span: { file, start: release.start, end: release.end }, text: ending }];
  const removed = { span: { file, start: release.start, end: text.indexOf("\n", release.start) + 1 }, text: "" };
  return [...edits, removed, insert(file, last.end, `${newline}${ending}`)].toSorted((one, other) => one.span.start - other.span.start);
}

/** `const client = await pool.connect();` on a line of its own. */
const declares = /^\s*(?:const|let) \w+(?:: [^=]+)? = [^]*;\s*(?:\/\/.*)?$/;

/** `await file.close();` likewise. */
const releases = /^\s*(?:await )?[\w$.]+\([^()]*\);\s*(?:\/\/.*)?$/;

interface Line {
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  readonly text: string;
}

function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const next = text.indexOf("\n", offset);
  const end = next === -1 ? text.length : text[next - 1] === "\r" ? next - 1 : next;
  return { start, end, text: text.slice(start, end) };
}

function linesBetween(text: string, from: number, to: number): readonly Line[] {
  const lines: Line[] = [];
  for (let offset = text.indexOf("\n", from) + 1; offset > 0 && offset < to;) {
    const line = lineAt(text, offset);
    lines.push(line);
    offset = text.indexOf("\n", offset) + 1;
  }
  return lines;
}

/** Where the block ends that holds a line of this indent. */
function blockEnd(text: string, from: number, indent: string): number {
  for (const line of linesBetween(text, from, text.length)) {
    if (line.text.trim() !== "" && !line.text.startsWith(indent)) return line.start;
  }
  return text.length;
}

/** Code behind uses a name that the lines declare. */
function needed(lines: readonly Line[], indent: string, behind: readonly Line[]): boolean {
  const after = behind.map((line) => line.text).join("\n");
  return lines.some(({ text }) => {
    const declared = text.startsWith(indent)
      ? /^(?:const|let|class|function|async function) (.+)/.exec(text.slice(indent.length))?.[1]
      : undefined;
    const names = declared?.split(/[=(]/)[0]!.match(/[\w$]+/g) ?? [];
    return names.some((name) => new RegExp(`\\b${name.replaceAll("$", "\\$")}\\b`).test(after));
  });
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)![0];
}

function insert(file: FilePath, offset: number, text: string): Edit {
  return { span: { file, start: offset, end: offset }, text };
}
