/** The file system of Node, for discovery and for reading sources. */

import { lstatSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import { globSync } from "tinyglobby";
import type { Compiler } from "./compiler.ts";
import type { ProjectHost } from "./project.ts";
import { decodeSource, type SourceText } from "./source-text.ts";

export function nodeHost(compiler: Compiler): ProjectHost {
  return {
    resolve: (cwd, path) => asFilePath(resolve(cwd, path)),
    kindOf,
    filesBelow,
    readConfig: (path) => compiler.readConfig(path),
  };
}

export function readSource(path: FilePath): SourceText {
  try {
    return decodeSource(readFileSync(path));
  } catch (error) {
    return { kind: "unreadable", reason: codeOf(error) };
  }
}

/** Tells two states of a file apart, as build tools do: by time and size. */
export function lastWritten(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? "missing" : `${found.mtimeMs} ${found.size}`;
}

/** A path that exists but cannot be looked at, such as a link that leads nowhere, counts as a file: reading it then says why. */
function kindOf(path: FilePath): "file" | "folder" | "missing" {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch (error) {
    const reason = codeOf(error);
    return reason === "ENOTDIR" || (reason === "ENOENT" && !isLink(path)) ? "missing" : "file";
  }
}

/** Asked of what is not there when followed. */
function isLink(path: FilePath): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Without a configuration nobody says which folders hold outputs: these names do by custom. */
const ignored: readonly string[] = ["node_modules", ".git", "dist", "build", "out", "coverage"];

function filesBelow(folder: FilePath, patterns: readonly string[]): readonly FilePath[] {
  const found = globSync([...patterns], {
    cwd: folder,
    absolute: true,
    ignore: ignored.map((name) => `**/${name}/**`),
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  return found.map((path) => asFilePath(path)).sort();
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : String(error);
}
