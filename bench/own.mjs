/** `npm run bench:own`: the lean runtime beside hand-written code, its peers on npm and Rust, and what importing one name costs. */

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as freehold from "freehold";
import { bytesOfEach } from "./own-bytes.mjs";
import { median } from "./statistics.mjs";

const root = join(import.meta.dirname, "..");
const cache = join(root, ".cache/bench");

/** Pinned, so that a ratio means the same tomorrow; fetched into the cache, since only this script needs them. */
const peers = { "@hazae41/box": "4.0.4", "@isograph/reference-counted-pointer": "0.5.2" };

/** Odd, so that the median is a round that happened. */
const rounds = 31;
const warmUps = 3;
const turns = 200_000;

/** What each case adds up is printed at the end: no engine may leave the work out. */
let sum = 0;

/** What one would write without a library: a handle that counts itself out once. */
class CountedHandle {
  /** @param {{ count: number, value: number | undefined }} shared */
  constructor(shared) {
    shared.count += 1;
    this.shared = shared;
    this.live = true;
  }

  get() {
    if (!this.live) throw new Error("used after its end");
    return this.shared.value;
  }

  clone() {
    if (!this.live) throw new Error("used after its end");
    return new CountedHandle(this.shared);
  }

  [Symbol.dispose]() {
    if (!this.live) return;
    this.live = false;
    this.shared.count -= 1;
    if (this.shared.count === 0) this.shared.value = undefined;
  }
}

await main();

async function main() {
  console.log(`${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}; ${rounds} interleaved rounds of ${turns}\n`);
  const { Box, Item, createReferenceCountedPointer } = await loadPeers();
  const rust = rustTimes();
  if (rust.rc === undefined) console.log("Rust is not compared: no rustc\n");
  const firstRc = freehold.Rc.new(1);
  const firstHandle = new CountedHandle({ count: 0, value: 1 });

  report(
    "Rc: clone, get, drop",
    "hand-written counting",
    {
      freehold: rcOfFreehold(),
      "hand-written counting": countedHandle(),
      "a bare counter, no handle": bareCounter(),
      ...(createReferenceCountedPointer && { "@isograph/reference-counted-pointer": isographPointer(createReferenceCountedPointer) }),
    },
    rust.rc,
  );
  report("Rc: clone, get, drop, with 64 handles alive", "hand-written counting", {
    freehold: ring(() => firstRc.clone()),
    "hand-written counting": ring(() => firstHandle.clone()),
  });
  report(
    "RefCell: borrow, read, release",
    "hand-written flag",
    {
      freehold: refCellGuard(),
      "freehold, `with`": refCellWith(),
      "hand-written flag": writtenFlag(),
    },
    rust.refCell,
  );
  report(
    "Box: new, get, drop",
    "hand-written try/finally",
    {
      freehold: boxOfFreehold(),
      "hand-written try/finally": writtenTry(),
      ...(Box && { "@hazae41/box": hazae41Box(Box, Item) }),
    },
    rust.box,
  );

  console.log("bytes of a bundle that imports one name, minified (and gzipped)");
  for (const { name, bytes, gzipped } of await bytesOfEach(Object.keys(freehold))) {
    console.log(`  ${name.padEnd(20)}${String(bytes).padStart(6)}  (${gzipped})`);
  }
  console.log(`\nchecksum ${sum}`);
}

/**
 * @param {string} title
 * @param {string} base the case that the ratios are of
 * @param {Record<string, () => void>} cases
 * @param {number} [rust] nanoseconds
 */
function report(title, base, cases, rust) {
  const times = interleaved(cases);
  if (rust !== undefined) times["Rust, -O"] = [rust];
  const unit = times[base] ?? [];
  console.log(`${title.padEnd(50)}median               best round`);
  for (const [name, rounds] of Object.entries(times)) {
    console.log(`  ${name.padEnd(40)}${compared(median(rounds), median(unit))}  ${compared(Math.min(...rounds), Math.min(...unit))}`);
  }
  console.log("");
}

/**
 * A machine with other work adds to every round, most of all to those that collect garbage; the best round shows the code alone.
 * @param {number} time
 * @param {number} unit
 */
function compared(time, unit) {
  return `${time.toFixed(2).padStart(8)} ns ${(time / unit).toFixed(2).padStart(6)} x`;
}

/**
 * Each round runs every case once: what slows the machine down slows all of them.
 * @param {Record<string, () => void>} cases
 */
function interleaved(cases) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = -warmUps; round < rounds; round++) {
    for (const [name, run] of Object.entries(cases)) {
      const start = process.hrtime.bigint();
      run();
      const nanoseconds = Number(process.hrtime.bigint() - start) / turns;
      if (round >= 0) times[name]?.push(nanoseconds);
    }
  }
  return times;
}

