/**
 * `npm run generate`: rewrites the files that are made from others: from the rule folders, and the runtime's WebAssembly module. With `--check` it writes nothing, names the stale
 * ones and fails.
 */

import { staleFiles, writeGenerated } from "./generated.mjs";

if (process.argv.includes("--check")) {
  for (const { path } of staleFiles()) {
    console.error(`stale: ${path}; run npm run generate`);
    process.exitCode = 1;
  }
} else {
  writeGenerated();
}
