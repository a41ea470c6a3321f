/** The files that are made from others: the rule folders, the runtime's WebAssembly module and its strict declarations. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./command.mjs";
import { strictDeclarations } from "./strict-declarations.mjs";
import { atomicsModule } from "./wasm-module.mjs";

const source = join(root, "packages/checker/src");

export function writeGenerated() {
  for (const { path, text } of staleFiles()) writeFileSync(path, text);
}

/** Those that are not what they should be, with what they should be. */
export function staleFiles() {
  const names = ruleNames();
  const files = [
    { path: join(source, "rules/registry.generated.ts"), text: registry(names) },
    { path: join(source, "explanations.generated.ts"), text: explanations(names) },
    { path: join(root, "packages/runtime/src/internal/atomics-wasm.generated.ts"), text: wasmBytes() },
    { path: join(source, "borrows/freehold.generated.ts"), text: strictDeclarations() },
  ];
  return files.filter(({ path, text }) => !existsSync(path) || readFileSync(path, "utf8") !== text);
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

/** As numbers: no engine-independent way to read base64 is as short. */
function wasmBytes() {
  const bytes = atomicsModule();
  const lines = Array.from({ length: Math.ceil(bytes.length / 24) }, (_, line) => bytes.slice(line * 24, (line + 1) * 24));
  return `/** The WebAssembly module of \`#atomics\`, ${bytes.length} bytes. Written by \`npm run generate\` from \`tasks/wasm-module.mjs\`. */

export const wasmBytes: Uint8Array = /* @__PURE__ */ new Uint8Array([
${lines.map((line) => `  ${line.join(", ")},\n`).join("")}]);
`;
}

/** @param {string} name */
function camelCase(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
