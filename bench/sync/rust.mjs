/** The Rust twins of the cases: one process that runs what it is asked to, so that rounds of both languages alternate. */

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { cache } from "./peers.mjs";

/** @typedef {(name: string) => import("./section.mjs").Case | import("./section.mjs").Absent} RustCases  By the name that `sync.rs` knows. */

/** @returns {{ readonly caseOf: RustCases, end(): void }} */
export function startRust() {
  const program = join(cache, "sync");
  mkdirSync(cache, { recursive: true });
  const rustc = spawnSync("rustc", ["-O", "--edition", "2021", "-o", program, join(import.meta.dirname, "sync.rs")], { stdio: "inherit" });
  if (rustc.status !== 0) return { caseOf: () => ({ absent: "no rustc" }), end() {} };
  const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    caseOf: (name) => async () => {
      child.stdin.write(`${name}\n`);
      return Number((await answers.next()).value);
    },
    end: () => child.stdin.end(),
  };
}
