/** `packages/models/strict` as data: what the checker would read off its files, were they of the program that it checks. */

import { join } from "node:path";
import { loadProgram } from "@freehold/frontend/loader";
import { root } from "./command.mjs";

export function strictDeclarations() {
  const { program } = loadProgram({ cwd: join(root, "packages/models/strict"), paths: ["freehold.ts", "threads.ts"], names: [] });
  const files = program.files.flatMap(({ strict }) => (strict === undefined ? [] : [strict]));
  if (files.length !== 2) throw new Error("a file of packages/models/strict does not opt in");
  return `/** What Freehold's own runtime declares for strict code. Written by \`npm run generate\` from \`packages/models/strict\`. */

import { declaredClass, signature, type Library } from "./library.ts";

export const freehold: Library = {
  classes: [
${files
  .flatMap(({ classes }) => [...classes.values()])
  .map((each) => `    ${textOf(each)},\n`)
  .join("")}  ],
  aliases: [
${files
  .flatMap(({ aliases }) => [...aliases])
  .map((entry) => `    ${textOf(entry)},\n`)
  .join("")}  ],
  functions: [
${files
  .flatMap(({ functions }) => [...functions])
  .map((entry) => `    ${textOf(entry)},\n`)
  .join("")}  ],
};
`;
}

/**
 * As source text, without what is as usual.
 * @param {unknown} value
 * @returns {string}
 */
function textOf(value) {
  if (value instanceof Map) return `new Map([\n${[...value].map((entry) => `      ${textOf(entry)},\n`).join("")}    ])`;
  if (value instanceof Set) return `new Set([${[...value].map(textOf).join(", ")}])`;
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  if ("generator" in value) return `signature(${partsOf(value, isTold)})`;
  if ("statics" in value) return `declaredClass(${partsOf(value, isTold)})`;
  return partsOf(value, () => true);
}

/**
 * @param {object} value
 * @param {(entry: readonly [string, unknown]) => boolean} isShown
 */
function partsOf(value, isShown) {
  const entries = Object.entries(value).filter(isShown);
  return entries.length === 0 ? "{}" : `{ ${entries.map(([name, part]) => `${name}: ${textOf(part)}`).join(", ")} }`;
}

/** Nobody is shown where a declaration of ours is written. @param {readonly [string, unknown]} entry */
function isTold([name, part]) {
  if (part === undefined || part === false || name.endsWith("Span") || name.endsWith("Spans")) return false;
  return Array.isArray(part) ? part.length > 0 : part instanceof Map || part instanceof Set ? part.size > 0 : true;
}
