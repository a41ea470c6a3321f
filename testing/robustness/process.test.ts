/** The command as a process whose reader leaves early, or which is interrupted: it ends at once and says nothing more. */

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { pool, projectWith } from "./project.ts";

const root = resolve(import.meta.dirname, "../..");
const bin = resolve(root, "packages/cli/bin/freehold.js");

/** More than a pipe holds. */
const manyLeaks = Array.from(
  { length: 500 },
  (_, index) => `export async function report${index}() {
  const client = await pool.connect();
  if (Math.random() > 0.5) return null;
  client.release();
}
`,
);

beforeAll(() => {
  const built = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-b", "packages/cli"], { cwd: root, encoding: "utf8" });
  expect(built.stdout).toBe("");
}, 300_000);

test.each([
  { says: "after one line", pipe: "head -1", lines: 1 },
  { says: "at once", pipe: "true", lines: 0 },
])("a reader that leaves $says is no fault, and the exit code stays true", ({ pipe, lines }) => {
  using project = projectWith({ "leaks.ts": [pool, ...manyLeaks].join("") });
  const script = `"$0" "$1" --max 0 | ${pipe}; echo "\${PIPESTATUS[0]}" >&2`;
  const done = spawnSync("bash", ["-c", script, process.execPath, bin], { cwd: project.folder, encoding: "utf8" });
  expect(done).toMatchObject({ status: 0, stderr: "1\n" });
  expect(done.stdout.split("\n").filter((line) => line !== "")).toHaveLength(lines);
});

test("a closed standard output changes neither the exit code nor what is said", () => {
  using project = projectWith({ "leaks.ts": [pool, ...manyLeaks].join("") });
  const done = spawnSync("bash", ["-c", `"$0" "$1" >&-`, process.execPath, bin], { cwd: project.folder, encoding: "utf8" });
  expect(done).toMatchObject({ status: 1, stderr: "" });
});

test.each(["SIGINT", "SIGTERM"] as const)("%s ends the run without a word, and the compiler with it", async (signal) => {
  using project = projectWith({ "leaks.ts": [pool, ...manyLeaks].join("") });
  const child = spawn(process.execPath, [bin], { cwd: project.folder, stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => said.push(text));
  const compiler = await firstChild(child.pid!);
  child.kill(signal);
  expect(await once(child, "close")).toEqual([null, signal]);
  expect(said).toEqual([]);
  for (let tries = 0; tries < 100 && isRunning(compiler); tries++) await sleep(50);
  expect(isRunning(compiler)).toBe(false);
});

async function firstChild(parent: number): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const { stdout } = spawnSync("pgrep", ["-n", "-P", String(parent)], { encoding: "utf8" });
    if (stdout !== "") return Number(stdout);
    await sleep(10);
  }
  throw new Error("The compiler was never started");
}

/** A zombie has ended, and waits for its new parent to notice. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}
