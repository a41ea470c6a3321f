/** The child of `examine.mjs`: checks one project and writes what came of it to standard output, as JSON. */

import { argv, stdout } from "node:process";
import { check } from "@freehold/checker/check";
import { sourceFile } from "@freehold/diagnostics/source-file";
import { asFilePath } from "@freehold/diagnostics/span";
import { jsonReport } from "@freehold/diagnostics/render/json";
import { loadProgram } from "@freehold/frontend/loader";
import { allModels, modelNames } from "@freehold/models/all";

const [, , project = ".", tier] = argv;
stdout.write(JSON.stringify(checked(project, tier === "maybe" ? "maybe" : "definite")));

/**
 * @param {string} project
 * @param {"definite" | "maybe"} tier
 * @returns {Omit<import("./examine.mjs").Examined, "project" | "seconds" | "crash">}
 */
function checked(project, tier) {
  const { program, problems, statistics } = loadProgram({ cwd: project, paths: ["."], names: modelNames(allModels) });
  const { diagnostics, statistics: owners } = check(program, { models: allModels, tier });
  const report = jsonReport({
    diagnostics,
    files: new Map(program.files.map((file) => [file.path, sourceFile(file.path, file.text)])),
    root: asFilePath(project),
    version: "",
    checkedFiles: statistics.files,
    functions: owners,
  });
  return {
    findings: report.findings.map(({ fingerprint, name, tier, file, line, message }) => ({ fingerprint, name, tier, file, line, message })),
    problems: problems.map(({ message }) => message),
    unknowns: statistics.unknowns,
    owners,
  };
}
