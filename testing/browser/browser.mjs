/** `npm run test:browser`: the runtime's suite in headless Chromium, in a page and in a thread of that page. */

import { mkdirSync, readdirSync, readFileSync, rmSync, cpSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { rolldown } from "rolldown";
import { root } from "../../tasks/command.mjs";
import { findChromium, openPage } from "./chromium.mjs";
import { serve } from "./server.mjs";

const folder = join(root, ".cache/browser");
const suite = join(root, "packages/runtime/test");
const page = join(import.meta.dirname, "page");

/** They need Node, or start threads in modules that import the package by its name, which no browser can without a bundler. */
const needsMore = /(?:from|URL\()\s*"(?:node:|fast-check"|vite"|\.\/threads\.ts|\.\/start\.ts|\.\/counting|sync\/)/;

/** In a hurry or not: a hang is told. */
const patienceMs = 15 * 60_000;

process.exitCode = await testBrowser();

async function testBrowser() {
  const program = findChromium();
  if (program === undefined) {
    console.log("skipped: no Chromium on this machine. Install Debian's `chromium`, or name one by FREEHOLD_CHROMIUM");
    return 0;
  }
  await buildPage();
  const reports = await reportsOf(program);
  const { version } = JSON.parse(readFileSync(join(root, "packages/runtime/package.json"), "utf8"));
  console.log(`freehold ${version} in ${program}`);
  const hold = reports.map(printReport);
  return hold.length === 3 && hold.every(Boolean) ? 0 : 1;
}

/** All that a page can load. */
function suiteFiles() {
  return readdirSync(suite, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts") && !needsMore.test(readFileSync(join(suite, name), "utf8")))
    .toSorted();
}

async function buildPage() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const list = suiteFiles().map((name) => `${JSON.stringify(name)}: () => import(${JSON.stringify(join(suite, name))}),`);
  const runner = createRequire(createRequire(import.meta.url).resolve("vitest/package.json"));
  const bundle = await rolldown({
    input: { page: join(page, "page.mjs"), run: join(page, "run.mjs"), worker: join(root, "packages/runtime/src/thread/worker.ts") },
    platform: "browser",
    logLevel: "warn",
    // The suite lies in a package whose modules do nothing by themselves; its own do.
    treeshake: { moduleSideEffects: (id) => id.startsWith(suite) },
    preserveEntrySignatures: "strict",
    resolve: {
      conditionNames: ["source", "import"],
      alias: { vitest: join(page, "vitest.mjs"), "@vitest/expect": runner.resolve("@vitest/expect") },
    },
    plugins: [
      {
        name: "files",
        resolveId: (id) => (id === "virtual:files" ? id : undefined),
        load: (id) => (id === "virtual:files" ? `export const files = {\n${list.join("\n")}\n};` : undefined),
      },
    ],
  });
  await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].js", chunkFileNames: nameOfChunk });
  await bundle.close();
  cpSync(join(page, "index.html"), join(folder, "index.html"));
  // What threads run by a module's name lies beside the files that name it, as it would for a user.
  for (const name of readdirSync(suite, { recursive: true, encoding: "utf8" })) {
    if (name.endsWith(".mjs")) cpSync(join(suite, name), join(folder, name));
  }
}

/**
 * Files of the suite keep their folders, since URLs in them are relative; all else lies beside the file that threads begin in.
 * @param {import("rolldown").PreRenderedChunk} chunk
 */
function nameOfChunk({ moduleIds }) {
  const own = moduleIds.findLast((id) => id.startsWith(suite));
  return own === undefined ? "[name].ts.js" : `${relative(suite, own)}.js`;
}

/**
 * @typedef {object} Report
 * @property {string} where
 * @property {readonly import("./page/run.mjs").Verdict[]} verdicts
 */

/**
 * @param {string} program
 * @returns {Promise<readonly Report[]>}
 */
async function reportsOf(program) {
  /** @type {Report[]} */
  const reports = [];
  /** @type {() => void} */
  let end = () => {};
  const told = new Promise((resolve) => {
    end = () => resolve("");
  });
  const server = await serve(folder, readdirSync(folder, { recursive: true, encoding: "utf8" }), (text) => {
    const report = /** @type {Report} */ (JSON.parse(text));
    if (report.where === "end") end();
    else reports.push(report);
  });
  const browser = openPage(program, server.url);
  const timer = setTimeout(end, patienceMs);
  const lastWords = await Promise.race([told, browser.ended]);
  clearTimeout(timer);
  await browser.close();
  server.close();
  if (lastWords !== "") console.log(`Chromium has ended by itself: ${lastWords}`);
  return reports;
}

/**
 * A case that was refused what this thread cannot do may fail: the others say whether the rest is right.
 * @param {Report} report
 */
function printReport({ where, verdicts }) {
  const failed = verdicts.filter(({ failure }) => failure !== undefined);
  const wrong = failed.filter(({ blocks }) => !blocks);
  const counts = [
    `${verdicts.length - failed.length} cases hold`,
    `${failed.length - wrong.length} would block`,
    `${wrong.length} do not hold`,
  ];
  console.log(`${where}: ${counts.join(", ")}`);
  for (const { file, name, failure } of wrong) console.log(`\n  ${file} > ${name}\n    ${failure?.split("\n").slice(0, 6).join("\n    ")}`);
  return wrong.length === 0 && verdicts.length > 0;
}
