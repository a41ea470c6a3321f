/** Fetches and lowers the syntax of the gathered files, one after the other; files with faults of syntax are left out and told. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { Body, BodyId } from "@freehold/mir/body";
import { validateBody } from "@freehold/mir/validate";
import type { Declarations } from "@freehold/mir/declared";
import type { OpenProject } from "./compiler.ts";
import { declarationsOf } from "./declared/declarations.ts";
import type { GatheredFile } from "./gather.ts";
import { lowerFile, type LoweredFile } from "./lower/file.ts";
import type { Names } from "./names.ts";
import type { BodyIndex } from "./oracle.ts";
import { relativePath } from "./path.ts";
import type { Problem } from "./problem.ts";
import { textFilter } from "./text-filter.ts";

export interface LoweredSource {
  readonly path: FilePath;
  readonly project: OpenProject;
  readonly text: string;
  readonly lowered: LoweredFile;
  /** Of a file that obeys the strict rules, by its directive or by configuration. */
  readonly strict: Declarations | undefined;
}

/** What of the files is read. */
export interface Selection {
  readonly names: Names;
  /** Strict by configuration; others say so themselves. */
  readonly strict: ReadonlySet<FilePath>;
  /** Strict code imports them. */
  readonly besideStrict: ReadonlySet<FilePath>;
}

/** In the order of the files, without those that have faults or nothing that could matter. */
export function lowerFiles(files: readonly GatheredFile[], selection: Selection): readonly LoweredSource[] {
  const sources: LoweredSource[] = [];
  const matters = matterFilter(selection);
  let firstBody = 0;
  for (const file of files) {
    const source = matters(file) ? lowerSource(file, firstBody, selection.strict) : undefined;
    if (source === undefined) continue;
    sources.push(source);
    firstBody += source.lowered.bodies.length;
  }
  return sources;
}

/** Whether anything in a file could matter. */
export function matterFilter({ names, strict, besideStrict }: Selection): (file: GatheredFile) => boolean {
  const mayMatter = textFilter(names);
  return ({ path, text }) => strict.has(path) || besideStrict.has(path) || mayMatter(text);
}

/** Absent when the program does not have the file. `strict` names files that do not say so themselves. */
export function lowerSource({ path, project }: GatheredFile, firstBody: number, strict: ReadonlySet<FilePath>): LoweredSource | undefined {
  const syntax = project.source(path);
  if (syntax === undefined) return undefined;
  const lowered = lowerFile(syntax, path, firstBody);
  const declarations = lowered.strict || strict.has(path) ? declarationsOf(syntax, lowered) : undefined;
  return { path, project, text: syntax.text, lowered, strict: declarations };
}

/** The first fault of syntax of each file that has any. */
export function syntaxProblems(cwd: FilePath, files: readonly GatheredFile[]): ReadonlyMap<FilePath, Problem> {
  const problems = new Map<FilePath, Problem>();
  for (const project of new Set(files.map((file) => file.project))) {
    const own = files.filter((file) => file.project === project).map((file) => file.path);
    for (const [file, { message, start, end, line, column }] of project.syntaxErrors(own)) {
      const shown = `${relativePath(cwd, file)}:${line}:${column}`;
      const text = `\`${shown}\` is not valid TypeScript (${message}): the file is not checked`;
      problems.set(file, { kind: "file-syntax", message: text, file, span: { file, start, end }, fatal: false });
    }
  }
  return problems;
}

export function bodyIndex(sources: readonly LoweredSource[]): BodyIndex {
  const files = new Map(
    sources.map(({ path, lowered }) => [path, new Map(lowered.bodies.map((body) => [spanKey(body.span.start, body.span.end), body.id]))]),
  );
  return {
    has: (file) => files.has(file),
    find: (file, start, end): BodyId | undefined => files.get(file)?.get(spanKey(start, end)),
  };
}

/** A body that breaks the rules of MIR is our fault, not the user's: it is put out of the rules' sight, and counted. */
export function validBody(body: Body): { readonly body: Body; readonly fault?: string } {
  const [fault] = validateBody(body);
  return fault === undefined ? { body } : { body: withoutCode(body), fault };
}

function withoutCode(body: Body): Body {
  const unreachable = { kind: "unreachable", span: body.span } as const;
  return { ...body, calls: 0, blocks: [{ ...body.blocks[0]!, statements: [], terminator: unreachable }] };
}

function spanKey(start: number, end: number): string {
  return `${start}-${end}`;
}
