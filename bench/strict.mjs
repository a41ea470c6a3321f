/**
 * `npm run bench:strict`: what the strict rules cost, on 10,000 lines of generated code that obeys them: `tsc --noEmit`, a check of the same
 * files without the directive, and one with it, of all processes together.
 */

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure } from "./measure.mjs";
import { median, spread } from "./statistics.mjs";

const root = join(import.meta.dirname, "..");

// By a computed path: what the build makes is there when this runs, and not yet when it is typed.
const parity = new URL("../testing/rust-parity/dist/", import.meta.url).href;
/** @type {typeof import("../testing/rust-parity/src/checker.ts")} */
const { layOut } = await import(`${parity}checker.js`);
/** @type {typeof import("../testing/rust-parity/src/generate/generate.ts")} */
const { generate } = await import(`${parity}generate/generate.js`);
/** @type {typeof import("../testing/rust-parity/src/judge.ts")} */
const { verdictsOfChecker } = await import(`${parity}judge.js`);
/** @type {typeof import("../testing/rust-parity/src/print-typescript.ts")} */
const { printTypeScript } = await import(`${parity}print-typescript.js`);

const mostLines = 10_000;
const linesInFile = 1000;

/** Odd, so that the median is a run that happened. */
const rounds = 7;

const check = [process.execPath, join(root, "packages/cli/bin/freehold.js"), "check", ".", "--format", "json", "--max", "0", "--no-cache"];

/** @type {readonly { name: "tsc" | "gradual" | "strict", command: readonly string[], folder: "gradual" | "strict" }[]} */
const tools = [
  { name: "tsc", command: [process.execPath, join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", "."], folder: "strict" },
  { name: "gradual", command: check, folder: "gradual" },
  { name: "strict", command: check, folder: "strict" },
];

const folder = await mkdtemp(join(tmpdir(), "freehold-strict-"));
try {
  await main();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function main() {
  const texts = await strictFiles();
  layOut(join(folder, "strict"), texts);
  layOut(
    join(folder, "gradual"),
    texts.map((text) => text.replace('"use freehold";\n', "")),
  );
  console.log(`${texts.length} files, ${texts.join("").split("\n").length} lines; ${rounds} interleaved rounds after one to warm up\n`);
  /** @type {Record<"tsc" | "gradual" | "strict", number[]>} */
  const seconds = { tsc: [], gradual: [], strict: [] };
  for (let round = 0; round <= rounds; round++) {
    for (const tool of tools) {
      const run = await measure(tool.command, join(folder, tool.folder));
      if (tool.name !== "tsc" && run.code !== 0) throw new Error(`${tool.name} ended with ${run.code}\n${run.stdout}${run.stderr}`);
      if (round > 0) seconds[tool.name].push(run.seconds);
    }
  }
  for (const { name } of tools) console.log(`  ${name.padEnd(10)}${spread(seconds[name], 2)} s`);
  console.log(`\n  strict beside gradual  ${(median(seconds.strict) / median(seconds.gradual)).toFixed(2)}`);
  console.log(`  strict beside tsc      ${(median(seconds.strict) / median(seconds.tsc)).toFixed(2)}`);
}

/** Generated functions that the checker accepts, behind the classes that they use. */
async function strictFiles() {
  const prelude = await readFile(join(root, "testing/rust-parity/prelude.ts"), "utf8");
  const programs = Array.from({ length: 1500 }, (_, seed) => generate(seed));
  const told = verdictsOfChecker(programs);
  const functions = programs
    .filter((_, index) => told[index]?.length === 0)
    .map((program, index) => `${printTypeScript(program, `f${index}`)}\n`);
  const files = [];
  for (let lines = 0; lines < mostLines && functions.length > 0;) {
    let text = prelude;
    while (linesOf(text) < linesInFile && functions.length > 0) text += functions.shift();
    files.push(text);
    lines += linesOf(text);
  }
  return files;
}

/** @param {string} text */
function linesOf(text) {
  return text.split("\n").length;
}
