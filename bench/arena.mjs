/** `npm run bench:arena`: the arenas beside what one would use without them: time, time of the collector, worst pause. */

import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { PerformanceObserver } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { SlotMap, TypedArena } from "freehold";
import { median } from "./statistics.mjs";

const nodes = 1_000_000;
const turns = 2_000_000;
const rounds = 5;

/** @typedef {{ readonly name: string, readonly ms: number, readonly collecting: number, readonly pause: number }} Result */

/** A node of a tree, as one writes it: the first way to hold a million of them is to hold the root. */
// oxlint-disable-next-line typescript/no-extraneous-class -- What is measured is an instance with fields.
class TreeNode {
  /** @param {number} value */
  constructor(value) {
    this.value = value;
    /** @type {TreeNode | undefined} */
    this.left = undefined;
    /** @type {TreeNode | undefined} */
    this.right = undefined;
  }
}

/** Each is a function of its own that returns the worst single step, in milliseconds. */
const cases = {
  "tree in a TypedArena": () => {
    const arena = TypedArena.new();
    const worst = growTree((value) => arena.alloc(new TreeNode(value)));
    return Math.max(
      worst,
      timeOf(() => arena[Symbol.dispose]()),
    );
  },
  "tree in an array": () => {
    /** @type {TreeNode[]} */
    const all = [];
    const worst = growTree((value) => {
      const node = new TreeNode(value);
      all.push(node);
      return node;
    });
    return Math.max(
      worst,
      timeOf(() => void (all.length = 0)),
    );
  },
  "tree of plain objects": () => growTree((value) => new TreeNode(value)),
  "churn in a SlotMap": () => {
    const map = SlotMap.new();
    /** @type {import("freehold").SlotKey<unknown>[]} */
    const keys = [];
    for (let index = 0; index < nodes; index++) keys.push(map.insert(index));
    const worst = churn((turn, at) => {
      map.remove(/** @type {import("freehold").SlotKey<unknown>} */ (keys[at]));
      keys[at] = map.insert(turn);
    });
    return Math.max(
      worst,
      timeOf(() => map[Symbol.dispose]()),
    );
  },
  "churn in a Map": () => {
    /** @type {Map<number, number>} */
    const map = new Map();
    /** @type {number[]} */
    const keys = [];
    let next = 0;
    for (; next < nodes; next++) {
      map.set(next, next);
      keys.push(next);
    }
    const worst = churn((turn, at) => {
      map.delete(/** @type {number} */ (keys[at]));
      map.set(next, turn);
      keys[at] = next++;
    });
    return Math.max(
      worst,
      timeOf(() => map.clear()),
    );
  },
  "churn of plain objects": () => {
    /** @type {{ value: number }[]} */
    const all = [];
    for (let index = 0; index < nodes; index++) all.push({ value: index });
    return churn((turn, at) => void (all[at] = { value: turn }));
  },
};

await main(process.argv[2]);

/** @param {string | undefined} only the case to measure: each has a process of its own, so that none inherits another's heap */
async function main(only) {
  if (only !== undefined) {
    console.log(JSON.stringify(await measured(/** @type {keyof typeof cases} */ (only))));
    return;
  }
  console.log(
    `${cpus()[0]?.model ?? "unknown"}, Node ${process.version}; medians of ${rounds} processes; ${nodes} live, ${turns} turns of churn\n`,
  );
  console.log("                          time ms   collector ms   worst pause ms");
  const names = /** @type {(keyof typeof cases)[]} */ (Object.keys(cases));
  /** @type {Map<string, Result[]>} */
  const results = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) for (const name of names) results.get(name)?.push(inOwnProcess(name));
  for (const [name, each] of results) {
    const [ms, collecting, pause] = [each.map((one) => one.ms), each.map((one) => one.collecting), each.map((one) => one.pause)].map(
      (list) => median(list),
    );
    console.log(`${name.padEnd(24)}${cell(ms, 9)}${cell(collecting, 15)}${cell(pause, 17)}`);
  }
}

/**
 * @param {string} name
 * @returns {Result}
 */
function inOwnProcess(name) {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), name], { encoding: "utf8" });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout);
}

/**
 * @param {keyof typeof cases} name
 * @returns {Promise<Result>}
 */
async function measured(name) {
  /** @type {number[]} */
  const collections = [];
  const observer = new PerformanceObserver((list) => collections.push(...list.getEntries().map((entry) => entry.duration)));
  observer.observe({ entryTypes: ["gc"] });
  const began = performance.now();
  const worst = cases[name]();
  const ms = performance.now() - began;
  await setTimeout(10);
  observer.disconnect();
  return { name, ms, collecting: collections.reduce((sum, each) => sum + each, 0), pause: Math.max(worst, ...collections) };
}

/**
 * A tree by breadth, so that each node is linked after it was made.
 * @param {(value: number) => TreeNode} make
 */
function growTree(make) {
  const waiting = [make(0)];
  let worst = 0;
  for (let at = 0; 2 * at < nodes; at += 1000) {
    const step = () => {
      for (let index = at; index < at + 1000 && 2 * index + 2 < nodes; index++) {
        const parent = /** @type {TreeNode} */ (waiting[index]);
        waiting.push((parent.left = make(2 * index + 1)), (parent.right = make(2 * index + 2)));
      }
    };
    worst = Math.max(worst, timeOf(step));
  }
  return worst;
}

/** @param {(turn: number, at: number) => void} replace */
function churn(replace) {
  let worst = 0;
  let at = 1;
  for (let turn = 0; turn < turns; turn += 1000) {
    const step = () => {
      for (let index = turn; index < turn + 1000; index++) {
        // A fixed pseudo-random order, the same for all.
        at = (Math.imul(at, 1_664_525) + 1_013_904_223) >>> 0;
        replace(index, at % nodes);
      }
    };
    worst = Math.max(worst, timeOf(step));
  }
  return worst;
}

/** @param {() => void} step */
function timeOf(step) {
  const began = performance.now();
  step();
  return performance.now() - began;
}

/**
 * @param {number | undefined} value
 * @param {number} width
 */
function cell(value, width) {
  return (value ?? 0).toFixed(1).padStart(width);
}
