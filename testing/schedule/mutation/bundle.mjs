/** Puts the proofs, the explorer and the algorithms into one file, one of the algorithms changed. */

import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../../..", import.meta.url));

const entry = "\0proofs.ts";

/** Of the runtime. */
export const sources = join(root, "packages/runtime/src");

const suites = join(root, "testing/schedule/suites");

const exported = ["all.ts", "check.ts"].map((name) => `export * from ${JSON.stringify(join(suites, name))};`).join("\n");

/**
 * Gives the address to import it by.
 *
 * @param {string} to
 * @param {{ readonly file: string, readonly text: string }} [mutant]
 */
export async function bundleProofs(to, mutant) {
  const bundle = await rolldown({
    input: entry,
    platform: "node",
    logLevel: "silent",
    resolve: {
      alias: {
        "#atomics": join(root, "testing/schedule/src/atomics.ts"),
        "#checks": join(root, "packages/runtime/src/internal/checks.lean.ts"),
      },
    },
    plugins: [
      {
        name: "mutant",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => {
          if (id === entry) return exported;
          return mutant !== undefined && id === join(sources, mutant.file) ? mutant.text : null;
        },
      },
    ],
  });
  await bundle.write({ file: to, format: "esm" });
  await bundle.close();
  return pathToFileURL(to).href;
}
