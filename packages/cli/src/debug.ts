/** `freehold debug`: what each stage makes of a file, for those who work on Freehold. */

import { printFacts, printLoans, printObligations } from "@freehold/checker/debug";
import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import { printSyntaxOf } from "@freehold/frontend/print-syntax";
import { printBody } from "@freehold/mir/print";
import type { Program } from "@freehold/mir/program";
import type { Model } from "@freehold/models/schema";
import { resolve } from "node:path";
import type { Stage } from "./arguments.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { progressOn } from "./progress.ts";
import { openProject, readSettings, tellProblems } from "./project.ts";
import { misuse } from "./tell.ts";
import type { World } from "./world.ts";

export function runDebug(stage: Stage, file: string, world: World): ExitCode {
  if (stage === "ast") return runSyntax(file, world);
  const settings = readSettings(world);
  const project = settings && openProject([file], settings, world, progressOn(world));
  if (settings === undefined || project === undefined) return exitCode.misuse;
  tellProblems(project.loaded, world);
  const text = printed(stage, project.loaded.program, settings.models, asFilePath(resolve(world.cwd, file)));
  if (text === "") return misuse(world, project.complete ? [`\`${file}\` has no ${stage} to show: no resource is mentioned in it`] : []);
  return show(text, world);
}

function runSyntax(file: string, world: World): ExitCode {
  const text = printSyntaxOf(world.cwd, file);
  return text === undefined ? misuse(world, [`\`${file}\` is not in a project, or does not exist`]) : show(text, world);
}

function show(text: string, world: World): ExitCode {
  world.out.write(`${text}\n`);
  return exitCode.clean;
}

function printed(stage: Exclude<Stage, "ast">, program: Program, models: readonly Model[], file: FilePath): string {
  switch (stage) {
    case "mir":
      return program.bodies
        .filter((body) => body.file === file)
        .map((body) => printBody(body))
        .join("\n\n");
    case "facts":
      return printFacts(program, models, file);
    case "obligations":
      return printObligations(program, models, file);
    case "loans":
      return printLoans(program, models, file);
  }
}
