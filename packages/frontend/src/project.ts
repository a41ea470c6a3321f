/** Finds what to check: the projects behind the given paths by TypeScript's rules, and the loose files that belong to none. */

import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import { configGraph, type ConfigGraph } from "./config-graph.ts";
import { folderOf, isBelow, isCheckableScript, isDeclaration, isScript, relativePath } from "./path.ts";
import type { Problem } from "./problem.ts";

/** What discovery needs of the world; `node.ts` and the compiler provide it. */
export interface ProjectHost {
  /** Absolute, normalised. */
  resolve(cwd: string, path: string): FilePath;
  kindOf(path: FilePath): "file" | "folder" | "missing";
  /** Files below the folder that match the patterns; dependencies, outputs and hidden folders are left out. */
  filesBelow(folder: FilePath, patterns: readonly string[]): readonly FilePath[];
  /** TypeScript's own reading, `extends` included. */
  readConfig(path: FilePath): ParsedConfig;
}

export interface ParsedConfig {
  /** The files it includes by itself, without what they import. */
  readonly files: readonly FilePath[];
  readonly references: readonly FilePath[];
  /** It checks JavaScript. */
  readonly checkJs: boolean;
  /** Its first fault that matters here; its other faults are for `tsc` to report. */
  readonly fault?: ConfigFault;
}

/** With a fault of syntax nothing of it can be trusted; without its `extends` the rest still holds. */
export interface ConfigFault {
  readonly kind: "syntax" | "extends";
  readonly file: FilePath;
  readonly message: string;
  /** Counts from 1; absent when the fault has no place. */
  readonly line?: number;
}

/** One program to open. Only files below a scope are checked; a scope that is a file names it. */
export interface ProjectPlan {
  readonly kind: "configured" | "loose";
  /** The project's own, or for loose files the one whose options serve them best. */
  readonly config?: FilePath;
  readonly roots: readonly FilePath[];
  readonly scopes: readonly FilePath[];
  readonly checkJs: boolean;
}

export interface Discovery {
  readonly plans: readonly ProjectPlan[];
  readonly problems: readonly Problem[];
}

export function discover(cwd: string, paths: readonly string[], host: ProjectHost): Discovery {
  const search = newSearch(asFilePath(cwd), host);
  for (const path of paths.length === 0 ? ["."] : paths) searchPath(search, host.resolve(cwd, path));
  const plans = [...search.plans.values()].filter((plan) => plan.roots.length > 0);
  const problems = [...search.problems, ...search.graph.problems()];
  return { plans: plans.sort(comparePlans), problems };
}

interface Search {
  readonly cwd: FilePath;
  readonly host: ProjectHost;
  readonly graph: ConfigGraph;
  /** By kind and config. */
  readonly plans: Map<string, ProjectPlan>;
  readonly problems: Problem[];
}

function newSearch(cwd: FilePath, host: ProjectHost): Search {
  return { cwd, host, graph: configGraph(cwd, host), plans: new Map(), problems: [] };
}

function searchPath(search: Search, path: FilePath): void {
  switch (search.host.kindOf(path)) {
    case "missing":
      search.problems.push(missingPath(search, path));
      return;
    case "folder":
      searchFolder(search, path);
      return;
    case "file":
      if (path.endsWith(".json")) searchConfig(search, path);
      else searchFile(search, path);
  }
}

function missingPath(search: Search, path: FilePath): Problem {
  const shown = relativePath(search.cwd, path);
  return path.endsWith(".json")
    ? {
        kind: "config-missing",
        message: `The project file \`${shown}\` does not exist: name an existing one, or the folder to check`,
        file: path,
        fatal: true,
      }
    : { kind: "path-missing", message: `\`${shown}\` does not exist: name a file or a folder that does`, file: path, fatal: true };
}

/** A configuration named by the user: everything in it and in what it references. */
function searchConfig(search: Search, config: FilePath): void {
  for (const each of search.graph.reachable(config)) addConfigured(search, each, asFilePath("/"));
}

