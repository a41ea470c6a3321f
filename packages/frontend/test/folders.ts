/** Folders of files for one test, in the system's temporary place. */

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { asFilePath, type FilePath } from "@freehold/diagnostics/span";

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Folder extends Disposable {
  readonly path: FilePath;
}

/** `node_modules` is this repository's, so that `@types/node` is there. */
export function folderWith(files: Files): Folder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "freehold-")));
  symlinkSync(join(import.meta.dirname, "../../../node_modules"), join(path, "node_modules"), "dir");
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path: asFilePath(path), [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}
