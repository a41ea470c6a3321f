/** Packages that the code imports and the compiler has not found: of what they give, nothing is known. */

import type { FilePath } from "@freehold/diagnostics/span";
import { isBuiltin } from "node:module";
import type { GatheredFile } from "./gather.ts";
import type { Problem } from "./problem.ts";
import type { SourceText } from "./source-text.ts";

/** One problem for all of them, which leaves nothing out. `declared` are the files of the program, declarations of packages included. */
export function unresolvedPackages(
  files: readonly GatheredFile[],
  declared: readonly FilePath[],
  read: (path: FilePath) => SourceText,
): readonly Problem[] {
  const installed = new Set(declared.flatMap((file) => installedPackage(file) ?? []));
  const suspects = [...importsOf(files)].filter(([name]) => !installed.has(name));
  const lost = suspects.filter(([, { file, module }]) => !file.project.finds(file.path, module)).map(([name]) => name);
  const ambient =
    lost.length === 0
      ? ""
      : declared
          .filter(isOwnDeclaration)
          .map((file) => textOf(read(file)))
          .join("\n");
  const names = lost.filter((name) => !new RegExp(`\\bmodule\\s+["']${escaped(name)}["'/]`).test(ambient)).sort();
  return names.length === 0 ? [] : [{ kind: "package-missing", message: sentence(names), fatal: false }];
}

function sentence(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `\`${name}\``);
  const rest = names.length - shown.length;
  const list = rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
  return `Not installed here: ${list}. Little is known of what comes from there, so most of its faults go unseen: install what the project depends on and check again`;
}

interface Import {
  readonly file: GatheredFile;
  readonly module: string;
}

/** By package, the first import of it. Specifiers that are no package's name are the bundler's, or paths of the configuration. */
function importsOf(files: readonly GatheredFile[]): ReadonlyMap<string, Import> {
  const imports = new Map<string, Import>();
  for (const file of files)
    for (const [, module = ""] of file.text.matchAll(imported)) {
      const name = isBuiltin(module) ? "@types/node" : packageName.exec(module)?.[0];
      if (name !== undefined && !isAsset(module) && !imports.has(name)) imports.set(name, { file, module });
    }
  return imports;
}

/** At the start of a statement: comments that show code begin with an asterisk. */
const imported = /^[ \t]*(?:import|export)\b(?:[^"'`;]*?\bfrom)?\s*["']([^"'.\n][^"'\n]*)["']/gm;
const packageName = /^(?:@[a-z\d~-][\w.~-]*\/)?[a-z\d~-][\w.~-]*(?=$|\/)/;

function isAsset(module: string): boolean {
  return /[?:!]|\.(?:css|scss|less|svg|png|jpe?g|json|wasm|html|vue|svelte)$/.test(module) && !module.startsWith("node:");
}

/** A package's types may be another's: `@types/ws` speaks for `ws`, `@types/babel__core` for `@babel/core`. */
function installedPackage(file: FilePath): readonly string[] | undefined {
  const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  if (name === undefined) return undefined;
  const spoken = name.startsWith("@types/") ? name.slice("@types/".length).replace(/^(.+)__/, "@$1/") : name;
  return [name, spoken];
}

function isOwnDeclaration(file: FilePath): boolean {
  return /\.d\.[cm]?ts$/.test(file) && !file.includes("/node_modules/");
}

function textOf(source: SourceText): string {
  return source.kind === "text" ? source.text : "";
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
