/** A lock that nobody else wants: take it, add to the number, give it back. */

import { Mutex } from "freehold";
import { withPeer } from "./peers.mjs";

/** Short, so that most rounds are not interrupted. */
const turns = 5000;

/**
 * @param {ReturnType<typeof import("./rust.mjs").startRust>} rust
 * @returns {Promise<import("./section.mjs").Section>}
 */
export async function uncontended(rust) {
  return {
    title: "lock, add, unlock; nobody else wants it",
    unit: "ns",
    digits: 1,
    rounds: 101,
    cases: {
      freehold: guard(),
      "freehold, `with`": within(),
      multithreading: await withPeer("multithreading", multithreading),
      "async-mutex": await withPeer("async-mutex", asyncMutex),
      Rust: rust.caseOf("uncontended"),
    },
    goals: [
      {
        of: "freehold",
        beside: "Rust",
        bound: "at most",
        ratio: 2.5,
        otherwise: "The guard is an object, and each atomic operation a call.",
      },
      {
        of: "freehold",
        beside: "multithreading",
        bound: "at most",
        ratio: 0.01,
        otherwise: "It takes one to two microseconds; ours would have to take what the two atomic operations do.",
      },
    ],
  };
}

function guard() {
  const mutex = Mutex.new(0);
  return timed(() => {
    for (let turn = 0; turn < turns; turn++) {
      const held = mutex.lock();
      held.value += 1;
      held[Symbol.dispose]();
    }
  });
}

function within() {
  const mutex = Mutex.new(0);
  return timed(() => {
    for (let turn = 0; turn < turns; turn++) {
      mutex.with((content) => {
        content.value += 1;
      });
    }
  });
}

/** @param {any} module */
function multithreading({ Mutex, SharedJsonBuffer }) {
  const mutex = new Mutex(new SharedJsonBuffer({ count: 0 }));
  return timed(() => {
    for (let turn = 0; turn < turns; turn++) {
      const guard = mutex.blockingLock();
      guard.value.count += 1;
      guard[Symbol.dispose]();
    }
  });
}

/**
 * It locks among the tasks of one thread only.
 * @param {any} module
 */
function asyncMutex({ Mutex }) {
  const mutex = new Mutex();
  let value = 0;
  return timed(async () => {
    for (let turn = 0; turn < turns; turn++) {
      const release = await mutex.acquire();
      value += 1;
      release();
    }
    return value;
  });
}

/**
 * Nanoseconds of one turn.
 * @param {() => unknown} run
 */
function timed(run) {
  return async () => {
    const start = process.hrtime.bigint();
    await run();
    return Number(process.hrtime.bigint() - start) / turns;
  };
}
