/** Holds one mutant to the proofs and contracts of its algorithm; runs in a worker, because it may never come back. */

import { parentPort, workerData } from "node:worker_threads";

/** @type {{ readonly bundle: string, readonly file: string }} */
const { bundle, file } = workerData;

/** @type {typeof import("../suites/all.ts") & typeof import("../suites/check.ts")} */
const { suites, checkContract, refute } = await import(bundle);
/** Nearly all that is ever found is found near the start, and a mutant may have states without end. */
const mostStates = 250_000;

parentPort?.postMessage(killer(), []);

/** What notices it. */
function killer() {
  const suite = suites.find((each) => each.file === file);
  for (const contract of suite?.contracts ?? []) if (isBroken(() => checkContract(contract))) return contract.title;
  for (const proof of suite?.proofs ?? []) if (isBroken(() => refute(proof, mostStates))) return proof.title;
  return undefined;
}

/** @param {() => string | undefined} check */
function isBroken(check) {
  try {
    return check() !== undefined;
  } catch {
    return true;
  }
}
