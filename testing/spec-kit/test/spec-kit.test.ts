/** The spec runner on specs of its own, with a checker that finds what a regular expression finds. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compare, type Finding } from "../src/compare.ts";
import { describeSpecs } from "../src/describe-specs.ts";
import { expectationsOf } from "../src/expectation.ts";
import { fencesOf } from "../src/markdown.ts";
import { specsOf } from "../src/spec.ts";
import { temporaryProject } from "../src/temporary-project.ts";
import { updateMarkdown } from "../src/update.ts";

const specs = fileURLToPath(new URL("specs", import.meta.url));

describeSpecs(specs, (files) => [...files].flatMap(([file, text]) => loudCalls(file, text)));

function loudCalls(file: string, text: string): readonly Finding[] {
  return text.split("\n").flatMap((line, index) =>
    [...line.matchAll(/\b(boom|puff)\(/g)].map((match) => ({
      name: "loud-call",
      level: match[1] === "boom" ? ("error" as const) : ("warning" as const),
      message: `\`${match[1]}\` is loud`,
      file,
      line: index + 1,
      labels: ["a label"],
    })),
  );
}

describe("comparing", () => {
  const code = (text: string): readonly string[] => compare(expectationsOf(text), loudCalls("a.ts", text)).map((mismatch) => mismatch.text);

  test("tells what was expected and is missing", () => {
    expect(code(`quiet(); // error: [loud-call] "boom"`)).toEqual([`missing error: [loud-call] "boom"`]);
  });

  test("tells what was found and not expected, with its labels", () => {
    expect(code("boom();")).toEqual(['unexpected error: [loud-call] "`boom` is loud"\n      · a label']);
  });

  test("does not take one finding for two expectations", () => {
    expect(code("boom(); // error: [loud-call] // error: [loud-call]")).toEqual(["missing error: [loud-call]"]);
  });

  test("does not take a warning for an error", () => {
    expect(code("puff(); // error: [loud-call]")).toHaveLength(2);
  });

  test("does not take a finding whose words are others", () => {
    expect(code(`boom(); // error: [loud-call] "silent"`)).toHaveLength(2);
  });

  test("asks for a known miss that is mended to become an error", () => {
    expect(code("boom(); // known-miss: [loud-call]")).toEqual(["mended: make it `// error: [loud-call]`"]);
  });

  test("asks for known noise that is gone to be taken out", () => {
    expect(code("quiet(); // known-noise: [loud-call]")).toEqual(["mended: take `known-noise` out"]);
  });

  test("tells mismatches in the order of lines", () => {
    const mismatches = compare(expectationsOf("\n\nx; // error: [loud-call]"), loudCalls("a.ts", "boom();"));
    expect(mismatches.map((mismatch) => mismatch.line)).toEqual([1, 3]);
  });
});

describe("reading", () => {
  test("a malformed expectation is an error, not a comment", () => {
    expect(() => expectationsOf("boom(); // error: loud-call")).toThrow("malformed expectation: boom(); // error: loud-call");
  });

  test("a fence in a longer fence belongs to it", () => {
    expect(fencesOf("````md\n```ts\nx\n```\n````").map((fence) => fence.text)).toEqual(["```ts\nx\n```"]);
  });

  test("a fence that is never closed ends with the file", () => {
    expect(fencesOf("```ts\nx\ny").map((fence) => fence.text)).toEqual(["x\ny"]);
  });

  test("headings above a fence are its path, and a skipped level is none", () => {
    const markdown = "# A\n### C\n```ts\n```\n## B\n```ts\n```";
    expect(fencesOf(markdown).map((fence) => fence.headings)).toEqual([
      ["A", "C"],
      ["A", "B"],
    ]);
  });

  test("lines count in the Markdown file", () => {
    expect(specsOf("# A\n\n```ts\nx\n```").map((spec) => spec.files[0]!.markdownLine)).toEqual([4]);
  });
});

describe("updating", () => {
  const updated = (markdown: string): string =>
    updateMarkdown(
      markdown,
      specsOf(markdown).flatMap((spec) => spec.files.map((file) => ({ file, findings: loudCalls(file.name, file.text) }))),
    );

  test("what holds stays as it is written", () => {
    const markdown = readFileSync(join(specs, "spec.md"), "utf8");
    expect(updated(markdown)).toBe(markdown);
  });

  test("a new finding is written down with its message", () => {
    expect(updated("```ts\nboom();\n```")).toBe('```ts\nboom(); // error: [loud-call] "`boom` is loud"\n```');
  });

  test("an expectation that no longer holds is taken out", () => {
    expect(updated('```ts\nquiet(); // error: [loud-call] "boom"\n```')).toBe("```ts\nquiet();\n```");
  });
});

test("a temporary project is there until it is disposed", () => {
  const project = temporaryProject(new Map([["deep/down/a.ts", "export {};"]]));
  expect(readFileSync(join(project.directory, "deep/down/a.ts"), "utf8")).toBe("export {};");
  expect(existsSync(join(project.directory, "tsconfig.json"))).toBe(true);
  project[Symbol.dispose]();
  expect(existsSync(project.directory)).toBe(false);
});
