/**
 * Remembers what the last check of a project said, outside of the project. When nothing that it read has changed, it is said again
 * without looking at the code.
 */

import type { FilePath } from "@freehold/diagnostics/span";
import { readSource } from "@freehold/frontend/node";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "./cache-folder.ts";
import type { Examined, Outcome } from "./examine.ts";
import { stillHold, takeStamps, type Stamps } from "./stamps.ts";
import type { World } from "./world.ts";

export interface ReportCache {
  recall(): Examined | undefined;
  /** `inputs` is every file that was read. A cache that cannot be written is none, and nobody need hear of it. */
  remember(outcome: Outcome, inputs: readonly string[]): void;
}

/**
 * `question` is all that decides what is said beside the files: paths, settings, tier. `undefined` where there is no place to keep it, or
 * where the program that runs is still being written: then it may say something else the next time.
 */
export function reportCache(world: World, question: object): ReportCache | undefined {
  const folder = cacheFolder(world);
  if (folder === undefined || world.program === undefined) return undefined;
  const began = Date.now();
  const key = createHash("sha256")
    .update(JSON.stringify([world.program, world.cwd, question]))
    .digest("hex");
  const file = join(folder, `${key.slice(0, 32)}.json`);
  return { recall: () => recalled(file), remember };

  function remember(outcome: Outcome, inputs: readonly string[]): void {
    const stamps = takeStamps(inputs, world.cwd, began);
    if (stamps !== undefined) ignoringFaults(() => write(folder!, file, { stamps, outcome }));
  }
}

interface Entry {
  readonly stamps: Stamps;
  readonly outcome: Outcome;
}

function recalled(file: string): Examined | undefined {
  return ignoringFaults(() => {
    const { stamps, outcome } = JSON.parse(readFileSync(file, "utf8")) as Entry;
    return stillHold(stamps) ? { outcome, textOf } : undefined;
  });
}

function textOf(file: FilePath): string {
  const source = readSource(file);
  return source.kind === "text" ? source.text : "";
}

/** Renamed into place, so that another process never reads half of it. */
function write(folder: string, file: string, entry: Entry): void {
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(entry));
  renameSync(draft, file);
  const old = Date.now() - keptFor;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).mtimeMs < old) rmSync(path, { force: true });
  }
}

const keptFor = 30 * 24 * 60 * 60 * 1000;

/** No cache, no rights, no room, or half a file: then the work is done. */
function ignoringFaults<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
