/**
 * What one load leaves to the next, and what of it an edit left as it was.
 *
 * An edit is *inside* when the same files stand in the same projects, none of them shows others anything new (its declarations are the
 * same to the letter), and the same functions stand in it. Then nothing that was lowered or answered elsewhere can have changed, and
 * only the edited files are lowered and asked about. Every other edit loads everything anew.
 */

import type { FilePath } from "@freehold/diagnostics/span";
import type { BodyId } from "@freehold/mir/body";
import type { RawAnswers } from "./answer.ts";
import type { Workspace } from "./compiler.ts";
import type { GatheredFile } from "./gather.ts";
import { lowerFiles, lowerSource, matterFilter, type LoweredSource, type Selection } from "./lower-files.ts";
import { lastWritten } from "./node.ts";
import type { ProjectPlan } from "./project.ts";
import { tellingComments } from "./tagged-names.ts";

/** What is known of a load before anything is lowered. */
export interface Opened extends Selection {
  readonly plans: readonly ProjectPlan[];
  readonly workspace: Workspace;
  /** Those that are checked and without faults of syntax. */
  readonly files: readonly GatheredFile[];
}

/** What was left as it was has the syntax and the project of the workspace that it was read from; nobody asks about it any more. */
export interface Kept extends Opened {
  /** See `stampsOf`. */
  readonly stamps: ReadonlySet<string>;
  readonly sources: readonly LoweredSource[];
  readonly answers: ReadonlyMap<BodyId, RawAnswers>;
}

/** The code as it is now. */
export interface Edit {
  readonly sources: readonly LoweredSource[];
  /** Those of them that are asked about. */
  readonly edited: readonly LoweredSource[];
  /** About the others. */
  readonly answers: ReadonlyMap<BodyId, RawAnswers>;
}

export function editSince(before: Kept | undefined, now: Opened): Edit {
  return insideEdit(before, now) ?? everything(now);
}

function everything(opened: Opened): Edit {
  const sources = lowerFiles(opened.files, opened);
  return { sources, edited: sources, answers: new Map() };
}

function insideEdit(before: Kept | undefined, now: Opened): Edit | undefined {
  if (before === undefined || !isSameFrame(before, now)) return undefined;
  const known = new Map(before.sources.map((source) => [source.path, source]));
  const edited = new Map<FilePath, LoweredSource>();
  for (const [index, file] of now.files.entries()) {
    const old = before.files[index]!;
    if (old.text === file.text) continue;
    const source = known.get(file.path);
    const fresh = loweredAgain(source, old, file, now);
    if (fresh === "otherwise") return undefined;
    if (fresh !== undefined) edited.set(file.path, fresh);
  }
  const bodies = new Set([...edited.values()].flatMap(({ lowered }) => lowered.bodies.map(({ id }) => id)));
  return {
    sources: before.sources.map((source) => edited.get(source.path) ?? source),
    edited: [...edited.values()],
    answers: new Map([...before.answers].filter(([body]) => !bodies.has(body))),
  };
}

/** `undefined`: it did not matter and does not now. */
function loweredAgain(
  source: LoweredSource | undefined,
  old: GatheredFile,
  file: GatheredFile,
  now: Opened,
): LoweredSource | "otherwise" | undefined {
  const matters = matterFilter(now)(file);
  if (source === undefined) return matters || !showsTheSame(old, file) ? "otherwise" : undefined;
  const fresh = matters ? lowerSource(file, source.lowered.bodies[0]!.id, now.strict) : undefined;
  return fresh !== undefined && hasSameFunctions(source, fresh) && showsTheSame(old, file) ? fresh : "otherwise";
}

/** Of all that the compiler read beside the files that are checked (configurations, declarations, dependencies): when each was last written. */
export function stampsOf({ workspace, files }: Opened): ReadonlySet<string> {
  const checked = new Set(files.map(({ path }) => path));
  return new Set(
    inputsOf(workspace)
      .filter((path) => !checked.has(path))
      .map((path) => `${path} ${lastWritten(path)}`),
  );
}

export function inputsOf({ projects }: Workspace): readonly FilePath[] {
  return [...new Set(projects.flatMap((project) => [...project.configFiles(), ...project.fileNames()]))];
}

function isSameFrame(before: Kept, now: Opened): boolean {
  return (
    JSON.stringify(before.plans) === JSON.stringify(now.plans) &&
    isSameSet(before.stamps, stampsOf(now)) &&
    isSameSet(before.strict, now.strict) &&
    isSameSet(before.besideStrict, now.besideStrict) &&
    before.files.length === now.files.length &&
    before.files.every(({ path }, index) => now.files[index]?.path === path) &&
    isSameSet(before.names.acquiring, now.names.acquiring) &&
    isSameSet(before.names.ending, now.names.ending) &&
    isSameSet(before.names.touching, now.names.touching) &&
    isSameSet(before.names.sending, now.names.sending) &&
    isSameSet(before.names.locking, now.names.locking) &&
    isSameSet(before.names.plain, now.names.plain)
  );
}

/** Answers elsewhere may name a body of this file by its number. */
function hasSameFunctions({ lowered: before }: LoweredSource, { lowered: now }: LoweredSource): boolean {
  return (
    before.strict === now.strict &&
    before.bodies.length === now.bodies.length &&
    before.bodies.every(({ name, kind, parent, tags }, index) => {
      const other = now.bodies[index]!;
      return name === other.name && kind === other.kind && parent === other.parent && JSON.stringify(tags) === JSON.stringify(other.tags);
    })
  );
}

function showsTheSame(before: GatheredFile, now: GatheredFile): boolean {
  if (JSON.stringify(tellingComments(before.text)) !== JSON.stringify(tellingComments(now.text))) return false;
  const declared = now.project.declarations(now.path);
  return declared !== undefined && declared === before.project.declarations(before.path);
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}
