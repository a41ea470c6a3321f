/** A small task for a thread that is there already, one after the other: give it, run it, have its result. */

import { Pool } from "freehold";
import { withPeer } from "./peers.mjs";

const turns = 2000;

/** @returns {Promise<import("./section.mjs").Section>} */
export async function dispatch() {
  const pool = Pool.new({ size: 1 });
  return {
    title: "a warm thread adds one to a number",
    unit: "µs",
    digits: 2,
    rounds: 15,
    cases: {
      "freehold, `await run`": timed(async (n) => pool.run((n) => n + 1, n)),
      "freehold, `runSync`": timed((n) => pool.runSync((n) => n + 1, n)),
      piscina: await withPeer("piscina", piscina),
    },
    goals: [
      {
        of: "freehold, `await run`",
        beside: 5,
        bound: "at most",
        ratio: 1,
        otherwise: "Giving and taking spin: what else runs on the cores of both threads is in the figure.",
      },
      { of: "freehold, `await run`", beside: "piscina", bound: "at most", ratio: 0.1, otherwise: "" },
    ],
    end: () => pool[Symbol.asyncDispose](),
  };
}

/** @param {any} module */
function piscina({ default: Piscina }) {
  const pool = new Piscina({ filename: new URL("./piscina-task.mjs", import.meta.url).href, minThreads: 1, maxThreads: 1 });
  return timed((n) => pool.run(n));
}

/**
 * Microseconds of one turn.
 * @param {(n: number) => unknown} run
 */
function timed(run) {
  return async () => {
    const start = process.hrtime.bigint();
    for (let turn = 0; turn < turns; turn++) await run(turn);
    return Number(process.hrtime.bigint() - start) / turns / 1000;
  };
}
