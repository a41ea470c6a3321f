/** Asks the checker what it says about many small pieces of strict TypeScript at once. */

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { check } from "@freehold/checker/check";
import { primaryLabel } from "@freehold/diagnostics/diagnostic";
import { positionAt, sourceFile } from "@freehold/diagnostics/source-file";
import { loadProgram } from "@freehold/frontend/loader";
import type { Program } from "@freehold/mir/program";
import { allModels, modelNames } from "@freehold/models/all";
import { preludes } from "./prelude.ts";
import { inOrder, type Report } from "./report.ts";

/** With the rule's name beside what rustc would tell. */
export interface Finding extends Report {
  readonly name: string;
  readonly message: string;
}

/** What the checker says about each piece; lines count from 1 in the piece. All pieces share a file and its prelude. */
export function askChecker(pieces: readonly string[]): readonly (readonly Finding[])[] {
  const parts = [preludes().typescript, ...pieces.map((piece, index) => `${withNamesOfItsOwn(piece, index)}\n`)];
  const starts: number[] = [];
  let next = 1;
  for (const part of parts) {
    starts.push(next);
    next += part.split("\n").length - 1;
  }
  const told: Finding[][] = pieces.map(() => []);
  for (const finding of findingsInFiles([parts.join("")])[0]!) {
    const part = starts.findLastIndex((start) => start <= finding.line);
    if (part === 0) throw new Error(`the checker rejects the prelude, line ${finding.line}: ${finding.message}`);
    told[part - 1]!.push({ ...finding, line: finding.line - starts[part]! + 1 });
  }
  return told.map((found) => inOrder(found));
}

/** Two pieces may declare the same name; lines stay as they are. */
function withNamesOfItsOwn(piece: string, index: number): string {
  const declared = piece.matchAll(/^(?:export )?(?:async )?(?:function\*?|class|interface|type|const|let) (\w+)/gm);
  return [...new Set([...declared].map((match) => match[1]!))].reduce(
    (text, name) => text.replaceAll(new RegExp(`\\b${name}\\b`, "g"), `${name}$$${index}`),
    piece,
  );
}

/** What the checker says about each of these files, which know nothing of each other. */
export function findingsInFiles(texts: readonly string[]): readonly (readonly Finding[])[] {
  return withProgram(texts, (program) => {
    const told: Finding[][] = texts.map(() => []);
    for (const diagnostic of check(program, { models: allModels, tier: "strict" }).diagnostics) {
      const { span } = primaryLabel(diagnostic);
      const { code, name } = diagnostic;
      const index = texts.findIndex((_, each) => basename(span.file) === fileName(each));
      const message = diagnostic.message.replaceAll(/\$\d+/g, "");
      told[index]?.push({ code, name, message, line: positionAt(sourceFile(span.file, texts[index]!), span.start).line });
    }
    return told;
  });
}

/** Of files with these texts, as the checker gets it. */
export function withProgram<Answer>(texts: readonly string[], ask: (program: Program) => Answer): Answer {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "freehold-parity-")));
  try {
    layOut(folder, texts);
    const { program, problems } = loadProgram({ cwd: folder, paths: [], names: modelNames(allModels) });
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
    return ask(program);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A project of these files that depends on the runtime. */
export function layOut(folder: string, texts: readonly string[]): void {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(join(workspace, "packages/runtime"), join(folder, "node_modules/freehold"), "junction");
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  texts.forEach((text, index) => writeFileSync(join(folder, fileName(index)), text));
}

function fileName(index: number): string {
  return `pieces-${index}.ts`;
}

const workspace = resolve(import.meta.dirname, "../../..");

const compilerOptions = {
  strict: true,
  target: "ESNext",
  module: "ESNext",
  moduleResolution: "Bundler",
  lib: ["ESNext", "DOM"],
  // The runtime is seen as a dependency, by its sources, so that nothing has to be built.
  preserveSymlinks: true,
  customConditions: ["source"],
  allowImportingTsExtensions: true,
  types: [],
  skipLibCheck: true,
  noEmit: true,
};
