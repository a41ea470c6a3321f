/** What the README shows is what the built command prints, and what it tells to write is accepted. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { validateModel } from "@freehold/models/validate";
import { describeConsole } from "@freehold/spec-kit/console";
import { fencesOf } from "@freehold/spec-kit/markdown";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = fileURLToPath(new URL("../../README.md", import.meta.url));

// The other commands install, run this very suite, or check what only the reader has.
describeConsole(readme, (command) => {
  const [, parameters] = /^npx freehold (.*examples\/leaky-shop.*)$/.exec(command) ?? [];
  return parameters === undefined ? undefined : () => freehold(parameters.split(" "));
});

test("the model that it shows is valid", () => {
  const configuration = fencesOf(readFileSync(readme, "utf8")).find(({ language }) => language === "json");
  const { models } = JSON.parse(configuration!.text) as { readonly models: readonly unknown[] };
  expect(models.map((model) => validateModel(model))).toEqual([[]]);
});

/** As somebody sees it on a terminal without colours, 80 columns wide. */
function freehold(parameters: readonly string[]): string {
  const child = spawnSync(process.execPath, ["packages/cli/bin/freehold.js", ...parameters], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", LANG: "C.UTF-8", COLUMNS: "80" },
  });
  return child.stdout + child.stderr;
}
