/** `--watch`: checks, and checks again whenever something that could matter was written. */

import { openLoader, type Loader } from "@freehold/frontend/loader";
import { watch } from "chokidar";
import { dirname, resolve } from "node:path";
import { isLeftOut, isScriptOrSetting } from "./inputs.ts";
import { reportCrash } from "./crash.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { screenOf } from "./screen.ts";
import type { World } from "./world.ts";

/** One check of everything; the loader keeps what it can for the next. */
export type Round = (loader: Loader, world: World) => ExitCode;

/** Goes on until the process is ended. What keeps the first round from checking anything ends it at once: a mistyped path never appears. */
export function runWatch(paths: readonly string[], round: Round, world: World): ExitCode {
  const loader = openLoader();
  const screen = screenOf(world);
  const first = round(loader, screen.world);
  screen.showNews();
  if (first === exitCode.misuse) {
    loader[Symbol.dispose]();
    return first;
  }
  const watcher = watch([...foldersOf(paths, world)], { ignoreInitial: true, ignored });
  let soon: NodeJS.Timeout | undefined;
  watcher.on("all", () => {
    clearTimeout(soon);
    soon = setTimeout(again, patience);
  });
  // What was written between the first round and now has sent no event.
  watcher.on("ready", () => {
    world.err.write(waiting);
    again();
  });
  return first;

  function again(): void {
    try {
      round(loader, screen.world);
    } catch (error) {
      reportCrash(error, ["check", "--watch", ...paths], screen.world);
    }
    if (screen.showNews()) world.err.write(waiting);
  }
}

/** Editors write a file in several steps, and a change of branch writes many. */
const patience = 80;

const waiting = "Watching for changes; Ctrl+C ends\n";

/** The working directory for the settings, and what was named outside of it. */
function foldersOf(paths: readonly string[], { cwd }: World): ReadonlySet<string> {
  return new Set([cwd, ...paths.map((path) => resolve(cwd, path)).map((path) => (isScriptOrSetting(path) ? dirname(path) : path))]);
}

function ignored(path: string, stats?: { isFile(): boolean }): boolean {
  return path.split(/[\\/]/).some(isLeftOut) || (stats?.isFile() === true && !isScriptOrSetting(path));
}
