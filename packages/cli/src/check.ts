/** `freehold check`: finds faults and shows them. */

import type { Diagnostic } from "@freehold/diagnostics/diagnostic";
import type { Report } from "@freehold/diagnostics/report";
import { sourceFile } from "@freehold/diagnostics/source-file";
import type { FilePath } from "@freehold/diagnostics/span";
import { loadProgram } from "@freehold/frontend/loader";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type CheckOptions, mistypedCommand } from "./arguments.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { type Examined, examine } from "./examine.ts";
import { type Load, readSettings } from "./project.ts";
import { reportCache } from "./report-cache.ts";
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
    return runWatch(
      paths,
      (loader, shown) => checkOnce(paths, { ...options, cache: "none" }, shown, (request) => loader.load(request)),
      world,
    );
  return checkOnce(paths, options, world, loadProgram);
}

function checkOnce(paths: readonly string[], options: CheckOptions, world: World, load: Load): ExitCode {
  const start = world.now();
  const settings = readSettings(world);
  if (settings === undefined) return exitCode.misuse;
  const { configuration, own } = settings;
  const tier = options.tier ?? configuration.tier ?? "definite";
  const cache = options.cache === "none" ? undefined : reportCache(world, { paths, configuration, own, tier });
  const examined = cache?.recall() ?? examine(paths, settings, tier, world, load);
  if (examined === undefined) return exitCode.misuse;
  const { outcome, work } = examined;
  const written = writeReport(reportOf(examined, world), { ...options, tier }, world);
  // Behind the report, where a reader's eye is left.
  for (const message of outcome.messages) tell(world, message);
  if (options.timings === "show") world.err.write(timings(work, world.now() - start));
  if (work !== undefined) cache?.remember(outcome, work.inputs);
  if (!written || !outcome.complete) return exitCode.misuse;
  return outcome.diagnostics.length === 0 ? exitCode.clean : exitCode.findings;
}

/** `freehold explian FH1001` is no request to check files of these names. */
function mistyped([first = ""]: readonly string[], world: World): string | undefined {
  const meant = mistypedCommand(first);
  if (meant === undefined || existsSync(resolve(world.cwd, first))) return undefined;
  return `\`${first}\` is neither a command nor a file; the nearest command is \`${meant}\``;
}

function reportOf({ outcome, textOf }: Examined, world: World): Report {
  const { diagnostics, functions, checkedFiles } = outcome;
  const files = new Map([...mentionedFiles(diagnostics)].map((path) => [path, sourceFile(path, textOf(path))]));
  return { diagnostics, files, root: world.cwd, version: version(), checkedFiles, functions };
}

function mentionedFiles(diagnostics: readonly Diagnostic[]): ReadonlySet<FilePath> {
  const spans = diagnostics.flatMap(({ labels, fixes }) => [...labels, ...fixes.flatMap(({ edits }) => edits)]);
  return new Set(spans.map(({ span }) => span.file));
}
