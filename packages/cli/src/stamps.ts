/**
 * Tells whether anything that a check read, or would have read had it been there, has changed since.
 *
 * Files are told apart by the time and size of their last write, folders by the scripts and settings in them: a file that is added
 * belongs to a project as soon as it is there. Dependencies are looked at file by file, and as a whole through what npm, pnpm and yarn
 * leave in `node_modules`.
 */

import { lastWritten } from "@freehold/frontend/node";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { isLeftOut, isScriptOrSetting } from "./inputs.ts";

/** By path: what stood there. */
export type Stamps = Readonly<Record<string, string>>;

/**
 * `undefined` when it cannot be said: something was written while the check ran, or there are too many folders to look at each time.
 * `since` is when the check began, in milliseconds since 1970. One `stat` a file, one listing a folder.
 */
export function takeStamps(inputs: readonly string[], cwd: string, since: number): Stamps | undefined {
  const own = inputs.filter((path) => !isDependency(path));
  const folders = foldersBelow([...new Set([cwd, ...own.map(dirname)])]);
  if (folders === undefined) return undefined;
  const stamps = [...inputs, ...installed([...modulesSeenFrom(cwd), ...inputs]), ...configurationsAbove(cwd)].map(
    (path) => [path, lastWritten(path)] as const,
  );
  if (stamps.some(([, stamp]) => isAfter(stamp, since - clockGrain))) return undefined;
  return Object.fromEntries([...stamps, ...folders.map((path) => [path, folderStamp(path)] as const)]);
}

/** Stops at the first difference. */
export function stillHold(stamps: Stamps): boolean {
  return Object.entries(stamps).every(([path, stamp]) => stamp === (stamp.startsWith(listing) ? folderStamp(path) : lastWritten(path)));
}

/** File systems count time in steps. */
const clockGrain = 20;

const mostFolders = 3000;
const listing = "has ";

function isAfter(stamp: string, time: number): boolean {
  return stamp !== "missing" && Number(stamp.split(" ", 1)[0]) >= time;
}

function folderStamp(path: string): string {
  return `${listing}${entriesOf(path)
    .map(({ name }) => name)
    .sort()
    .join("/")}`;
}

interface Entry {
  readonly name: string;
  isDirectory(): boolean;
}

/** What a project could include: scripts, settings, and folders with such. */
function entriesOf(folder: string): readonly Entry[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => (entry.isDirectory() ? !isLeftOut(entry.name) : isScriptOrSetting(entry.name)));
  } catch {
    return [];
  }
}

function foldersBelow(starts: readonly string[]): readonly string[] | undefined {
  const found = new Set(starts);
  for (const folder of found) {
    if (found.size > mostFolders) return undefined;
    for (const entry of entriesOf(folder)) if (entry.isDirectory()) found.add(join(folder, entry.name));
  }
  return [...found];
}

function isDependency(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
}

/** What an installation always writes, for every `node_modules` that a path leads through. */
function installed(paths: readonly string[]): readonly string[] {
  const folders = new Set(paths.flatMap((path) => /^.*?[\\/]node_modules(?=[\\/])/.exec(path)?.[0] ?? []));
  const left = [".package-lock.json", ".modules.yaml", ".yarn-integrity", ".yarn-state.yml"];
  return [...folders].flatMap((folder) => left.map((name) => join(folder, name)));
}

/** Those that would be seen from a folder, there or not: the first installation makes one. */
function modulesSeenFrom(folder: string): readonly string[] {
  const above = dirname(folder);
  return [join(folder, "node_modules/"), ...(above === folder ? [] : modulesSeenFrom(above))];
}

/** A configuration that appears further up would be the folder's from then on. */
function configurationsAbove(cwd: string): readonly string[] {
  const paths: string[] = [];
  for (let folder = cwd; folder !== dirname(folder); folder = dirname(folder)) {
    paths.push(join(dirname(folder), "tsconfig.json"), join(dirname(folder), "jsconfig.json"));
  }
  return paths;
}
