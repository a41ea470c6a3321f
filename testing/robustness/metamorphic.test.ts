/** Programs rewritten so that they do the same: the verdicts stay the same, line by line. */

import { afterAll, beforeAll, expect, test } from "vitest";
import { caseSources, projectOf, reportOn, silentSources, specSources, type Source } from "./collection.ts";
import { applyEdits, startParser, type Parser } from "./edit.ts";
import { transformations } from "./transformations.ts";

const sources = [...caseSources(), ...silentSources(), ...specSources()];
let parser: Parser;
let expected: readonly string[];

beforeAll(() => {
  parser = startParser();
  expected = verdictsOn(sources);
}, 300_000);

afterAll(() => parser[Symbol.dispose]());

test("the untouched programs are many and have their share of verdicts", () => {
  expect(sources.length).toBeGreaterThan(500);
  expect(expected.length).toBeGreaterThan(300);
});

test.each(transformations)("$name change no verdict", ({ edits, atLeast }) => {
  const changed = sources.map(({ name, text }) => ({ name, text: applyEdits(text, edits(parser.parse(text))) }));
  const touched = changed.filter(({ text }, index) => text !== sources[index]!.text);
  expect(verdictsOn(changed)).toEqual(expected);
  expect(touched.length).toBeGreaterThanOrEqual(atLeast);
});

test("blank lines between all lines move the verdicts, and change none", () => {
  const spread = sources.filter(({ text }) => !text.includes("`")).map(({ name, text }) => ({ name, text: text.replaceAll("\n", "\n\n") }));
  expect(spread.length).toBeGreaterThan(150);
  const names = new Set(spread.map(({ name }) => name));
  const kept = expected.filter((verdict) => names.has(verdict.slice(0, verdict.indexOf(":"))));
  expect(verdictsOn(spread)).toEqual(kept.map((verdict) => verdict.replace(/:(\d+)/, (_, line) => `:${Number(line) * 2 - 1}`)));
});

/** Code, tier and line of every finding; the words may name what was renamed. */
function verdictsOn(all: readonly Source[]): readonly string[] {
  using project = projectOf(all);
  const { out, told } = reportOn(project.folder);
  expect(told).toEqual([]);
  const { findings } = JSON.parse(out) as { readonly findings: readonly Readonly<Record<"file" | "line" | "code" | "tier", string>>[] };
  return findings.map(({ file, line, code, tier }) => `${file}:${line} ${code} ${tier}`);
}
