/** A rule is one folder, complete, and the generated lists know it. */

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../src/repository.ts";

const folder = join(root, "packages/checker/src/rules");
const rules = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

test.for(rules)("%s has its code, its explanation and its cases", (name) => {
  expect(readdirSync(join(folder, name))).toEqual(expect.arrayContaining(["explain.md", "rule.ts", "spec.md"]));
});

test("the README lists every rule, and no other", () => {
  const section =
    readFileSync(join(root, "README.md"), "utf8")
      .split(/^## /m)
      .find((text) => text.startsWith("What it finds")) ?? "";
  const listed = [...section.matchAll(/^\| ([a-z]+(?:-[a-z]+)+) \|/gm)].map((match) => match[1]!);
  expect(listed.toSorted()).toEqual(rules.toSorted());
});

test("generated files are what `npm run generate` would write", () => {
  const child = spawnSync(process.execPath, ["tasks/generate.mjs", "--check"], { cwd: root, encoding: "utf8" });
  expect(`${child.stdout}${child.stderr}`).toBe("");
  expect(child.status).toBe(0);
});
