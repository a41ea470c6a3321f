/** How a file looks: a sentence at its top, one idea, no barrels, no leftovers. */

import { describe, expect, test } from "vitest";
import { codeFiles, repositoryFiles } from "../src/repository.ts";

const longestFile = 400;

/** It names what it forbids. */
const thisFile = "testing/tidy/test/files.test.ts";

test("every file opens with a sentence that says what it is for", () => {
  expect(pathsWhere((text) => !/^(?:#!.*\n)?\/\*\*\s[\s\S]*?[.?!:]\s*\*\//.test(text))).toEqual([]);
});

test(`no file is longer than ${longestFile} lines`, () => {
  expect(pathsWhere((text) => text.trimEnd().split("\n").length > longestFile)).toEqual([]);
});

/** What users import by the package's name is the one list of its kind. */
const publicFace = "packages/runtime/src/index.ts";

test("no file re-exports another, but the public face of the runtime", () => {
  expect(pathsWhere((text) => /^export\s[^"';=]*\bfrom\s*"/m.test(text))).toEqual([publicFace]);
});

test("no test is skipped, singled out or left to be written", () => {
  expect(pathsWhere((text) => /\b(?:test|it|describe)\.(?:skip|only|todo|fails)\b/.test(text))).toEqual([]);
});

test("no test replaces a module by a mock", () => {
  expect(pathsWhere((text) => /\bvi\.(?:mock|spyOn|fn|stubGlobal)\(/.test(text))).toEqual([]);
});

test("the compiler is never told to look away", () => {
  expect(pathsWhere((text) => /@ts-(?:ignore|nocheck)\b/.test(text))).toEqual([]);
});

describe("words that promise work instead of doing it", () => {
  const promises = ["TODO", "FIXME", "HACK", "XXX", "not implemented", "for now", "placeholder"];

  test.for(promises)("nobody writes: %s", (promise) => {
    const word = new RegExp(`\\b${promise}\\b`, promise === promise.toUpperCase() ? "" : "i");
    const found = repositoryFiles().filter(({ path, text }) => path !== thisFile && word.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});

test("no file names a path of somebody's machine", () => {
  const home = /(?<![\w.$}/-])(?:\/(?:home|Users|root)\/\w|[A-Z]:\\Users\\)/;
  const found = repositoryFiles().filter(({ path, text }) => home.test(text) && path !== thisFile);
  expect(found.map(({ path }) => path)).toEqual([]);
});

function pathsWhere(wrong: (text: string) => boolean): readonly string[] {
  return codeFiles()
    .filter(({ path, text }) => path !== thisFile && wrong(text))
    .map(({ path }) => path);
}
