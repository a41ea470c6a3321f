/** A rule is one folder, complete, and the generated lists know it. */

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../src/repository.ts";

const folder = join(root, "packages/checker/src/rules");
const rules = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

test.for(rules)("%s has its code, its explanation and its cases", (name) => {
  expect(readdirSync(join(folder, name))).toEqual(expect.arrayContaining(["explain.md", "rule.ts", "spec.md"]));
});

test("generated files are what `npm run generate` would write", () => {
  const child = spawnSync(process.execPath, ["tasks/generate.mjs", "--check"], { cwd: root, encoding: "utf8" });
  expect(`${child.stdout}${child.stderr}`).toBe("");
  expect(child.status).toBe(0);
});
