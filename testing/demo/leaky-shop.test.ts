/** The leaky shop is what it says: every planted fault is reported at its line, and nothing else is. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "@freehold/checker/check";
import { primaryLabel } from "@freehold/diagnostics/diagnostic";
import { positionAt, sourceFile } from "@freehold/diagnostics/source-file";
import { loadProgram } from "@freehold/frontend/loader";
import { allModels, modelNames } from "@freehold/models/all";
import { expect, test } from "vitest";

const shop = fileURLToPath(new URL("../../examples/leaky-shop", import.meta.url));
const sources = readdirSync(join(shop, "src")).map((name) => ({ name, text: readFileSync(join(shop, "src", name), "utf8") }));

test("every planted fault is reported at its line, and nothing else is", () => {
  expect(reported()).toEqual(planted());
});

test("the table in its README lists the planted faults", () => {
  const table = readFileSync(join(shop, "README.md"), "utf8").matchAll(/^\| \[[^\]]+\]\(src\/([^)]+)\) \| `[^`]+` \| ([a-z-]+) \|/gm);
  const listed = [...table].map(([, file, name]) => `${file} ${name}`);
  expect(listed.toSorted()).toEqual(
    planted()
      .map((fault) => fault.replace(/:\d+/, ""))
      .toSorted(),
  );
});

/** `orders.ts:28 leaked-resource`, in source order. */
function planted(): readonly string[] {
  return sources.flatMap(({ name, text }) =>
    text.split("\n").flatMap((line, index) => {
      const mark = /\/\/ planted: ([a-z-]+)$/.exec(line);
      return mark === null ? [] : [`${name}:${index + 1} ${mark[1]}`];
    }),
  );
}

function reported(): readonly string[] {
  const { program, problems } = loadProgram({ cwd: shop, paths: [shop], names: modelNames(allModels) });
  expect(problems).toEqual([]);
  return check(program, { models: allModels, tier: "definite" }).diagnostics.map((diagnostic) => {
    const { span } = primaryLabel(diagnostic);
    const source = sources.find(({ name }) => span.file.endsWith(`/${name}`))!;
    return `${source.name}:${positionAt(sourceFile(span.file, source.text), span.start).line} ${diagnostic.name}`;
  });
}
