/** Holds mutants to the proofs and contracts of their algorithms, two at a time. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { bundleProofs, sources } from "./bundle.mjs";
import { mutantsOf } from "./mutants.mjs";

/**
 * @typedef {import("./mutants.mjs").Mutant & { readonly file: string }} MutantOf
 * @typedef {MutantOf & { readonly killer: string | undefined, readonly isTried: boolean }} Tried  `killer`: the contract or proof that noticed it.
 */

/** At a time. */
const workers = 2;

/**
 * In the order of the files and their lines. What is not reached before the deadline is not tried. A mutant whose proofs take longer than
 * `patienceMs` does not end.
 *
 * @param {string} folder
 * @param {readonly string[]} files
 * @param {number} deadline
 * @param {number} patienceMs
 * @returns {Promise<readonly Tried[]>}
 */
export async function tryMutants(folder, files, deadline, patienceMs) {
  const mutants = files.flatMap((file) => mutantsOf(readFileSync(join(sources, file), "utf8")).map((mutant) => ({ ...mutant, file })));
  /** @type {Tried[]} */
  const tried = [];
  let next = 0;
  const work = async () => {
    for (let mutant = mutants[next]; mutant !== undefined; mutant = mutants[next]) {
      const number = next++;
      const isTried = performance.now() < deadline;
      const bundle = isTried ? await bundleProofs(join(folder, `mutant-${number}.mjs`), mutant) : "";
      const killer = isTried ? await killerOf(bundle, mutant.file, patienceMs) : undefined;
      tried[number] = { ...mutant, killer, isTried };
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return tried;
}

/**
 * The contract or proof of the algorithm that fails, if one does.
 *
 * @param {string} bundle
 * @param {string} file
 * @param {number} patienceMs
 * @returns {Promise<string | undefined>}
 */
export function killerOf(bundle, file, patienceMs) {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("trial-worker.mjs", import.meta.url), { workerData: { bundle, file }, stdout: true, stderr: true });
    const end = (/** @type {string | undefined} */ killer) => {
      clearTimeout(timer);
      resolve(killer);
      void worker.terminate();
    };
    const timer = setTimeout(() => end("it does not end"), patienceMs);
    worker.once("message", end);
    worker.once("error", (error) => end(`it throws: ${String(error)}`));
  });
}
