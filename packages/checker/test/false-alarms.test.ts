/** The thirty families of false alarms: each has a case that stays silent and a true neighbour that is reported. */

import { specsOf, type Spec } from "@freehold/spec-kit/spec";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const document = fileURLToPath(new URL("../../../docs/false-alarms.md", import.meta.url));
const rows = readFileSync(document, "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && line.includes("]("))
  .map((line) => ({
    family: line.split(" | ")[0]!.slice("| ".length),
    cases: [...line.matchAll(/\]\(([^)#]+)#([^)]+)\)/g)].map(([, path, anchor]) => specAt(path!, anchor!)),
  }));

test("there are thirty families", () => {
  expect(rows).toHaveLength(30);
});

test.for(rows)("$family: one case is right and says nothing, the other is reported", ({ cases }) => {
  expect(cases.map((spec) => spec && expected(spec))).toEqual([[], expect.arrayContaining([expect.stringMatching(/^(?:error|warning)$/)])]);
});

function specAt(path: string, anchor: string): Spec | undefined {
  return specsOf(readFileSync(join(dirname(document), path), "utf8")).find(({ title }) => anchorOf(title.split(" › ").at(-1)!) === anchor);
}

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}

/** What is known to be missed is reported by rights. */
function expected({ files }: Spec): readonly string[] {
  return files.flatMap(({ expectations }) => expectations.map(({ kind }) => (kind === "known-miss" ? "error" : kind)));
}
