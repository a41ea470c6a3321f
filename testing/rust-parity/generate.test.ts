/** The generator: the same program for the same seed, in two languages line by line, and smaller ones of it. */

import { expect, test } from "vitest";
import { generate } from "./src/generate/generate.ts";
import { innerOf, type Statements } from "./src/ir.ts";
import { printRust } from "./src/print-rust.ts";
import { printTypeScript } from "./src/print-typescript.ts";

const programs = Array.from({ length: 500 }, (_, seed) => generate(seed));

test("the same seed gives the same program", () => {
  expect(generate(7)).toEqual(generate(7));
  expect(generate(7)).not.toEqual(generate(8));
});

test("both languages say it in the same lines", () => {
  const different = programs.filter(
    (program) => printRust(program, "f").split("\n").length !== printTypeScript(program, "f").split("\n").length,
  );
  expect(different).toEqual([]);
});

test("every kind of statement comes", () => {
  const kinds = new Set(programs.flatMap(({ body }) => kindsIn(body)));
  expect([...kinds].toSorted()).toEqual(
    ["add", "assign", "block", "break", "closure", "continue", "do", "give", "if", "let", "loop", "return", "while"].toSorted(),
  );
});

test("names are unique in a program", () => {
  const repeated = programs.filter(({ parameters, body }) => {
    const names = [...parameters.map(({ name }) => name), ...namesIn(body)];
    return new Set(names).size !== names.length;
  });
  expect(repeated).toEqual([]);
});

function kindsIn(statements: Statements): readonly string[] {
  return statements.flatMap((statement) => [statement.kind, ...innerOf(statement).flatMap((inner) => kindsIn(inner))]);
}

function namesIn(statements: Statements): readonly string[] {
  return statements.flatMap((statement) => [
    ...(statement.kind === "let" || statement.kind === "closure" ? [statement.name] : []),
    ...innerOf(statement).flatMap((inner) => namesIn(inner)),
  ]);
}
