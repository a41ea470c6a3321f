/** The second time: an unchanged project, and one edited file while `--watch` runs. */

import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { measure } from "./measure.mjs";

/**
 * Seconds of one run after another that looked at the code, in a copy of the project; and of one edit after another, from the write to the
 * report. Each edit adds a statement to the first function of the largest file, and nothing is found in it.
 * @param {readonly [string, ...string[]]} command  The check, as a process.
 * @param {string} project
 * @param {number} rounds
 */
export async function secondTimes(command, project, rounds) {
  const folder = await mkdtemp(join(tmpdir(), "freehold-bench-"));
  try {
    // Dependencies stand beside the sources.
    await cp(dirname(project), join(folder, "package"), { recursive: true, verbatimSymlinks: true });
    const copy = join(folder, "package", project.slice(dirname(project).length + 1));
    return {
      unchanged: await unchanged(command, copy, rounds, { ...process.env, XDG_CACHE_HOME: join(folder, "cache") }),
      edited: await edited(command, copy, rounds),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * @param {readonly [string, ...string[]]} command
 * @param {string} project
 * @param {number} rounds
 * @param {NodeJS.ProcessEnv} env
 */
async function unchanged(command, project, rounds, env) {
  await measure(command, project, env);
  /** @type {number[]} */
  const seconds = [];
  for (let round = 0; round < rounds; round++) {
    const run = await measure(command, project, env);
    if (!run.stderr.includes("The report was known")) throw new Error(`a second run looked at the code of ${project}\n${run.stderr}`);
    seconds.push(run.seconds);
  }
  return seconds;
}

/**
 * @param {readonly [string, ...string[]]} command
 * @param {string} project
 * @param {number} rounds
 */
async function edited([program, ...parameters], project, rounds) {
  const { file, text } = await largestScript(project);
  const watching = spawn(program, [...parameters, "--watch"], { cwd: project, stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  watching.stderr.setEncoding("utf8").on("data", (chunk) => (told += chunk));
  const end = "Watching for changes";
  const report = async () => {
    while (!told.includes(end)) await new Promise((resolve) => watching.stderr.once("data", resolve));
    told = told.slice(told.indexOf(end) + end.length);
  };
  try {
    // It looks once more when it begins to watch.
    await report();
    await report();
    /** @type {number[]} */
    const seconds = [];
    for (let round = 0; round <= rounds; round++) {
      const began = performance.now();
      await writeFile(file, text.replace(/\) \{\n/, `) {\n  void ${round};\n`));
      await report();
      if (round > 0) seconds.push((performance.now() - began) / 1000);
    }
    return seconds;
  } finally {
    watching.kill();
  }
}

/** @param {string} project */
async function largestScript(project) {
  const names = await readdir(project, { recursive: true });
  const scripts = names.filter((name) => /(?<!\.d)\.ts$/.test(name) && !name.includes("node_modules")).map((name) => join(project, name));
  const texts = await Promise.all(scripts.map(async (file) => ({ file, text: await readFile(file, "utf8") })));
  return texts
    .filter(({ text }) => text.includes(") {\n"))
    .reduce((largest, each) => (each.text.length > largest.text.length ? each : largest));
}
