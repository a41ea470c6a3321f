/** The front end from end to end: from paths to a program the checker can read. */

import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import type { Program } from "@freehold/mir/program";
import { resolve } from "node:path";
import { numberAnswers } from "./answer.ts";
import { besideStrict } from "./beside-strict.ts";
import { ask, questionsOf } from "./ask.ts";
import type { Compiler } from "./compiler.ts";
import { gather } from "./gather.ts";
import { editSince, inputsOf, type Kept, type Opened } from "./kept.ts";
import { bodyIndex, syntaxProblems, validBody, type LoweredSource } from "./lower-files.ts";
import { guardingCallees } from "./guarding-callees.ts";
import { namesInPlay, type ModelNames } from "./names.ts";
import { nodeHost, readSource } from "./node.ts";
import { isTestPath, relativePath } from "./path.ts";
import type { Problem } from "./problem.ts";
import { discover } from "./project.ts";
import type { Phase, Statistics, Stopwatch } from "./statistics.ts";
import { taggedNames } from "./tagged-names.ts";
import { unresolvedPackages } from "./unresolved.ts";

export interface LoadRequest {
  readonly cwd: string;
  /** Files, folders and configurations; none is the working directory. */
  readonly paths: readonly string[];
  /** What ownership models mention. */
  readonly names: readonly ModelNames[];
  /** Files that are strict by configuration, beside those that say so; paths are relative to `cwd`. */
  readonly isStrict?: (path: string) => boolean;
  /** Called as each phase begins, for progress. */
  readonly onPhase?: (phase: Phase) => void;
  /** Another compiler than TypeScript 7. */
  readonly startCompiler?: (cwd: FilePath) => Compiler;
}

export interface LoadedProgram {
  readonly program: Program;
  readonly problems: readonly Problem[];
  readonly statistics: Statistics;
  /** Every file that was read: code, declarations, dependencies, configurations. */
  readonly inputs: readonly FilePath[];
}

export interface Loaded {
  readonly loaded: LoadedProgram;
  /** To the next load; its workspace is open. */
  readonly left: Omit<Kept, "stamps">;
}

/** One load, with what it leaves to the next one. `before` is of the same compiler; its workspace is the caller's to dispose of. */
export function loadFrom(compiler: Compiler, request: LoadRequest, watch: Stopwatch, before: Kept | undefined): Loaded {
  const { opened, problems } = openAll(compiler, request, watch);
  const { names } = opened;
  const { sources, edited, answers: known } = watch.time("lower", () => editSince(before, opened));
  const validated = watch.time("validate", () => sources.flatMap(({ lowered }) => lowered.bodies).map((body) => validBody(body)));
  const questions = watch.time("select", () => new Map(edited.map((each) => [each, questionsOf(each, names)])));
  const answered = watch.time("ask", () => ask(edited, questions, bodyIndex(sources)));
  const answers = new Map([...known, ...answered.answers]);
  const bodies = validated.map(({ body }) => body);
  const numbered = watch.time("number", () => numberAnswers(bodies, answers));
  const files = sources.map((source) => programFile(asFilePath(resolve(request.cwd)), source));
  const program: Program = { files, bodies, ...numbered };
  const reasons = [
    ...sources.flatMap(({ lowered }) => lowered.unknowns.map(({ reason }) => reason)),
    ...validated.flatMap(({ fault }) => fault ?? []),
  ];
  const statistics = watch.statistics(reasons, program, answered.questions, compiler.requests());
  return { loaded: { program, problems, statistics, inputs: inputsOf(opened.workspace) }, left: { ...opened, sources, answers } };
}

function openAll(compiler: Compiler, request: LoadRequest, watch: Stopwatch): { opened: Opened; problems: readonly Problem[] } {
  const cwd = asFilePath(resolve(request.cwd));
  const { plans, problems: discovered } = watch.time("discover", () => discover(cwd, request.paths, nodeHost(compiler)));
  const workspace = watch.time("open", () => compiler.open(plans));
  const { files: gathered, problems: unreadable } = watch.time("read", () => gather(cwd, plans, workspace.projects, readSource));
  const faulty = watch.time("parse", () => syntaxProblems(cwd, gathered));
  const files = gathered.filter((file) => !faulty.has(file.path));
  const texts = files.map(({ text }) => text);
  const declared = workspace.projects.flatMap((project) => project.fileNames());
  const names = watch.time("names", () =>
    namesInPlay(request.names, new Set([...taggedNames(texts), ...guardingCallees(texts)]), { texts, files: declared }),
  );
  const strict = new Set(files.map(({ path }) => path).filter((path) => request.isStrict?.(relativePath(cwd, path)) === true));
  const problems = [
    ...discovered,
    ...unreadable,
    ...faulty.values(),
    ...unresolvedPackages(files, declared, readSource),
    ...nothingToCheck(request, gathered.length + unreadable.length, discovered),
  ];
  return { opened: { plans, workspace, files, names, strict, besideStrict: besideStrict(files, strict) }, problems };
}

function programFile(cwd: FilePath, { path, text, lowered, strict }: LoweredSource): Program["files"][number] {
  return {
    path,
    text,
    module: lowered.bodies[0]!.id,
    test: isTestPath(relativePath(cwd, path)),
    ...(strict !== undefined && { strict }),
    comments: lowered.comments,
  };
}

function nothingToCheck(request: LoadRequest, files: number, discovered: readonly Problem[]): readonly Problem[] {
  if (files > 0 || discovered.some((problem) => problem.fatal || problem.kind === "not-a-script")) return [];
  const asked = request.paths.length === 0 ? "." : request.paths.join("`, `");
  const message = `Nothing to check: there is no TypeScript in \`${asked}\`; JavaScript is checked where a configuration has \`checkJs\`, or by name`;
  return [{ kind: "nothing-to-check", message, fatal: true }];
}
