/** `npm run bench:sync`: locks beside their peers on npm and Rust. */

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { Barrier, Mutex } from "freehold";
import { shareableOf } from "../packages/runtime/dist/internal/shareable.js";
import { shareable } from "../packages/runtime/dist/internal/shared-memory.js";
import { spread } from "./statistics.mjs";

const cache = join(import.meta.dirname, "../.cache/bench");

/** Pinned, so that a ratio means the same tomorrow; fetched into the cache, since only this script needs them. */
const peers = { "async-mutex": "0.5.0", multithreading: "0.3.52" };

const rounds = 9;
const warmUps = 3;
const turns = 200_000;
const contendedTurns = 1_000_000;

await main();

async function main() {
  console.log(`${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}; medians of ${rounds} interleaved rounds\n`);
  const rust = rustTimes();
  const cases = { freehold: freeholdGuard(), "freehold, `with`": freeholdWith(), ...(await peerCases()) };
  const times = await interleaved(cases);
  console.log("lock, add, unlock; nobody else wants it                     ns");
  for (const [name, results] of Object.entries(times)) console.log(`  ${name.padEnd(40)}${spread(results, 1).padStart(24)}`);
  const contended = [];
  for (let round = 0; round < 5; round++) contended.push(await contendedRate());
  if (rust.uncontended !== undefined) console.log(`  ${"Rust, -O".padEnd(40)}${rust.uncontended.toFixed(1).padStart(24)}`);
  console.log("\ntwo threads, a tenth of a microsecond outside               million sections a second");
  console.log(`  ${"freehold".padEnd(40)}${spread(contended, 2).padStart(24)}`);
  if (rust.contended !== undefined) console.log(`  ${"Rust, -O".padEnd(40)}${rust.contended.toFixed(2).padStart(24)}`);
}

function freeholdGuard() {
  const mutex = Mutex.new(0);
  return () => {
    for (let turn = 0; turn < turns; turn++) {
      const guard = mutex.lock();
      guard.value += 1;
      guard[Symbol.dispose]();
    }
  };
}

function freeholdWith() {
  const mutex = Mutex.new(0);
  return () => {
    for (let turn = 0; turn < turns; turn++) {
      mutex.with((content) => {
        content.value += 1;
      });
    }
  };
}

/** @returns {Promise<Record<string, () => unknown>>} */
async function peerCases() {
  mkdirSync(join(cache, "sync-peers"), { recursive: true });
  const wanted = Object.entries(peers).map(([name, version]) => `${name}@${version}`);
  const npm = spawnSync("npm", ["install", "--no-save", "--prefix", join(cache, "sync-peers"), ...wanted], {
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.log("The peers on npm are not compared: they could not be fetched\n");
    return {};
  }
  return { ...(await asyncMutex()), ...(await multithreading()) };
}

/** @param {string} name */
function load(name) {
  const require = createRequire(join(cache, "sync-peers/package.json"));
  return import(pathToFileURL(require.resolve(name)).href);
}

/** It locks among the tasks of one thread only. */
async function asyncMutex() {
  const { Mutex } = await load("async-mutex");
  const mutex = new Mutex();
  let value = 0;
  const run = async () => {
    for (let turn = 0; turn < turns; turn++) {
      const release = await mutex.acquire();
      value += 1;
      release();
    }
    return value;
  };
  return { "async-mutex": run };
}

async function multithreading() {
  try {
    const { Mutex, SharedJsonBuffer } = await load("multithreading");
    const mutex = new Mutex(new SharedJsonBuffer({ count: 0 }));
    const guard = mutex.blockingLock();
    guard[Symbol.dispose]();
    return {
      multithreading: () => {
        for (let turn = 0; turn < turns; turn++) mutex.blockingLock()[Symbol.dispose]();
      },
    };
  } catch (error) {
    console.log(`\`multithreading\` is not compared: ${error instanceof Error ? error.message.split("\n")[0] : "it does not load here"}\n`);
    return {};
  }
}

/**
 * Each round runs every case once: what slows the machine down slows all of them.
 * @param {Record<string, () => unknown>} cases
 */
async function interleaved(cases) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; round++) {
    for (const [name, run] of Object.entries(cases)) {
      const start = process.hrtime.bigint();
      await run();
      if (round >= 0) times[name]?.push(Number(process.hrtime.bigint() - start) / turns);
    }
  }
  return times;
}

/** Both begin together, and say when they have ended. */
async function contendedRate() {
  const handles = [Mutex.new(0), Barrier.new(2)];
  const results = await Promise.all([0, 1].map(() => runWorker(handles)));
  for (const handle of handles) handle[Symbol.dispose]();
  const start = results.reduce((least, result) => (result.start < least ? result.start : least), results[0]?.start ?? 0n);
  const end = results.reduce((most, result) => (result.end > most ? result.end : most), 0n);
  return (2 * contendedTurns * 1000) / Number(end - start);
}

/**
 * @param {readonly object[]} handles
 * @returns {Promise<{ start: bigint, end: bigint }>}
 */
function runWorker(handles) {
  const sent = handles.map((handle) => {
    const kind = shareableOf(handle);
    return { tag: kind?.tag, data: kind?.toWire(handle) };
  });
  const worker = new Worker(new URL("./sync-worker.mjs", import.meta.url), {
    workerData: { memory: shareable(), sent, turns: contendedTurns },
  });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/**
 * Compiled here; empty where there is no `rustc`.
 * @returns {{ uncontended?: number, contended?: number }}
 */
function rustTimes() {
  const program = join(cache, "sync");
  mkdirSync(cache, { recursive: true });
  const rustc = spawnSync("rustc", ["-O", "--edition", "2021", "-o", program, join(import.meta.dirname, "sync.rs")]);
  if (rustc.status !== 0) console.log("Rust is not compared: no rustc\n");
  return rustc.status === 0 ? JSON.parse(execFileSync(program, { encoding: "utf8" })) : {};
}
