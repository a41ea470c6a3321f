/** A project on disk for as long as a test needs it: the files, and a configuration that makes each of them a module. */

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface TemporaryProject extends Disposable {
  /** Absolute, without links. */
  readonly directory: string;
}

/** Types of Node and the package `freehold` resolve to this repository's. A file named `tsconfig.json` replaces the usual one. Deleted when disposed. */
export function temporaryProject(files: ReadonlyMap<string, string>): TemporaryProject {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "freehold-")));
  for (const [name, text] of new Map([["tsconfig.json", JSON.stringify(configuration)], ...files])) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  mkdirSync(join(directory, "node_modules"), { recursive: true });
  symlinkSync(fileURLToPath(new URL("../../../packages/runtime", import.meta.url)), join(directory, "node_modules/freehold"), "junction");
  return { directory, [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }) };
}

const configuration = {
  compilerOptions: {
    target: "ESNext",
    lib: ["ESNext", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    module: "ESNext",
    moduleResolution: "Bundler",
    // Snippets without imports would share one global scope.
    moduleDetection: "force",
    allowImportingTsExtensions: true,
    // The runtime is seen as a dependency, by its sources, so that nothing has to be built.
    preserveSymlinks: true,
    customConditions: ["source"],
    jsx: "preserve",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
    typeRoots: [fileURLToPath(new URL("../../../node_modules/@types", import.meta.url))],
  },
  include: ["**/*"],
};
