/** Reads `// freehold-ignore NAME[, NAME]: reason` comments; what is wrong with them is told as warnings. */

import type { Diagnostic } from "@freehold/diagnostics/diagnostic";
import { nearest, nearestHint } from "@freehold/diagnostics/nearest";
import { lineEnd, positionAt, type SourceFile, sourceFile } from "@freehold/diagnostics/source-file";
import type { Span } from "@freehold/diagnostics/span";
import type { Comment, ProgramFile } from "@freehold/mir/program";

/** What may be silenced. */
export interface RuleName {
  readonly name: string;
  readonly code: string;
}

/** One name of one comment. */
export interface Request {
  readonly name: string;
  /** The line it silences. */
  readonly line: number;
  readonly span: Span;
  readonly comment: Comment;
  /** It is the only name of its comment. */
  readonly alone: boolean;
}

export interface Reading {
  readonly file: SourceFile;
  readonly requests: readonly Request[];
  readonly warnings: readonly Diagnostic[];
}

export function readComments({ path, text, comments }: ProgramFile, rules: readonly RuleName[]): Reading {
  const file = sourceFile(path, text);
  const requests: Request[] = [];
  const warnings: Diagnostic[] = [];
  const ownLines = new Set(comments.filter((comment) => standsAlone(file, comment)).map(({ span }) => positionAt(file, span.start).line));
  for (const comment of comments) {
    const read = readComment(file, comment, rules, ownLines);
    requests.push(...read.requests);
    warnings.push(...read.warnings);
  }
  return { file, requests, warnings };
}

const directive = "freehold-ignore";
const example = `// ${directive} leaked-resource: reason`;

function readComment(file: SourceFile, comment: Comment, rules: readonly RuleName[], ownLines: ReadonlySet<number>): Omit<Reading, "file"> {
  const text = file.text.slice(comment.span.start, comment.span.end);
  const word = /freehold-[\w-]*/.exec(text);
  if (word === null) return nothing;
  if (word[0] !== directive) return wrongDirective(word[0], comment);
  const body = text.slice(word.index + directive.length);
  const colon = body.indexOf(":");
  if (colon === -1 || reasonOf(body.slice(colon + 1)) === "") {
    return { requests: [], warnings: [malformed("A suppression needs a reason", comment.span, `Say why it is right: \`${example}\``)] };
  }
  if (!standsAlone(file, comment)) {
    const help = "Put the comment on a line of its own above the finding";
    return { requests: [], warnings: [malformed("A suppression behind code silences nothing", comment.span, help)] };
  }
  const line = lineBelow(file, comment, ownLines);
  const at = comment.span.start + word.index + directive.length;
  return readNames(body.slice(0, colon), at, rules, (name, span, alone) => ({ name, line, span, comment, alone }), comment);
}

const nothing: Omit<Reading, "file"> = { requests: [], warnings: [] };

function wrongDirective(word: string, comment: Comment): Omit<Reading, "file"> {
  if (nearest(word, [directive]) === undefined) return nothing;
  return { requests: [], warnings: [malformed(`\`${word}\` is no comment of Freehold`, comment.span, `Write \`${example}\``)] };
}

function readNames(
  text: string,
  offset: number,
  rules: readonly RuleName[],
  requestOf: (name: string, span: Span, alone: boolean) => Request,
  comment: Comment,
): Omit<Reading, "file"> {
  const names = [...text.matchAll(/[^\s,]+/g)];
  if (names.length === 0) {
    return { requests: [], warnings: [malformed("A suppression names what it silences", comment.span, `Write \`${example}\``)] };
  }
  const requests: Request[] = [];
  const warnings: Diagnostic[] = [];
  for (const { 0: name, index } of names) {
    const span = { ...comment.span, start: offset + index, end: offset + index + name.length };
    if (rules.some((rule) => rule.name === name)) requests.push(requestOf(name, span, names.length === 1));
    else warnings.push(unknownName(name, span, rules));
  }
  return { requests, warnings };
}

function unknownName(name: string, span: Span, rules: readonly RuleName[]): Diagnostic {
  const byCode = rules.find(({ code }) => code === name);
  if (byCode !== undefined) return malformed("A suppression takes names, not codes", span, `Write \`${byCode.name}\` for \`${name}\``);
  const hint = nearestHint(
    name,
    rules.map((rule) => rule.name),
  );
  return malformed(`There is no finding named \`${name}\`${hint}`, span, "Correct the name, or remove it");
}

/** Whatever follows the colon, without the end of a block comment. */
function reasonOf(text: string): string {
  return text.replace(/\*\/$/, "").trim();
}

function standsAlone(file: SourceFile, { span }: Comment): boolean {
  const { line } = positionAt(file, span.start);
  const last = positionAt(file, span.end).line;
  const before = file.text.slice(file.lineStarts[line - 1], span.start);
  const after = file.text.slice(span.end, lineEnd(file, last));
  return before.trim() === "" && after.trim() === "";
}

/** The next line that is not a suppression itself: several may stand above one line. */
function lineBelow(file: SourceFile, { span }: Comment, ownLines: ReadonlySet<number>): number {
  let line = positionAt(file, span.end).line + 1;
  while (ownLines.has(line)) line++;
  return line;
}

function malformed(message: string, span: Span, help: string): Diagnostic {
  return { ...warning("FH0002", "malformed-suppression", message, span), help };
}

/** About a comment, not about code: nothing runs wrong for it. */
export function warning(code: string, name: string, message: string, span: Span): Diagnostic {
  return { code, name, tier: "definite", level: "warning", message, labels: [{ span, text: "", role: "primary" }], fixes: [], scope: [] };
}
