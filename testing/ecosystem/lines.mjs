/** Reads files that hold one JSON value a line. */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

/**
 * @template Line
 * @param {string} path  A file that is not there holds nothing.
 * @returns {Promise<Line[]>}
 */
export async function readLines(path) {
  if (!existsSync(path)) return [];
  const text = await readFile(path, "utf8");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
