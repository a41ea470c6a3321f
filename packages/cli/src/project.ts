/** What every command that looks at code does first: read the settings, load the program, tell what stands in the way. */

import { ruleNames } from "@freehold/checker/explanations";
import { relativePath } from "@freehold/diagnostics/path";
import { asFilePath } from "@freehold/diagnostics/span";
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

export type OpenedProject =
  | ({ readonly kind: "opened"; readonly configuration: Configuration; readonly isChecked: (path: string) => boolean } & Loaded)
  /** It was told why. */
  | { readonly kind: "refused" };

interface Loaded {
  readonly loaded: LoadedProgram;
  /** The project's own last: they win over those that Freehold ships. */
  readonly models: readonly Model[];
  /** Something that was asked for could not be checked. */
  readonly complete: boolean;
}

export type Load = (request: LoadRequest) => LoadedProgram;

export function openProject(paths: readonly string[], world: World, progress: Progress, load: Load = loadProgram): OpenedProject {
  const {
    configuration,
    folder,
    models: own,
    faults,
  } = loadConfiguration(
    world.cwd,
    ruleNames().map(({ name }) => name),
  );
  for (const fault of faults) tell(world, fault);
  if (faults.length > 0) return { kind: "refused" };
  const models = [...allModels, ...own];
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
  for (const problem of loaded.problems) tell(world, problem.message);
  if (loaded.problems.some((problem) => problem.fatal)) return { kind: "refused" };
  return {
    kind: "opened",
    configuration,
    isChecked: (path) => isIncluded(within(path)),
    loaded,
    models,
    complete: loaded.problems.every((problem) => !leavesOut(problem)),
  };
}

function inclusion({ include, exclude }: Configuration): (path: string) => boolean {
  const isIncluded = globMatcher(include.length === 0 ? ["**"] : include);
  const isExcluded = globMatcher(exclude);
  return (path) => isIncluded(path) && !isExcluded(path);
}

/** Projects that refer to each other in a circle are all checked; every other problem leaves something out. */
function leavesOut({ kind }: Problem): boolean {
  return kind !== "config-circular";
}
