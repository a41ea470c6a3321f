/** Finds a project's configuration on disk, with the models it names: the nearest one from the working directory upwards. */

import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { positionAt, sourceFile } from "@freehold/diagnostics/source-file";
import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import type { Model } from "@freehold/models/schema";
import { type Configuration, type Fault, noConfiguration, readConfiguration, readModels } from "./configuration.ts";
import { type JsonNode, parseJson } from "./json.ts";

export interface LoadedConfiguration {
  readonly configuration: Configuration;
  /** Its patterns are relative to this folder. */
  readonly folder: FilePath;
  /** Inline ones and those in files of their own. */
  readonly models: readonly Model[];
  /** Sentences that begin with the place; when there are any, the rest must not be used. */
  readonly faults: readonly string[];
}

export function loadConfiguration(cwd: string, ruleNames: readonly string[]): LoadedConfiguration {
  const found = findConfiguration(cwd);
  if (found.kind === "none") return { configuration: noConfiguration, folder: asFilePath(cwd), models: [], faults: [] };
  const folder = asFilePath(dirname(found.path));
  if (found.kind === "fault") return { configuration: noConfiguration, folder, models: [], faults: [found.message] };
  const { configuration, faults } = readConfiguration(found.node, ruleNames);
  const place = placing(cwd, found.path, found.text);
  const models = configuration.models.map((source) =>
    source.kind === "inline" ? { models: [source.model], faults: [] } : loadModels(cwd, folder, source.path, place, source.start),
  );
  return {
    configuration,
    folder,
    models: models.flatMap((loaded) => loaded.models),
    faults: [...faults.map(place), ...models.flatMap((loaded) => loaded.faults)],
  };
}

type Found =
  | { readonly kind: "none" }
  | { readonly kind: "fault"; readonly path: string; readonly message: string }
  | { readonly kind: "found"; readonly path: string; readonly text: string; readonly node: JsonNode };

function findConfiguration(cwd: string): Found {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const own = readJsonFile(cwd, join(folder, "freehold.json"));
    const inPackage = packageSettings(cwd, join(folder, "package.json"));
    if (own.kind !== "none" && inPackage.kind === "found") {
      const message = `${shown(cwd, inPackage.path)}: \`freehold\` is also configured in \`freehold.json\` beside it; keep one of the two`;
      return { kind: "fault", path: inPackage.path, message };
    }
    if (own.kind !== "none") return own;
    if (inPackage.kind !== "none") return inPackage;
    if (dirname(folder) === folder || existsSync(join(folder, ".git"))) return { kind: "none" };
  }
}

/** A `package.json` that is no JSON is for npm to report. */
function packageSettings(cwd: string, path: string): Found {
  const file = readJsonFile(cwd, path);
  if (file.kind !== "found" || file.node.kind !== "object") return { kind: "none" };
  const member = file.node.members.find(({ key }) => key === "freehold");
  return member === undefined ? { kind: "none" } : { ...file, node: member.value };
}

function readJsonFile(cwd: string, path: string): Found {
  if (!existsSync(path)) return { kind: "none" };
  const text = readText(path);
  if (text === undefined) return { kind: "fault", path, message: `${shown(cwd, path)}: It cannot be read; check its permissions` };
  const reading = parseJson(text);
  if (reading.kind === "fault") return { kind: "fault", path, message: placing(cwd, path, text)(reading) };
  return { kind: "found", path, text, node: reading.node };
}

function loadModels(
  cwd: string,
  folder: string,
  name: string,
  place: (fault: Fault) => string,
  start: number,
): { readonly models: readonly Model[]; readonly faults: readonly string[] } {
  const file = readJsonFile(cwd, resolve(folder, name));
  if (file.kind === "none") return { models: [], faults: [place({ message: `The model file \`${name}\` does not exist`, start })] };
  if (file.kind === "fault") return { models: [], faults: [file.message] };
  const faults: Fault[] = [];
  const models = readModels(file.node, faults);
  return { models, faults: faults.map(placing(cwd, file.path, file.text)) };
}

function placing(cwd: string, path: string, text: string): (fault: Fault) => string {
  const file = sourceFile(asFilePath(path), text);
  return ({ message, start }) => {
    const { line, column } = positionAt(file, start);
    return `${shown(cwd, path)}:${line}:${column}: ${message}`;
  };
}

function shown(cwd: string, path: string): string {
  return asFilePath(relative(cwd, path));
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
