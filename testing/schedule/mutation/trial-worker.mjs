/** Holds one mutant to the proofs and contracts of its algorithm; in a worker, because it may never come back. */

import { parentPort, workerData } from "node:worker_threads";

/** @type {{ readonly bundle: string, readonly file: string }} */
const { bundle, file } = workerData;

/** @type {typeof import("../suites/all.ts") & typeof import("../suites/check.ts")} */
const { suites, checkContract, search } = await import(bundle);

/** Nearly all that is ever found is found near the start, and a mutant may have states without end: so all proofs look there first. */
const depths = [3_000, 30_000, 250_000];

parentPort?.postMessage(killer(), []);

/** What notices it. */
function killer() {
  const suite = suites.find(({ files }) => files.includes(file));
  for (const contract of suite?.contracts ?? []) if (isBroken(() => checkContract(contract) !== undefined)) return contract.title;
  let left = suite?.proofs ?? [];
  for (const depth of depths) {
    /** @type {(typeof left)[number][]} */
    const unfinished = [];
    for (const proof of left) {
      if (isBroken(() => isRefuted(proof, depth, unfinished))) return proof.title;
    }
    left = unfinished;
  }
  return undefined;
}

/**
 * @param {import("../suites/proof.ts").Proof} proof
 * @param {number} depth
 * @param {import("../suites/proof.ts").Proof[]} unfinished
 */
function isRefuted(proof, depth, unfinished) {
  const { kind } = search(proof, { mostStates: depth });
  if (kind === "unfinished") unfinished.push(proof);
  return kind === "broken";
}

/** @param {() => boolean} check */
function isBroken(check) {
  try {
    return check();
  } catch {
    return true;
  }
}
