/** Every case of every rule's spec.md, and every code block of its explain.md and of the guide to strict files, from source text to findings. */

import { primaryLabel, type Diagnostic } from "@freehold/diagnostics/diagnostic";
import { positionAt, sourceFile } from "@freehold/diagnostics/source-file";
import { loadProgram } from "@freehold/frontend/loader";
import type { Program } from "@freehold/mir/program";
import { allModels, modelNames } from "@freehold/models/all";
import type { Finding } from "@freehold/spec-kit/compare";
import { describeSpecs } from "@freehold/spec-kit/describe-specs";
import { temporaryProject } from "@freehold/spec-kit/temporary-project";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "../src/check.ts";
import { ruleNames } from "../src/explanations.ts";
import { suppress } from "../src/suppress.ts";

const rules = fileURLToPath(new URL("../src/rules", import.meta.url));
const guide = fileURLToPath(new URL("../../../docs/strict.md", import.meta.url));

describeSpecs(rules, findingsIn);
describeSpecs(guide, findingsIn);

function findingsIn(files: ReadonlyMap<string, string>): readonly Finding[] {
  using project = temporaryProject(files);
  const { program } = loadProgram({ cwd: project.directory, paths: [], names: modelNames(allModels) });
  const { diagnostics } = check(program, { models: allModels, tier: "maybe" });
  const { kept, warnings } = suppress(diagnostics, program.files, ruleNames());
  return [...kept, ...warnings].map((diagnostic) => finding(project.directory, program, diagnostic));
}

function finding(directory: string, { files }: Program, diagnostic: Diagnostic): Finding {
  const { name, level, message, labels } = diagnostic;
  const { span } = primaryLabel(diagnostic);
  const text = files.find((file) => file.path === span.file)?.text ?? "";
  return {
    name,
    level,
    message,
    file: relative(directory, span.file),
    line: positionAt(sourceFile(span.file, text), span.start).line,
    labels: labels.map((label) => label.text),
  };
}
