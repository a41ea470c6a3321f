/**
 * Thousands of broken programs: whatever stands in a file, the check ends, in bounded time, without a fault of ours.
 * `FREEHOLD_GARBLED=100000` makes a longer run, `FREEHOLD_SEED=2` another one.
 */

import { check } from "@freehold/checker/check";
import type { Compiler } from "@freehold/frontend/compiler";
import { loadProgram } from "@freehold/frontend/loader";
import { startTs7 } from "@freehold/frontend/ts7/compiler";
import { allModels, modelNames } from "@freehold/models/all";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { caseSources, compilerOptions, reportOn, shopSources } from "./collection.ts";
import { garble, randomFrom } from "./garble.ts";
import { projectWith, type Project } from "./project.ts";

const wanted = Number(process.env["FREEHOLD_GARBLED"] ?? 2000);
const seed = Number(process.env["FREEHOLD_SEED"] ?? 1);
/** Of one load of the compiler. */
const batchSize = 1000;

const originals = [...caseSources(), ...shopSources()].map(({ text }) => text);
const timeout = 60_000 + wanted * 60;
const batches: string[][] = [];

beforeAll(() => {
  const packages = resolve(import.meta.dirname, "../../packages");
  const own = readdirSync(packages, { recursive: true, encoding: "utf8" }).filter((path) => /^\w[\w-]*\/src\/.*\.ts$/.test(path));
  const texts = [...originals, ...own.toSorted().map((path) => readFileSync(join(packages, path), "utf8"))];
  const random = randomFrom(seed);
  for (let made = 0; made < wanted; made += batchSize) {
    batches.push(Array.from({ length: Math.min(batchSize, wanted - made) }, () => harmless(garble(texts, random))));
  }
});

test("whatever still parses is checked, and the rest is told a sentence for each file", { timeout }, () => {
  const broken = batches.map((texts) => {
    using project = projectOf(texts);
    const { code, told } = reportOn(project.folder);
    expect(code).toBe(2);
    expect(
      told.filter((sentence) => !/^`\d+\.ts:\d+:\d+` is not valid TypeScript \(.+\): the file is not checked$/.test(sentence)),
    ).toEqual([]);
    return told.length;
  });
  const parsed = wanted - broken.reduce((sum, count) => sum + count, 0);
  expect(parsed).toBeGreaterThan(wanted / 10);
});

/** The command leaves out what does not parse; here nothing is, for an editor shows the checker half a program at every keystroke. */
test("lowering and checking are total even where the syntax is not valid", { timeout }, () => {
  expect(batches.flatMap((texts) => faultsOf(texts))).toEqual([]);
});

/** TypeScript 7.1.0-beta panics on a module called `./a://b?c`, and nothing can be checked then. */
function harmless(text: string): string {
  return text.replaceAll("://", ":/");
}

/** With the smallest part of the texts that shows each fault, to be kept as a test. */
function faultsOf(texts: readonly string[]): readonly string[] {
  const fault = faultOf(texts);
  if (fault === undefined) return [];
  if (texts.length === 1) return [`${fault}\n\n${texts[0]}`];
  const half = texts.length >> 1;
  const found = [...faultsOf(texts.slice(0, half)), ...faultsOf(texts.slice(half))];
  return found.length > 0 ? found : [`${fault}, in ${texts.length} files together`];
}

function faultOf(texts: readonly string[]): string | undefined {
  using project = projectOf(texts);
  try {
    const names = modelNames(allModels);
    const { program, problems, statistics } = loadProgram({
      cwd: project.folder,
      paths: [],
      names,
      startCompiler: (cwd) => trusting(startTs7(cwd)),
    });
    check(program, { models: allModels, tier: "maybe" });
    return problems.find(({ fatal }) => fatal)?.message ?? Object.keys(statistics.unknowns).find((reason) => isBrokenBody(reason));
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/**
 * Bodies that break the rules of MIR are counted beside what could not be lowered; they are put as sentences about blocks. Only a
 * program that assigns to its `using` binding, which is a fault of its types and not of its syntax, may lose a body that way.
 */
function isBrokenBody(reason: string): boolean {
  return /^(?:There?|bb\d+|%\d+|\d+ calls)\b/.test(reason) && !/is bound by (?:await-)?using but has no/.test(reason);
}

/** It believes that every file is valid. */
function trusting(compiler: Compiler): Compiler {
  return {
    readConfig: (path) => compiler.readConfig(path),
    requests: () => compiler.requests(),
    open: (plans) => {
      const workspace = compiler.open(plans);
      const projects = workspace.projects.map((project) => ({ ...project, syntaxErrors: () => new Map() }));
      return { projects, [Symbol.dispose]: () => workspace[Symbol.dispose]() };
    },
    [Symbol.dispose]: () => compiler[Symbol.dispose](),
  };
}

function projectOf(texts: readonly string[]): Project {
  const files = texts.map((text, index) => [`${index}.ts`, text] as const);
  return projectWith({
    ...Object.fromEntries(files),
    "tsconfig.json": JSON.stringify({ compilerOptions: { ...compilerOptions, noResolve: true } }),
  });
}
