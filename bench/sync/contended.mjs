/** A lock that two threads want all the time, with about a tenth of a microsecond of work in between. */

import { Barrier, Mutex, thread } from "freehold";

const threads = 2;
const turns = 500_000;

/**
 * @param {ReturnType<typeof import("./rust.mjs").startRust>} rust
 * @returns {Promise<import("./section.mjs").Section>}
 */
export async function contended(rust) {
  return {
    title: "two threads, a tenth of a microsecond outside",
    unit: "million sections a second",
    digits: 2,
    rounds: 9,
    cases: { freehold, Rust: rust.caseOf("contended") },
    goals: [{ of: "freehold", beside: "Rust", bound: "at least", ratio: 0.8, otherwise: "" }],
  };
}

/** They begin together, and say when each has ended. */
async function freehold() {
  const mutex = Mutex.new(0);
  const barrier = Barrier.new(threads);
  const contender = new URL("contender.mjs", import.meta.url);
  const handles = Array.from({ length: threads }, () => thread.spawn(contender, "contend", mutex, barrier, turns));
  const joined = await Promise.all(handles.map((handle) => handle.join()));
  const spans = /** @type {readonly { readonly start: bigint, readonly end: bigint }[]} */ (joined);
  for (const handle of [mutex, barrier]) handle[Symbol.dispose]();
  const start = Math.min(...spans.map((span) => Number(span.start)));
  const end = Math.max(...spans.map((span) => Number(span.end)));
  return (threads * turns * 1000) / (end - start);
}
