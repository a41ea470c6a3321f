/** The front end from end to end: from paths to a program the checker can read. */

import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import type { Program } from "@freehold/mir/program";
import { resolve } from "node:path";
import { numberAnswers } from "./answer.ts";
import { ask, questionsOf } from "./ask.ts";
import { CompilerGone, type Compiler } from "./compiler.ts";
import { gather } from "./gather.ts";
import { bodyIndex, lowerFiles, syntaxProblems, validBody, type LoweredSource } from "./lower-files.ts";
import { namesInPlay, type ModelNames } from "./names.ts";
import { nodeHost, readSource } from "./node.ts";
import { isTestPath, relativePath } from "./path.ts";
import type { Problem } from "./problem.ts";
import { discover } from "./project.ts";
import { stopwatch, type Phase, type Statistics } from "./statistics.ts";
import { taggedNames } from "./tagged-names.ts";
import { startTs7 } from "./ts7/compiler.ts";

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
}

/** Never fails on account of what it reads. A compiler that dies is started once more. */
export function loadProgram(request: LoadRequest): LoadedProgram {
  try {
    return loadOnce(request);
  } catch (error) {
    if (!(error instanceof CompilerGone)) throw error;
    return loadAgain(request);
  }
}

function loadAgain(request: LoadRequest): LoadedProgram {
  try {
    return loadOnce(request);
  } catch (error) {
    if (!(error instanceof CompilerGone)) throw error;
    const message = `The TypeScript compiler stopped twice (${error.message}): give it more memory, or check fewer files at once`;
    return {
      program: emptyProgram,
      problems: [{ kind: "compiler-gone", message, fatal: true }],
      statistics: stopwatch().statistics([], emptyProgram, 0, 0),
    };
  }
}

function loadOnce(request: LoadRequest): LoadedProgram {
  const cwd = asFilePath(resolve(request.cwd));
  const watch = stopwatch(request.onPhase);
  using compiler = watch.time("start", () => (request.startCompiler ?? startTs7)(cwd));
  const { plans, problems: discovered } = watch.time("discover", () => discover(cwd, request.paths, nodeHost(compiler)));
  using workspace = watch.time("open", () => compiler.open(plans));
  const { files, problems: unreadable } = watch.time("read", () => gather(cwd, plans, workspace.projects, readSource));
  const faulty = watch.time("parse", () => syntaxProblems(cwd, files));
  const sound = files.filter((file) => !faulty.has(file.path));
  const texts = sound.map(({ text }) => text);
  const declared = workspace.projects.flatMap((project) => project.fileNames());
  const names = watch.time("names", () => namesInPlay(request.names, taggedNames(texts), { texts, files: declared }));
  const sources = watch.time("lower", () => lowerFiles(sound, names));
  const validated = watch.time("validate", () => sources.flatMap(({ lowered }) => lowered.bodies).map((body) => validBody(body)));
  const questions = watch.time(
    "select",
    () => new Map(sources.map((source) => [source, questionsOf(source, names, strictness(request, cwd, source))])),
  );
  const asked = watch.time("ask", () => ask(sources, questions, bodyIndex(sources)));
  const bodies = validated.map(({ body }) => body);
  const { answers, types } = watch.time("number", () => numberAnswers(bodies, asked.answers));
  const program: Program = { files: sources.map((source) => programFile(request, cwd, source)), bodies, types, answers };
  const problems = [
    ...discovered,
    ...unreadable,
    ...faulty.values(),
    ...nothingToCheck(request, files.length + unreadable.length, discovered),
  ];
  const reasons = [
    ...sources.flatMap(({ lowered }) => lowered.unknowns.map(({ reason }) => reason)),
    ...validated.flatMap(({ fault }) => fault ?? []),
  ];
  return { program, problems, statistics: watch.statistics(reasons, program, asked.questions, compiler.requests()) };
}

const emptyProgram: Program = { files: [], bodies: [], types: [], answers: [] };

function programFile(request: LoadRequest, cwd: FilePath, source: LoweredSource): Program["files"][number] {
  const { path, text, lowered } = source;
  return {
    path,
    text,
    module: lowered.bodies[0]!.id,
    test: isTestPath(relativePath(cwd, path)),
    strict: strictness(request, cwd, source) === "strict",
    comments: lowered.comments,
  };
}

function strictness(request: LoadRequest, cwd: FilePath, { path, lowered }: LoweredSource): "strict" | "gradual" {
  return lowered.strict || request.isStrict?.(relativePath(cwd, path)) === true ? "strict" : "gradual";
}

function nothingToCheck(request: LoadRequest, files: number, discovered: readonly Problem[]): readonly Problem[] {
  if (files > 0 || discovered.some((problem) => problem.fatal || problem.kind === "not-a-script")) return [];
  const asked = request.paths.length === 0 ? "." : request.paths.join("`, `");
  const message = `Nothing to check: there is no TypeScript in \`${asked}\`; JavaScript is checked where a configuration has \`checkJs\`, or by name`;
  return [{ kind: "nothing-to-check", message, fatal: true }];
}
