/** Installs the dependencies when, and only when, what is installed differs from the lockfile. Needs nothing but Node and npm. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { exitCode, root } from "./command.mjs";

/**
 * @typedef {{ readonly version?: string, readonly integrity?: string, readonly resolved?: string, readonly link?: boolean, readonly optional?: boolean }} LockedPackage
 * @typedef {{ readonly packages: Readonly<Record<string, LockedPackage>> }} Lockfile
 */

/** Gives npm's exit code; 0 when there was nothing to do. */
export function installWhatIsMissing() {
  const upToDate = isInstalled(readLockfile("package-lock.json"), readLockfile("node_modules/.package-lock.json"));
  return upToDate ? 0 : install();
}

/**
 * Whether npm's own record of the tree has every package of the lockfile; packages for other systems may be absent.
 * @param {Lockfile} wanted
 * @param {Lockfile} installed
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted.packages)
    .filter(([path, entry]) => path.startsWith("node_modules/") && entry.optional !== true)
    .every(([path, entry]) => {
      const found = installed.packages[path];
      return (
        found !== undefined && found.version === entry.version && found.integrity === entry.integrity && found.resolved === entry.resolved
      );
    });
}

/**
 * @param {string} path
 * @returns {Lockfile}
 */
function readLockfile(path) {
  const file = join(root, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { packages: {} };
}

/** Not `npm ci`: that refuses a lockfile which lacks the packages of other systems, as registries without them make it. */
function install() {
  console.log("Installing …");
  // npm is a script with a wrapper on Windows, which only a shell starts.
  const child = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  return exitCode(child);
}
