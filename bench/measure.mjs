/** Runs one command and says how long it took and how much memory it and its children held together. */

import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";

/**
 * @typedef {object} Measured
 * @property {number | null} code
 * @property {number} seconds  From spawn to exit.
 * @property {number} peakBytes  The largest sum of resident memory of all its processes at one moment; 0 where there is no `/proc`.
 * @property {string} stdout
 * @property {string} stderr
 */

/** Short against a run of half a second, long against the time that one sample takes. */
const samplePeriodInMilliseconds = 10;

/**
 * @param {readonly string[]} command
 * @param {string} cwd
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Measured>}
 */
export async function measure([program = "", ...parameters], cwd, env = process.env) {
  const began = performance.now();
  const child = spawn(program, parameters, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += chunk));
  child.stderr.on("data", (chunk) => (output.stderr += chunk));

  let peakBytes = 0;
  const sampler = setInterval(() => {
    void residentBytes(child.pid).then((bytes) => (peakBytes = Math.max(peakBytes, bytes)));
  }, samplePeriodInMilliseconds);
  try {
    /** @type {number | null} */
    const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
    return { code, seconds: (performance.now() - began) / 1000, peakBytes, ...output };
  } finally {
    clearInterval(sampler);
  }
}

/**
 * Of the process and all below it. A process that ends meanwhile counts nothing.
 * @param {number | undefined} pid
 * @returns {Promise<number>}
 */
async function residentBytes(pid) {
  if (pid === undefined) return 0;
  const [own, children] = await Promise.all([statusBytes(pid), childrenOf(pid)]);
  const below = await Promise.all(children.map(residentBytes));
  return below.reduce((sum, bytes) => sum + bytes, own);
}

/** @param {number} pid */
async function statusBytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

/**
 * A child belongs to the thread that started it.
 * @param {number} pid
 */
async function childrenOf(pid) {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, "utf8").catch(() => "")));
  return lists.flatMap((list) => list.split(" ").filter(Boolean).map(Number));
}
