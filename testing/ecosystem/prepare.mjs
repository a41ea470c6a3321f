/** Fetches one pinned package and what its sources import, and lays them out so that TypeScript can resolve most of it. */

import { createHash } from "node:crypto";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * One entry of `packages.json`.
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string} integrity  Of the tarball, as the registry prints it.
 * @property {string} idioms  Why it is here.
 * @property {string[]} sources  Folders of TypeScript sources in the tarball.
 * @property {Record<string, string>} install  What the sources import beyond the package's own dependencies.
 * @property {Record<string, unknown>} compilerOptions
 */

/**
 * @typedef {object} Prepared
 * @property {string} project  The folder that holds `tsconfig.json`.
 * @property {number} files
 * @property {number} lines  Comments and blank lines included, declaration files not.
 */

const layoutVersion = 1;

/**
 * The folder's name carries everything it was made from, so a changed entry is a new folder and a complete one is never touched.
 * @param {Package} entry
 * @param {string} resolvedBefore  Dependencies are resolved as the registry stood on this day.
 * @param {string} cache
 * @returns {Promise<Prepared>}
 */
export async function prepare(entry, resolvedBefore, cache) {
  const folder = join(cache, `${fileNameOf(entry)}-${entry.version}-${keyOf(entry, resolvedBefore)}`);
  if (!existsSync(folder)) await fill(folder, entry, resolvedBefore, cache);
  const project = join(folder, "source");
  const texts = await sourceTexts(entry.sources.map((source) => join(project, source)));
  return { project, files: texts.length, lines: texts.reduce((sum, text) => sum + text.split("\n").length, 0) };
}

/**
 * `@grpc/grpc-js` is `grpc-grpc-js` among files, as npm names its tarballs.
 * @param {Package} entry
 */
export function fileNameOf(entry) {
  return entry.name.replace("@", "").replace("/", "-");
}

/**
 * @param {Package} entry
 * @param {string} resolvedBefore
 */
function keyOf(entry, resolvedBefore) {
  const { integrity, sources, install, compilerOptions } = entry;
  const text = JSON.stringify({ layoutVersion, resolvedBefore, integrity, sources, install, compilerOptions });
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/**
 * Fills a folder beside the final one and renames it, so that an interrupted run leaves nothing that looks complete.
 * @param {string} folder
 * @param {Package} entry
 * @param {string} resolvedBefore
 * @param {string} cache
 */
async function fill(folder, entry, resolvedBefore, cache) {
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, "filling-"));
  try {
    const project = join(work, "source");
    await unpack(entry, work, project);
    const manifest = JSON.parse(await readFile(join(project, "package.json"), "utf8"));
    await installDependencies({ ...manifest.dependencies, ...entry.install }, resolvedBefore, work);
    await writeFile(join(project, "tsconfig.json"), JSON.stringify(tsconfigOf(entry), null, 2));
    await rename(work, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * @param {Package} entry
 * @param {string} work
 * @param {string} project
 */
async function unpack(entry, work, project) {
  const parameters = ["pack", `${entry.name}@${entry.version}`, "--json", "--ignore-scripts", "--pack-destination", work];
  // It lists every file of the package.
  const { stdout } = await run("npm", parameters, { maxBuffer: 1 << 26 });
  const tarball = join(work, JSON.parse(stdout)[0].filename);
  const integrity = `sha512-${createHash("sha512")
    .update(await readFile(tarball))
    .digest("base64")}`;
  if (integrity !== entry.integrity) {
    throw new Error(`${entry.name}@${entry.version} has integrity ${integrity}, packages.json says ${entry.integrity}`);
  }
  await mkdir(project);
  await run("tar", ["-xzf", tarball, "-C", project, "--strip-components=1"]);
  await rm(tarball);
}

/**
 * The dependencies stand above the sources, where both the package itself and its neighbours resolve them.
 * @param {Record<string, string>} dependencies
 * @param {string} resolvedBefore
 * @param {string} work
 */
async function installDependencies(dependencies, resolvedBefore, work) {
  await writeFile(join(work, "package.json"), JSON.stringify({ private: true, dependencies }, null, 2));
  const flags = ["--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund", "--loglevel=error", `--before=${resolvedBefore}`];
  await run("npm", ["install", ...flags], { cwd: work, maxBuffer: 1 << 26 });
}

/** @param {Package} entry */
function tsconfigOf(entry) {
  const compilerOptions = { target: "ESNext", strict: true, noEmit: true, skipLibCheck: true, types: ["node"], ...entry.compilerOptions };
  return { compilerOptions, include: entry.sources };
}

/**
 * @param {string[]} folders
 * @returns {Promise<string[]>}
 */
async function sourceTexts(folders) {
  const listings = await Promise.all(folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })));
  const paths = listings.flat().filter((found) => found.isFile() && /(?<!\.d)\.[mc]?tsx?$/.test(found.name));
  return Promise.all(paths.map((found) => readFile(join(found.parentPath, found.name), "utf8")));
}
