/** `npm run mutation:sync`: breaks the runtime's algorithms in small ways, one at a time, and counts which breaks their proofs notice. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { rolldown } from "rolldown";
import { mutantsOf } from "./mutants.mjs";

const usage = `npm run mutation:sync -- [options]

  --only PATTERN   algorithms whose file matches the regular expression
  --require N      exit 1 if fewer than N percent are noticed (95)`;

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A mutant whose proofs take longer does not end. */
const patienceMs = 30_000;

/** At a time. */
const workers = 2;

process.exitCode = await main(process.argv.slice(2));

/** @param {string[]} args */
async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string", default: "" },
      require: { type: "string", default: "95" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.error(usage);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), "freehold-mutation-"));
  try {
    const tried = await tryAll(folder, await algorithms(folder, new RegExp(values.only)));
    console.log(report(tried));
    return tried.filter(({ killer }) => killer !== undefined).length < (Number(values.require) / 100) * tried.length ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The files that have a suite; all of them hold before they are broken.
 *
 * @param {string} folder
 * @param {RegExp} only
 * @returns {Promise<readonly string[]>}
 */
async function algorithms(folder, only) {
  const bundle = await bundled(folder, "whole", undefined);
  /** @type {typeof import("../suites/all.ts")} */
  const { suites } = await import(bundle);
  const files = suites.map(({ file }) => file).filter((file) => only.test(file));
  for (const file of files) {
    const noticed = await killerOf(bundle, file);
    if (noticed !== undefined) throw new Error(`${file} does not hold as it is: ${noticed}`);
  }
  return files;
}

/**
 * @typedef {import("./mutants.mjs").Mutant & { readonly file: string, readonly killer: string | undefined }} Tried
 *
 * @param {string} folder
 * @param {readonly string[]} files
 * @returns {Promise<readonly Tried[]>}
 */
async function tryAll(folder, files) {
  const pending = files.flatMap((file) => mutantsOf(readFileSync(join(root, file), "utf8")).map((mutant) => ({ ...mutant, file })));
  /** @type {Tried[]} */
  const tried = [];
  let number = 0;
  const work = async () => {
    for (let mutant = pending[number]; mutant !== undefined; mutant = pending[number]) {
      const name = `mutant-${number}`;
      number += 1;
      tried.push({ ...mutant, killer: await killerOf(await bundled(folder, name, mutant), mutant.file) });
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return tried.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line);
}

/**
 * The proofs, the explorer and the algorithms in one file, one of them changed.
 *
 * @param {string} folder
 * @param {string} name
 * @param {{ readonly file: string, readonly text: string } | undefined} mutant
 */
async function bundled(folder, name, mutant) {
  const entry = "\0proofs.ts";
  const suites = join(root, "testing/schedule/suites");
  const bundle = await rolldown({
    input: entry,
    platform: "node",
    logLevel: "silent",
    resolve: {
      alias: {
        "#atomics": join(root, "testing/schedule/src/atomics.ts"),
        "#checks": join(root, "packages/runtime/src/internal/checks.lean.ts"),
      },
    },
    plugins: [
      {
        name: "mutant",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => {
          if (id === entry)
            return `export * from ${JSON.stringify(join(suites, "all.ts"))}; export * from ${JSON.stringify(join(suites, "check.ts"))};`;
          return mutant !== undefined && id === join(root, mutant.file) ? mutant.text : null;
        },
      },
    ],
  });
  const file = join(folder, `${name}.mjs`);
  await bundle.write({ file, format: "esm" });
  await bundle.close();
  return pathToFileURL(file).href;
}

/**
 * The contract or proof that notices it.
 *
 * @param {string} bundle
 * @param {string} file
 * @returns {Promise<string | undefined>}
 */
function killerOf(bundle, file) {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("trial.mjs", import.meta.url), { workerData: { bundle, file }, stdout: true, stderr: true });
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

/** @param {readonly Tried[]} tried */
function report(tried) {
  const survivors = tried.filter(({ killer }) => killer === undefined);
  const files = [...new Set(tried.map(({ file }) => file))];
  const rows = [...files, "all"].map((name) => {
    const own = tried.filter(({ file }) => name === "all" || file === name);
    const noticed = own.filter(({ killer }) => killer !== undefined).length;
    return `| ${name.replace("packages/runtime/src/", "")} | ${own.length} | ${noticed} | ${((100 * noticed) / own.length).toFixed(1)} % |`;
  });
  const lines = survivors.map(({ file, line, before, after }) => `${file}:${line}  ${oneLine(before)}  ->  ${oneLine(after)}`);
  return ["| algorithm | mutants | noticed | |", "|---|---|---|---|", ...rows, "", `Survivors: ${survivors.length}`, ...lines].join("\n");
}

/** @param {string} text */
function oneLine(text) {
  return text.replaceAll(/\s+/g, " ");
}
