/**
 * What the checker makes of the collection may only get better: `found.json` records the faults it finds and the noise that is
 * known, and `FREEHOLD_UPDATE=1` rewrites it.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { readCollection } from "../../tasks/cases/collection.mjs";
import { findingsOf, type Finding } from "../../tasks/cases/findings.mjs";
import { judge, type Verdicts } from "../../tasks/cases/judge.mjs";

interface Recorded {
  readonly found: Readonly<Record<string, "definite" | "maybe">>;
  readonly noise: Readonly<Record<string, string>>;
}

const folder = import.meta.dirname;
const record = join(folder, "found.json");
let verdicts: Verdicts;
let recorded: Recorded;

beforeAll(() => {
  const collection = readCollection([folder], /(?:)/);
  verdicts = judge(collection, findingsOf(collection, "maybe"));
  if (process.env["FREEHOLD_UPDATE"] === "1") writeFileSync(record, `${JSON.stringify(recordOf(verdicts), null, 2)}\n`);
  recorded = JSON.parse(readFileSync(record, "utf8")) as Recorded;
}, 60_000);

test("every fault that was found is still found, as surely as before", () => {
  const now = recordOf(verdicts).found;
  const lost = Object.entries(recorded.found).filter(
    ([name, tier]) => now[name] === undefined || (tier === "definite" && now[name] !== "definite"),
  );
  expect(lost).toEqual([]);
});

test("nothing is reported in a right program, but for the noise that is known", () => {
  expect(Object.entries(recordOf(verdicts).noise).filter(([place, name]) => recorded.noise[place] !== name)).toEqual([]);
});

function recordOf({ cases, falseAlarms }: Verdicts): Recorded {
  const found = cases.flatMap(({ study, found: tier }) => (tier === "missed" ? [] : [[study.name, tier] as const]));
  return {
    found: Object.fromEntries(found),
    noise: Object.fromEntries(falseAlarms.map((alarm) => [placeOf(alarm), `${alarm.tier} ${alarm.name}`])),
  };
}

/** Without line numbers, so that an edit above does not make it new. */
function placeOf({ file, text }: Finding): string {
  return `${relative(folder, file)}: ${text.trim()}`;
}
