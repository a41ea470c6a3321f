/**
 * `npm run generate`: rewrites the files that are made from the rule folders. With `--check` it writes nothing, names the stale
 * ones and fails.
 */

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./command.mjs";

const source = join(root, "packages/checker/src");

const generated = [
  { path: join(source, "rules/registry.generated.ts"), text: registry(ruleNames()) },
  { path: join(source, "explanations.generated.ts"), text: explanations(ruleNames()) },
];

const stale = generated.filter(({ path, text }) => !existsSync(path) || readFileSync(path, "utf8") !== text);

if (process.argv.includes("--check")) {
  for (const { path } of stale) console.error(`stale: ${path}; run npm run generate`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const { path, text } of stale) writeFileSync(path, text);
}

/** Folder names, sorted: the order of rules is the order of their names. */
function ruleNames() {
  return readdirSync(join(source, "rules"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

/** @param {readonly string[]} names */
function registry(names) {
  return `/** Every rule, by name. Written by \`npm run generate\`. */

import type { Rule } from "../rule.ts";
${names.map((name) => `import { rule as ${camelCase(name)} } from "./${name}/rule.ts";\n`).join("")}
export const rules: readonly Rule[] = [
${names.map((name) => `  ${camelCase(name)},\n`).join("")}];
`;
}

/**
 * Line by line, so that a changed line of a text is a changed line here.
 * @param {readonly string[]} names
 */
function explanations(names) {
  const entries = names.map((name) => {
    const lines = readFileSync(join(source, "rules", name, "explain.md"), "utf8")
      .trimEnd()
      .split("\n");
    return `  ${JSON.stringify(name)}: [\n${lines.map((line) => `    ${JSON.stringify(line)},\n`).join("")}  ].join("\\n"),\n`;
  });
  return `/** The text of every rule's explain.md, by the rule's name. Written by \`npm run generate\`. */

export const explanations: Readonly<Record<string, string>> = {
${entries.join("")}};
`;
}

/** @param {string} name */
function camelCase(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
