/** What the names of one strict file mean: its own declarations, and those that it imports from other strict files and from Freehold. */

import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import type { DeclaredAlias, DeclaredClass, Declarations, Signature } from "@freehold/mir/declared";
import type { ProgramFile } from "@freehold/mir/program";
import { freehold } from "./freehold.generated.ts";
import { declarationsOf } from "./library.ts";

export interface World {
  readonly declarations: Declarations;
  classOf(name: string): Found<DeclaredClass> | undefined;
  aliasOf(name: string): Found<DeclaredAlias> | undefined;
  functionOf(name: string): Found<Signature> | undefined;
}

export interface Found<Declared> {
  readonly declared: Declared;
  /** Of the file that declares it. */
  readonly world: World;
}

/** Absent for a file that did not opt in. */
export function worldOf(files: ReadonlyMap<FilePath, ProgramFile>, file: ProgramFile): World | undefined {
  const { strict } = file;
  return strict === undefined ? undefined : worldOfStrict(files, file.path, strict);
}

function worldOfStrict(files: ReadonlyMap<FilePath, ProgramFile>, path: FilePath, declarations: Declarations): World {
  const world: World = {
    declarations,
    classOf: (name) => find(name, (each) => each.classes),
    aliasOf: (name) => find(name, (each) => each.aliases),
    functionOf: (name) => find(name, (each) => each.functions),
  };
  return world;

  function find<Declared>(name: string, table: (of: Declarations) => ReadonlyMap<string, Declared>): Found<Declared> | undefined {
    const own = table(declarations).get(name);
    if (own !== undefined) return { declared: own, world };
    const imported = declarations.imports.get(name);
    if (imported !== undefined && isFreehold(imported.module)) {
      const declared = table(freeholdWorld.declarations).get(imported.name);
      return declared === undefined ? undefined : { declared, world: freeholdWorld };
    }
    const file = imported === undefined ? undefined : importedFile(files, path, imported.module);
    if (imported === undefined || file?.strict === undefined || file.path === path) return undefined;
    const declared = table(file.strict).get(imported.name);
    return declared === undefined ? undefined : { declared, world: worldOfStrict(files, file.path, file.strict) };
  }
}

/** `freehold`, or a part of it, as in `freehold/box`. */
function isFreehold(module: string): boolean {
  return module === "freehold" || module.startsWith("freehold/");
}

const freeholdWorld = worldOfStrict(new Map(), asFilePath("freehold"), declarationsOf(freehold));

/** `./item.ts`, `./item.js` or `./item`, beside the file that imports it. */
function importedFile(files: ReadonlyMap<FilePath, ProgramFile>, from: FilePath, module: string): ProgramFile | undefined {
  if (!module.startsWith(".")) return undefined;
  const parts = from.split("/").slice(0, -1);
  for (const part of module.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  const base = parts.join("/").replace(/\.[cm]?[jt]sx?$/, "");
  const endings = [".ts", ".tsx", ".mts", "/index.ts"];
  return endings.map((ending) => files.get(asFilePath(base + ending))).find((file) => file !== undefined);
}
