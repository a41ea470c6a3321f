#!/usr/bin/env node
// Stands here, and not in dist, so that an installation can link it before anything is built.

import { statSync } from "node:fs";

const bundle = new URL("../dist/freehold.bundle.js", import.meta.url);

// One file starts in a third of the time. In a working copy `tsc -b` may have built a package since it was made.
await import(isFresh() ? bundle.href : "../dist/freehold.js");

function isFresh() {
  const made = changedAt(bundle);
  const packages = ["diagnostics", "mir", "models", "frontend", "checker", "cli"];
  return made > 0 && packages.every((name) => changedAt(new URL(`../../${name}/dist/.tsbuildinfo`, import.meta.url)) <= made);
}

/** @param {URL} file  0 where there is none. */
function changedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
