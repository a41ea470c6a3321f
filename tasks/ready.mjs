/** `npm test` and `npm run ready`: the one gate. Everything that must hold, one line a step with its time. */

import { runHere, runQuietly } from "./command.mjs";
import { installWhatIsMissing } from "./install.mjs";

/** @typedef {{ readonly name: string, readonly run: () => import("./command.mjs").Outcome }} Step */

/**
 * Nothing after these makes sense when one of them fails.
 * @type {readonly Step[]}
 */
const foundations = [
  { name: "install", run: () => ({ code: installWhatIsMissing(), output: "" }) },
  { name: "build", run: () => runQuietly("build", []) },
];

/**
 * Each is told even when another fails.
 * @type {readonly Step[]}
 */
const checks = [
  { name: "format", run: () => runQuietly("oxfmt", ["--check"]) },
  { name: "lint", run: () => runQuietly("oxlint", ["--deny-warnings"]) },
  { name: "types", run: () => runQuietly("tsc", ["-b"]) },
  { name: "examples", run: () => runQuietly("examples", []) },
];

process.exitCode = ready();

/** The tests come last and speak for themselves, so that their counts are the last thing to be seen. */
function ready() {
  if (!foundations.every(holds)) return 1;
  const failed = checks.filter((step) => !holds(step)).map((step) => step.name);
  const tests = runHere("vitest", ["run"]);
  if (failed.length > 0) console.log(`Not ready: ${failed.join(", ")}; see above`);
  return failed.length === 0 ? tests.code : 1;
}

/** @param {Step} step */
function holds(step) {
  const began = performance.now();
  const outcome = step.run();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${outcome.code === 0 ? "✓" : "✗"} ${step.name.padEnd(8)}${seconds.padStart(6)} s`);
  if (outcome.code !== 0) console.log(outcome.output);
  return outcome.code === 0;
}
