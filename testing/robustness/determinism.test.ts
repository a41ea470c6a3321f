/** The same code gives the same report, whatever the order it is named in, its line ends, and where it is looked at from. */

import { basename, dirname } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { caseSources, projectOf, reportOn, shopSources, type Source } from "./collection.ts";

const sources = [...caseSources(), ...shopSources()];
/** Both have their share of findings; all of the collection would take minutes. */
const sample = [...shopSources(), ...caseSources().filter((_, index) => index % 13 === 0)];
let expected: string;

beforeAll(() => {
  expected = reportOnAll(sources);
}, 300_000);

test("the report is the same, byte for byte, when it is made again", () => {
  expect(findingsIn(expected).length).toBeGreaterThan(50);
  expect(reportOnAll(sources)).toBe(expected);
});

test.each([
  { says: "with CRLF at the ends of lines", change: (text: string) => text.replaceAll("\n", "\r\n") },
  { says: "behind a byte order mark", change: (text: string) => `\ufeff${text}` },
])("$says the findings are the same, at the same lines and columns", ({ change }) => {
  const changed = reportOnAll(sources.map(({ name, text }) => ({ name, text: change(text) })));
  expect(findingsIn(changed)).toEqual(findingsIn(expected));
});

test("neither the order of the paths nor naming one twice matters", { timeout: 300_000 }, () => {
  using project = projectOf(sample);
  const names = sample.map(({ name }) => name);
  const whole = reportOn(project.folder, ...names).out;
  expect(findingsIn(whole).length).toBeGreaterThan(10);
  const orders = fc.tuple(fc.shuffledSubarray(names, { minLength: names.length }), fc.subarray(names, { maxLength: 3 }));
  fc.assert(
    fc.property(orders, ([order, again]) => {
      expect(reportOn(project.folder, ...order, ...again).out).toBe(whole);
    }),
    { numRuns: 4, seed: 1 },
  );
});

test("folders and the configuration name the same files as their paths do", () => {
  using project = projectOf(sample);
  const whole = reportOn(project.folder).out;
  for (const paths of [["tsconfig.json"], ["shop", "bad", "good"], ["good", "bad", "shop"]]) {
    expect(reportOn(project.folder, ...paths).out).toBe(whole);
  }
});

test("from another working directory only the paths are written another way", () => {
  using project = projectOf(sample);
  const inside = findingsIn(reportOn(project.folder).out);
  const name = basename(project.folder);
  const outside = reportOn(dirname(project.folder), name).out.replaceAll(`${name}/`, "");
  expect(findingsIn(outside)).toEqual(inside);
});

function reportOnAll(all: readonly Source[]): string {
  using project = projectOf(all);
  const { out, told } = reportOn(project.folder);
  expect(told).toEqual([]);
  return out;
}

/** Without what is text of the file itself. */
function findingsIn(report: string): readonly unknown[] {
  const { findings } = JSON.parse(report) as { readonly findings: readonly Readonly<Record<string, unknown>>[] };
  return findings.map(({ fixes: _, ...finding }) => finding);
}
