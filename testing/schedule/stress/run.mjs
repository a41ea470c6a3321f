/** Runs the kill stress in threads of its own, supervised by a thread that is not this one. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { rolldown } from "rolldown";

const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * @param {import("./outcome.ts").Deaths} deaths
 * @returns {Promise<import("./outcome.ts").Outcome>}
 */
export async function killStress(deaths) {
  const folder = mkdtempSync(join(tmpdir(), "freehold-stress-"));
  try {
    return await supervised(await bundled(folder), deaths);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * One file for every thread, in which the runtime's atomics are mortal.
 *
 * @param {string} folder
 */
async function bundled(folder) {
  const file = join(folder, "worker.mjs");
  const bundle = await rolldown({
    input: join(here, "worker.ts"),
    platform: "node",
    logLevel: "silent",
    transform: { target: "es2023" },
    resolve: {
      alias: {
        "#atomics": join(here, "mortal-atomics.ts"),
        "#checks": join(here, "../../../packages/runtime/src/internal/checks.lean.ts"),
      },
    },
  });
  await bundle.write({ file, format: "esm", codeSplitting: false });
  await bundle.close();
  return file;
}

/**
 * @param {string} file
 * @param {import("./outcome.ts").Deaths} deaths
 * @returns {Promise<import("./outcome.ts").Outcome>}
 */
function supervised(file, deaths) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: { kind: "supervisor", deaths } });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the supervisor ended with ${code} and said nothing`)));
  });
}
