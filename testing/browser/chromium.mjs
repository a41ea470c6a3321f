/** The Chromium of this machine, without a window. None is ever fetched. */

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** `undefined` when there is none. */
export function findChromium() {
  const named = process.env["FREEHOLD_CHROMIUM"];
  if (named !== undefined) return named;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));
}

/**
 * Opens the page. `close` ends the browser and forgets what it has stored.
 * @param {string} program
 * @param {string} url
 */
export function openPage(program, url) {
  const profile = mkdtempSync(join(tmpdir(), "freehold-chromium-"));
  const flags = [
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--enable-logging=stderr",
    `--user-data-dir=${profile}`,
  ];
  // Root may not use its sandbox; what is opened is ours.
  if (process.getuid?.() === 0) flags.push("--no-sandbox");
  const child = spawn(program, [...flags, url], { stdio: ["ignore", "ignore", "pipe"], detached: true });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    said = (said + text).slice(-2000);
  });
  const ended = new Promise((resolve) => void child.once("exit", resolve));
  return {
    /** Resolves with its last words when it ends by itself. */
    ended: ended.then(() => said),
    close: async () => {
      // Its processes are a group.
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