function rcOfFreehold() {
  const rc = freehold.Rc.new(1);
  return () => {
    for (let turn = 0; turn < turns; turn++) {
      const owner = rc.clone();
      sum += owner.get();
      owner[Symbol.dispose]();
    }
  };
}

function countedHandle() {
  const first = new CountedHandle({ count: 0, value: 1 });
  return () => {
    for (let turn = 0; turn < turns; turn++) {
      const handle = first.clone();
      sum += handle.get() ?? 0;
      handle[Symbol.dispose]();
    }
  };
}

/**
 * In the tight loops engines may dissolve a handle that never leaves them; here every one is kept for a while.
 * @param {() => Disposable & { get(): number | undefined }} clone
 */
function ring(clone) {
  const kept = Array.from({ length: 64 }, clone);
  return () => {
    for (let turn = 0; turn < turns; turn++) {
      const handle = clone();
      sum += handle.get() ?? 0;
      kept[turn & 63]?.[Symbol.dispose]();
      kept[turn & 63] = handle;
    }
  };
}

function bareCounter() {
  const shared = { count: 1, value: /** @type {number | undefined} */ (1) };
  return () => {
    for (let turn = 0; turn < turns; turn++) {
      shared.count += 1;
      sum += shared.value ?? 0;
      shared.count -= 1;
      if (shared.count === 0) shared.value = undefined;
    }
  };
}

/** @param {(pair: [number, () => void]) => [any, () => void]} create */
function isographPointer(create) {
  const [pointer] = create([1, () => undefined]);
  return () => {
    for (let turn = 0; turn < turns; turn++) {
      const [clone, end] = pointer.cloneIfNotDisposed();
      sum += clone.getItemIfNotDisposed();
      end();
    }
  };
}

function refCellGuard() {
  const cell = freehold.RefCell.new(1);
  return () => {
    for (let turn = 0; turn < turns; turn++) {
      const guard = cell.borrow();
      try {
        sum += guard.value;
      } finally {
        guard[Symbol.dispose]();
      }
    }
  };
}

function refCellWith() {
  const cell = freehold.RefCell.new(1);
  return () => {
    for (let turn = 0; turn < turns; turn++) sum += cell.with((value) => value);
  };
}

function writtenFlag() {
  const cell = { value: 1, borrows: 0 };
  return () => {
    for (let turn = 0; turn < turns; turn++) {
      if (cell.borrows < 0) throw new Error("already mutably borrowed");
      cell.borrows += 1;
      try {
        sum += cell.value;
      } finally {
        cell.borrows -= 1;
      }
    }
  };
}

function boxOfFreehold() {
  return () => {
    for (let turn = 0; turn < turns; turn++) {
      const box = freehold.Box.new(turn);
      try {
        sum += box.get();
      } finally {
        box[Symbol.dispose]();
      }
    }
  };
}

function writtenTry() {
  return () => {
    for (let turn = 0; turn < turns; turn++) {
      const holder = { value: turn, live: true };
      try {
        if (!holder.live) throw new Error("used after its end");
        sum += holder.value;
      } finally {
        holder.live = false;
      }
    }
  };
}

/**
 * @param {any} Box
 * @param {any} Item
 */
function hazae41Box(Box, Item) {
  return () => {
    for (let turn = 0; turn < turns; turn++) {
      const item = new Item(turn);
      const box = new Box(item, item);
      try {
        sum += box.get().value;
      } finally {
        box[Symbol.dispose]();
      }
    }
  };
}

/** Those that cannot be had are left out, and said so. */
async function loadPeers() {
  mkdirSync(join(cache, "peers"), { recursive: true });
  const wanted = Object.entries(peers).map(([name, version]) => `${name}@${version}`);
  const npm = spawnSync("npm", ["install", "--no-save", "--prefix", join(cache, "peers"), ...wanted], {
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.log("The peers on npm are not compared: they could not be fetched\n");
    return {};
  }
  const require = createRequire(join(cache, "peers/package.json"));
  const load = (/** @type {string} */ name) => import(pathToFileURL(require.resolve(name)).href);
  const { Box } = await load("@hazae41/box");
  const { createReferenceCountedPointer } = await load("@isograph/reference-counted-pointer");
  class Item {
    /** @param {number} value */
    constructor(value) {
      this.value = value;
    }

    [Symbol.dispose]() {}
  }
  return { Box, Item, createReferenceCountedPointer };
}

/**
 * The same three loops in Rust; nothing where rustc is missing.
 * @returns {{ rc?: number, refCell?: number, box?: number }}
 */
function rustTimes() {
  const program = join(cache, "own");
  mkdirSync(cache, { recursive: true });
  const rustc = spawnSync("rustc", ["-O", "--edition", "2021", "-o", program, join(import.meta.dirname, "own.rs")]);
  return rustc.status === 0 ? JSON.parse(execFileSync(program, { encoding: "utf8" })) : {};
}
