/** The options under which files without a configuration of their own are understood: strict, modern, and nothing is written. */

import type { FilePath } from "@freehold/diagnostics/span";
import { ModuleKind, ModuleResolutionKind, type CompilerOptions, type RawCompilerOptions } from "typescript/sync";
import { isJavaScript } from "../path.ts";
import type { ProjectPlan } from "../project.ts";

/** `inherited` are the options of the nearest configuration that does not include the files, such as a project's for its scripts. */
export function looseOptions(plan: ProjectPlan, cwd: FilePath, inherited: CompilerOptions | undefined): RawCompilerOptions {
  const javaScript = plan.roots.some((file) => isJavaScript(file)) ? { allowJs: true, checkJs: true } : {};
  if (inherited !== undefined) return { ...inherited, ...javaScript, noEmit: true, composite: false };
  return {
    strict: true,
    target: latest,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.Bundler,
    lib: ["lib.esnext.d.ts", "lib.dom.d.ts"],
    types: ["*"],
    typeRoots: typeRootsAbove(plan.roots, cwd),
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    noEmit: true,
    ...javaScript,
  };
}

/** `ScriptTarget.ESNext`. */
const latest = 99;

/** As TypeScript looks for them: in every folder upwards, from the files' own and the working directory. */
function typeRootsAbove(files: readonly FilePath[], cwd: FilePath): string[] {
  const roots = new Set<string>();
  for (const start of [cwd, ...files.map((file) => file.slice(0, file.lastIndexOf("/")))]) {
    for (let folder: string = start; ; folder = folder.slice(0, Math.max(folder.lastIndexOf("/"), 0))) {
      roots.add(`${folder}/node_modules/@types`);
      if (folder === "") break;
    }
  }
  return [...roots];
}
