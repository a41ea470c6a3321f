/** Packages on npm that do the same. */

import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const cache = join(import.meta.dirname, "../../.cache/bench");

/** Pinned, so that a ratio means the same tomorrow; fetched into the cache, since only this script needs them. */
const peers = { "async-mutex": "0.5.0", multithreading: "0.3.52", piscina: "5.3.2", "ringbuf.js": "0.4.0" };

const home = join(cache, "sync-peers");

export function fetchPeers() {
  mkdirSync(home, { recursive: true });
  const wanted = Object.entries(peers).map(([name, version]) => `${name}@${version}`);
  spawnSync("npm", ["install", "--no-save", "--prefix", home, ...wanted], { shell: process.platform === "win32" });
}

/**
 * What `make` makes of a peer; why not, where it does not load.
 * @template T
 * @param {keyof typeof peers} name
 * @param {(module: any) => T} make
 * @returns {Promise<T | import("./section.mjs").Absent>}
 */
export async function withPeer(name, make) {
  try {
    return make(await load(name));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return { absent: `does not load on Node ${process.version} (${reason})` };
  }
}

/**
 * @param {keyof typeof peers} name
 * @returns {Promise<any>}
 */
export function load(name) {
  const require = createRequire(join(home, "package.json"));
  return import(pathToFileURL(require.resolve(name)).href);
}
