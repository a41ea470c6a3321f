/** When an installation is up to date, decided from lockfiles alone. */

import { expect, test } from "vitest";
import { isInstalled, type LockedPackage, type Lockfile } from "./install.mjs";

const lockfile = (packages: Readonly<Record<string, LockedPackage>>): Lockfile => ({ packages });

const vitest = { version: "4.1.12", integrity: "sha512-a" };

test.for([
  ["the same packages are installed", { "node_modules/vitest": vitest }, { "node_modules/vitest": vitest }, true],
  ["nothing is installed", { "node_modules/vitest": vitest }, {}, false],
  ["another version is installed", { "node_modules/vitest": vitest }, { "node_modules/vitest": { ...vitest, version: "4.1.11" } }, false],
  [
    "the same version has other contents",
    { "node_modules/vitest": vitest },
    { "node_modules/vitest": { ...vitest, integrity: "sha512-b" } },
    false,
  ],
  ["a package for another system is absent", { "node_modules/a-darwin": { ...vitest, optional: true } }, {}, true],
  ["more is installed than is wanted", {}, { "node_modules/vitest": vitest }, true],
  ["a package of the workspace is not linked", { "node_modules/@freehold/mir": { resolved: "packages/mir", link: true } }, {}, false],
  ["the workspace's own entries are no installations", { "": {}, "packages/mir": { version: "0.1.0" } }, {}, true],
] as const)("%s", ([, wanted, installed, upToDate]) => {
  expect(isInstalled(lockfile(wanted), lockfile(installed))).toBe(upToDate);
});
