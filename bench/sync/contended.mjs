/** A lock that two threads want all the time, with about a tenth of a microsecond of work in between. */

import { Barrier, channel, Mutex, thread } from "freehold";

const threads = 2;
const turns = 100_000;

const contender = new URL("contender.mjs", import.meta.url);

/**
 * @param {ReturnType<typeof import("./rust.mjs").startRust>} rust
 * @returns {Promise<import("./section.mjs").Section>}
 */
export async function contended(rust) {
  const contenders = startContenders();
  return {
    title: "two threads, a tenth of a microsecond outside",
    unit: "million sections a second",
    digits: 2,
    rounds: 31,
    cases: { freehold: contenders.compete, Rust: rust.caseOf("contended") },
    goals: [
      {
        of: "freehold",
        beside: "Rust",
        bound: "at least",
        ratio: 0.8,
        otherwise:
          "Whoever waits leaves the lock alone for 10 µs, since each look would cost both more than a section: so the figure is what one thread does at a time. Rust's sections overlap.",
      },
    ],
    end: contenders.end,
  };
}

/** The threads live as long as the section: what they run is compiled when it is measured. */
function startContenders() {
  const mutex = Mutex.new(0);
  const barrier = Barrier.new(threads);
  const [spans, receiver] = channel();
  const commands = Array.from({ length: threads }, () => {
    const [command, commanded] = channel();
    thread.spawn(contender, "contend", mutex, barrier, commanded, spans);
    commanded[Symbol.dispose]();
    return command;
  });
  return {
    compete: async () => {
      for (const command of commands) command.send(turns);
      const ends = [];
      while (ends.length < threads) ends.push(await receiver.recvAsync());
      return (threads * turns) / (Math.max(...ends.map(({ end }) => end)) - Math.min(...ends.map(({ start }) => start))) / 1000;
    },
    end: () => {
      for (const handle of [...commands, spans, receiver, mutex, barrier]) handle[Symbol.dispose]();
    },
  };
}
