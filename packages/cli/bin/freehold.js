#!/usr/bin/env node
// Stands here, and not in dist, so that an installation can link it before anything is built.

import { statSync } from "node:fs";
import module from "node:module";
import { join } from "node:path";

const bundle = new URL("../dist/freehold.bundle.js", import.meta.url);

await keepCompiled();

// One file starts in a third of the time. In a working copy `tsc -b` may have built a package since it was made.
await import(isFresh() ? bundle.href : "../dist/freehold.js");

/**
 * From Node 22 on, what V8 made of this program is there for the next start. Not in Node's own place for it, which others may write to:
 * what lies there is run. Where it cannot be kept, nobody has to know.
 */
async function keepCompiled() {
  if (module.enableCompileCache === undefined) return;
  const { cacheFolder } = await import("../dist/cache-folder.js");
  const folder = cacheFolder(process);
  if (folder !== undefined) module.enableCompileCache(join(folder, "compiled"));
}

function isFresh() {
  const made = changedAt(bundle);
  const packages = ["diagnostics", "mir", "models", "frontend", "checker", "cli"];
  return made > 0 && packages.every((name) => changedAt(new URL(`../../${name}/dist/.tsbuildinfo`, import.meta.url)) <= made);
}

/** @param {URL} file  0 where there is none. */
function changedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
