/** Runs the Markdown specs of the facts: each heading holds a `ts` fence and the `facts` that are collected of it. */

import { asFilePath } from "@freehold/diagnostics/span";
import { loadProgram } from "@freehold/frontend/loader";
import { allModels, modelNames } from "@freehold/models/all";
import { temporaryProject } from "@freehold/spec-kit/temporary-project";
import { updating } from "@freehold/spec-kit/update";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { printFacts } from "../src/debug.ts";

const folder = fileURLToPath(new URL("facts", import.meta.url));
const pattern = /^## (?<title>.+)\n\n```ts\n(?<code>[^]*?)```\n(?:\n```facts\n(?<expected>[^]*?)```\n)?/gm;

interface Spec {
  readonly title: string;
  readonly code: string;
  readonly expected: string;
  readonly actual: string;
}

for (const name of readdirSync(folder)) {
  const path = join(folder, name);
  const specs = specsOf(readFileSync(path, "utf8"));
  if (updating) update(path, specs);
  describe(name, () => {
    test.for(specs)("$title", ({ expected, actual }) => {
      if (!updating) expect(actual).toBe(expected);
    });
  });
}

/** All snippets of a document are loaded at once. */
function specsOf(markdown: string): readonly Spec[] {
  const found = [...markdown.matchAll(pattern)].map(({ groups = {} }) => ({
    title: groups["title"] ?? "",
    code: groups["code"] ?? "",
    expected: groups["expected"] ?? "",
  }));
  using project = temporaryProject(new Map(found.map(({ code }, index) => [`${index}.ts`, code])));
  const { program } = loadProgram({ cwd: project.directory, paths: [], names: modelNames(allModels) });
  return found.map((spec, index) => ({
    ...spec,
    actual: `${printFacts(program, allModels, asFilePath(join(project.directory, `${index}.ts`)))}\n`,
  }));
}

function update(path: string, specs: readonly Spec[]): void {
  let index = 0;
  const updated = readFileSync(path, "utf8").replace(pattern, () => {
    const { title, code, actual } = specs[index++]!;
    return ["## " + title, "", `\`\`\`ts\n${code}\`\`\``, "", `\`\`\`facts\n${actual}\`\`\``, ""].join("\n");
  });
  writeFileSync(path, updated);
}
