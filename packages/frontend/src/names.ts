/** The names that ownership models mention, told apart by what a call of them may mean, and which of them a project's code can mean at all. */

import { isBuiltin } from "node:module";
import { handleMakers } from "./handle-makers.ts";
import { plainClasses } from "./plain-classes.ts";

/** What one model speaks of. */
export interface ModelNames {
  /** Import specifiers; `global` needs no import. */
  readonly modules: readonly string[];
  /** Names by which it knows its types and functions wherever they were copied to; `undefined`: it knows them by their members alone. */
  readonly copies: readonly string[] | undefined;
  /** What hands out something owned, and the classes that are. */
  readonly acquiring: readonly string[];
  /** What ends or takes something owned. */
  readonly ending: readonly string[];
  /** What only matters for a value that is owned already: it keeps it, lends it, leads to it. */
  readonly touching: readonly string[];
  /** What sends values to another thread, whatever they are. */
  readonly sending: readonly string[];
  /** What takes a lock. */
  readonly locking: readonly string[];
}

export interface Names {
  readonly acquiring: ReadonlySet<string>;
  readonly ending: ReadonlySet<string>;
  readonly touching: ReadonlySet<string>;
  readonly sending: ReadonlySet<string>;
  readonly locking: ReadonlySet<string>;
  /** Classes of the project that own nothing. */
  readonly plain: ReadonlySet<string>;
}

export interface ProjectCode {
  readonly texts: readonly string[];
  /** Of the whole program, declarations of packages included. */
  readonly files: readonly string[];
}

/** `tagged` are functions that the code itself speaks for. O(text): a library that nobody imports and nothing declares is not looked for. */
export function namesInPlay(models: readonly ModelNames[], tagged: ReadonlySet<string>, code: ProjectCode): Names {
  const packages = packagesOf(code);
  const active = models.filter(
    ({ modules, copies }) => copies === undefined || modules.some((module) => packages.has(packageOf(module))) || isSaid(copies, code),
  );
  const acquiring = new Set([...tagged, ...handleMakers(code.texts), ...active.flatMap((model) => model.acquiring)]);
  const plain = [...plainClasses(code.texts)].filter((name) => !acquiring.has(name));
  return {
    acquiring,
    ending: new Set([...tagged, ...active.flatMap((model) => model.ending)]),
    touching: new Set(active.flatMap((model) => model.touching)),
    sending: new Set(active.flatMap((model) => model.sending)),
    locking: new Set(active.flatMap((model) => model.locking)),
    plain: new Set(plain),
  };
}

function isSaid(names: readonly string[], { texts }: ProjectCode): boolean {
  if (names.length === 0) return false;
  const word = new RegExp(`\\b(?:${names.join("|")})\\b`);
  return texts.some((text) => word.test(text));
}

/** The packages that the code imports, and those whose declarations are in the program; Node's own modules are one. */
function packagesOf({ texts, files }: ProjectCode): ReadonlySet<string> {
  const packages = new Set<string>(["global"]);
  for (const text of texts) for (const [, specifier = ""] of text.matchAll(imported)) packages.add(packageOf(specifier));
  for (const file of files) {
    const name = installed.exec(file)?.[1];
    if (name !== undefined) packages.add(name.replace(/^@types\//, ""));
  }
  return packages;
}

const imported = /(?:from|import|require)\s*\(?\s*["'`]([^"'`.\n][^"'`\n]*)["'`]/g;
const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/;

function packageOf(specifier: string): string {
  if (isBuiltin(specifier)) return "node";
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
