/** What every command that looks at code does first: read the settings, load the program, tell what stands in the way. */

import { ruleNames } from "@freehold/checker/explanations";
import { relativePath } from "@freehold/diagnostics/path";
import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import type { LoadedProgram, LoadRequest } from "@freehold/frontend/load";
import { loadProgram } from "@freehold/frontend/loader";
import type { Problem } from "@freehold/frontend/problem";
import { allModels, modelNames } from "@freehold/models/all";
import type { Model } from "@freehold/models/schema";
import { resolve } from "node:path";
import type { Configuration } from "./configuration.ts";
import { loadConfiguration } from "./configuration-file.ts";
import { globMatcher } from "./glob.ts";
import type { Progress } from "./progress.ts";
import { tell } from "./tell.ts";
import type { World } from "./world.ts";

export interface Settings {
  readonly configuration: Configuration;
  /** The configuration's patterns are relative to it. */
  readonly folder: FilePath;
  /** The project's own last: they win over those that Freehold ships. */
  readonly models: readonly Model[];
  /** Of the models, those that the project brings. */
  readonly own: readonly Model[];
}

export interface OpenedProject {
  readonly loaded: LoadedProgram;
  readonly isChecked: (path: string) => boolean;
  /** Nothing that was asked for is left out. */
  readonly complete: boolean;
}

export type Load = (request: LoadRequest) => LoadedProgram;

/** `undefined`: they have faults, and these were told. */
export function readSettings(world: World): Settings | undefined {
  const names = ruleNames().map(({ name }) => name);
  const { configuration, folder, models: own, faults } = loadConfiguration(world.cwd, names);
  for (const fault of faults) tell(world, fault);
  return faults.length > 0 ? undefined : { configuration, folder, models: [...allModels, ...own], own };
}

/** `undefined`: there is nothing to look at, and it was told why. Otherwise telling what problems there are is the caller's. */
export function openProject(
  paths: readonly string[],
  { configuration, folder, models }: Settings,
  world: World,
  progress: Progress,
  load: Load = loadProgram,
): OpenedProject | undefined {
  const within = (path: string): string => relativePath(folder, asFilePath(resolve(world.cwd, path)));
  const isIncluded = inclusion(configuration);
  const isStrict = globMatcher(configuration.strict);
  const loaded = load({
    cwd: world.cwd,
    paths,
    names: modelNames(models),
    isStrict: (path) => isStrict(within(path)),
    onPhase: progress.begin,
  });
  progress.finish();
  if (loaded.problems.some((problem) => problem.fatal)) {
    tellProblems(loaded, world);
    return undefined;
  }
  return { isChecked: (path) => isIncluded(within(path)), loaded, complete: loaded.problems.every((problem) => !leavesOut(problem)) };
}

export function tellProblems({ problems }: LoadedProgram, world: World): void {
  for (const { message } of problems) tell(world, message);
}

function inclusion({ include, exclude }: Configuration): (path: string) => boolean {
  const isIncluded = globMatcher(include.length === 0 ? ["**"] : include);
  const isExcluded = globMatcher(exclude);
  return (path) => isIncluded(path) && !isExcluded(path);
}

/** Projects that refer to each other in a circle are all checked, and so is code whose packages are not installed. */
function leavesOut({ kind }: Problem): boolean {
  return kind !== "config-circular" && kind !== "package-missing";
}
