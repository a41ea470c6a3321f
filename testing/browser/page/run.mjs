/** Runs the files of the suite, one case after the other, and gives what became of each. */

import { isRefusal, refusals } from "./refusals.mjs";
import { files } from "virtual:files";
import { takeFile } from "vitest";

/**
 * @typedef {object} Verdict
 * @property {string} file
 * @property {string} name
 * @property {string | undefined} failure
 * @property {boolean} blocks  It wanted what this thread cannot do.
 */

/** Browsers set no limit to the heap of one worker. */
const elsewhere = "a heap that is full ends the thread alone";

/** What the runner tells a case of itself: the page runs the lean build. */
const context = { task: { file: { projectName: "lean" } } };

/**
 * Exported to a thread too, where blocking is allowed.
 * @returns {Promise<Verdict[]>}
 */
export async function runAll() {
  /** @type {Verdict[]} */
  const verdicts = [];
  for (const [name, load] of Object.entries(files)) {
    await load();
    verdicts.push(...(await runFile(name, takeFile())));
  }
  return verdicts;
}

/**
 * @param {string} file
 * @param {import("./vitest.mjs").File} told
 */
async function runFile(file, { before, after, cases }) {
  /** @type {Verdict[]} */
  const verdicts = [];
  for (const { name, run } of [...before, ...cases, ...after].map(asCase).filter(({ name }) => !name.endsWith(elsewhere))) {
    const refused = refusals();
    const failure = await failureOf(() => run(context));
    verdicts.push({ file, name, failure, blocks: refusals() > refused || isRefusal(failure) });
  }
  return verdicts;
}

/**
 * @param {import("./vitest.mjs").Case | (() => unknown)} given
 * @returns {import("./vitest.mjs").Case}
 */
function asCase(given) {
  return typeof given === "function" ? { name: "around all", run: given } : given;
}

/** Longer than any case takes on a slow machine. */
const patienceMs = 60_000;

/** @param {() => unknown} run */
async function failureOf(run) {
  let timer = 0;
  const tooLong = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("took longer than a minute")), patienceMs);
  });
  try {
    await Promise.race([run(), tooLong]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ""}` : String(error);
  } finally {
    clearTimeout(timer);
  }
}