/** The nearest configuration speaks for the folder; where it includes nothing of it, those below do; else its files are loose. */
function searchFolder(search: Search, folder: FilePath): void {
  const nearest = nearestConfig(search, folder);
  if (nearest !== undefined && search.graph.read(nearest) === undefined) return;
  const above = nearest === undefined ? [] : search.graph.reachable(nearest);
  if (claim(search, above, folder)) return;
  const below = search.host.filesBelow(folder, ["**/tsconfig.json", "**/jsconfig.json"]);
  if (
    claim(
      search,
      below.flatMap((config) => search.graph.reachable(config)),
      folder,
    )
  )
    return;
  const scripts = search.host.filesBelow(folder, ["**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}"]);
  const languages = nearest !== undefined && search.graph.read(nearest)?.checkJs === true ? "with JavaScript" : "TypeScript only";
  const files = scripts.filter((file) => isCheckableScript(folder, file, languages));
  if (files.length > 0) addLoose(search, nearest, files, folder);
}

/** Whether any of the configurations includes a file of the folder; those that do are planned. */
function claim(search: Search, configs: readonly FilePath[], folder: FilePath): boolean {
  const claiming = configs.filter((config) => search.graph.read(config)?.files.some((file) => isBelow(folder, file)));
  for (const config of claiming) addConfigured(search, config, folder);
  return claiming.length > 0;
}

function searchFile(search: Search, file: FilePath): void {
  if (!isScript(file)) {
    const message = `\`${relativePath(search.cwd, file)}\` is neither TypeScript nor JavaScript: it is not checked`;
    search.problems.push({ kind: "not-a-script", message, file, fatal: false });
    return;
  }
  if (isDeclaration(file)) return;
  const owner = configOf(search, file);
  const nearest = nearestConfig(search, folderOf(file));
  if (owner !== undefined) addConfigured(search, owner, file);
  else if (nearest === undefined || search.graph.read(nearest) !== undefined) addLoose(search, nearest, [file], file);
}

/** The first configuration, going up, that includes the file by itself or by a reference. */
function configOf(search: Search, file: FilePath): FilePath | undefined {
  let config = nearestConfig(search, folderOf(file));
  while (config !== undefined) {
    const owner = search.graph.reachable(config).find((each) => search.graph.read(each)?.files.includes(file));
    if (owner !== undefined) return owner;
    const parent = folderOf(folderOf(config));
    config = parent === folderOf(config) ? undefined : nearestConfig(search, parent);
  }
  return undefined;
}

function nearestConfig(search: Search, start: FilePath): FilePath | undefined {
  for (let folder = start; ; folder = folderOf(folder)) {
    for (const name of ["tsconfig.json", "jsconfig.json"]) {
      const candidate = asFilePath(folder === "/" ? `/${name}` : `${folder}/${name}`);
      if (search.host.kindOf(candidate) === "file") return candidate;
    }
    if (folderOf(folder) === folder) return undefined;
  }
}

function addConfigured(search: Search, config: FilePath, scope: FilePath): void {
  const parsed = search.graph.read(config);
  if (parsed === undefined) return;
  addPlan(search, { kind: "configured", config, roots: parsed.files, scopes: [scope], checkJs: parsed.checkJs });
}

function addLoose(search: Search, config: FilePath | undefined, roots: readonly FilePath[], scope: FilePath): void {
  const checkJs = config !== undefined && search.graph.read(config)?.checkJs === true;
  addPlan(search, { kind: "loose", ...(config === undefined ? {} : { config }), roots, scopes: [scope], checkJs });
}

function addPlan(search: Search, plan: ProjectPlan): void {
  const key = `${plan.kind} ${plan.config ?? ""}`;
  const known = search.plans.get(key);
  const roots = new Set([...(known?.roots ?? []), ...plan.roots]);
  const scopes = new Set([...(known?.scopes ?? []), ...plan.scopes]);
  search.plans.set(key, { ...plan, roots: [...roots].sort(), scopes: [...scopes].sort() });
}

/** Configured projects first: a file that is in one is checked there. */
function comparePlans(a: ProjectPlan, b: ProjectPlan): number {
  if (a.kind !== b.kind) return a.kind === "configured" ? -1 : 1;
  return (a.config ?? "") < (b.config ?? "") ? -1 : 1;
}
