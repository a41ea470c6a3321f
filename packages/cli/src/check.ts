/** `freehold check`: finds faults and shows them. */

import { ruleNames } from "@freehold/checker/explanations";
import type { Diagnostic } from "@freehold/diagnostics/diagnostic";
import type { Report } from "@freehold/diagnostics/report";
import { sourceFile } from "@freehold/diagnostics/source-file";
import type { FilePath } from "@freehold/diagnostics/span";
import { loadProgram } from "@freehold/frontend/loader";
import type { Program } from "@freehold/mir/program";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type CheckOptions, mistypedCommand } from "./arguments.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { judge, type Judgement } from "./judge.ts";
import { progressOn } from "./progress.ts";
import { type Load, openProject } from "./project.ts";
import { misuse, tell } from "./tell.ts";
import { timings } from "./timings.ts";
import { version } from "./version.ts";
import { runWatch } from "./watch.ts";
import type { World } from "./world.ts";
import { writeReport } from "./write-report.ts";

export function runCheck(paths: readonly string[], options: CheckOptions, world: World): ExitCode {
  const meant = mistyped(paths, world);
  if (meant !== undefined) return misuse(world, [meant]);
  if (options.repeat === "on change")
    return runWatch(paths, (loader, shown) => checkWith(paths, options, shown, (request) => loader.load(request)), world);
  return checkWith(paths, options, world, loadProgram);
}

function checkWith(paths: readonly string[], options: CheckOptions, world: World, load: Load): ExitCode {
  const start = world.now();
  const progress = progressOn(world);
  const project = openProject(paths, world, progress, load);
  if (project.kind === "refused") return exitCode.misuse;
  const { loaded, models, configuration, isChecked, complete } = project;
  const tier = options.tier ?? configuration.tier ?? "definite";
  if (tier === "strict") tellStrictness(world);
  const loadedAt = world.now();
  progress.begin("check");
  const judgement = judge(loaded.program, { models, tier, rules: configuration.rules, isChecked });
  progress.finish();
  const report = reportOf(loaded.program, judgement, isChecked, world);
  const written = writeReport(report, options, world);
  if (options.timings === "show") {
    world.err.write(timings(loaded.statistics, { check: world.now() - loadedAt, total: world.now() - start }));
  }
  if (!written || !complete) return exitCode.misuse;
  return report.diagnostics.length === 0 ? exitCode.clean : exitCode.findings;
}

/** `freehold explian FH1001` is no request to check files of these names. */
function mistyped([first = ""]: readonly string[], world: World): string | undefined {
  const meant = mistypedCommand(first);
  if (meant === undefined || existsSync(resolve(world.cwd, first))) return undefined;
  return `\`${first}\` is neither a command nor a file; the nearest command is \`${meant}\``;
}

/** The tier is accepted before its rules exist, so that projects and scripts can say it; they are told what they get. */
function tellStrictness(world: World): void {
  const exist = ruleNames().some(({ name }) => name === "conflicting-borrow");
  if (!exist) tell(world, "The strict rules are not in this version: `--tier strict` checks as `--tier maybe` does");
}

function reportOf({ files }: Program, { diagnostics, functions }: Judgement, isChecked: (path: string) => boolean, world: World): Report {
  const mentioned = mentionedFiles(diagnostics);
  const shown = files.filter(({ path }) => mentioned.has(path)).map(({ path, text }) => sourceFile(path, text));
  return {
    diagnostics,
    files: new Map(shown.map((file) => [file.path, file])),
    root: world.cwd,
    version: version(),
    checkedFiles: files.filter(({ path }) => isChecked(path)).length,
    functions,
  };
}

function mentionedFiles(diagnostics: readonly Diagnostic[]): ReadonlySet<FilePath> {
  const spans = diagnostics.flatMap(({ labels, fixes }) => [...labels, ...fixes.flatMap(({ edits }) => edits)]);
  return new Set(spans.map(({ span }) => span.file));
}
