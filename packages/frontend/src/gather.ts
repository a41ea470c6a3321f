/** Which files are checked, each once and by which project; and their texts, where they can be read. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { OpenProject } from "./compiler.ts";
import { isBelow, isCheckableScript, relativePath } from "./path.ts";
import type { Problem } from "./problem.ts";
import type { ProjectPlan } from "./project.ts";
import { sourceProblem, type SourceText } from "./source-text.ts";

export interface GatheredFile {
  readonly path: FilePath;
  readonly project: OpenProject;
  readonly text: string;
}

export interface Gathered {
  /** Sorted by path. */
  readonly files: readonly GatheredFile[];
  readonly problems: readonly Problem[];
}

export function gather(
  cwd: FilePath,
  plans: readonly ProjectPlan[],
  projects: readonly OpenProject[],
  read: (path: FilePath) => SourceText,
): Gathered {
  const owners = ownersOf(plans, projects);
  const files: GatheredFile[] = [];
  const problems: Problem[] = [];
  for (const path of [...owners.keys()].sort()) {
    const source = read(path);
    if (source.kind === "text") files.push({ path, project: owners.get(path)!, text: source.text });
    else problems.push(sourceProblem(path, relativePath(cwd, path), source));
  }
  return { files, problems };
}

/** A file belongs to the first project that includes it by itself, else to the first that imports it. */
function ownersOf(plans: readonly ProjectPlan[], projects: readonly OpenProject[]): ReadonlyMap<FilePath, OpenProject> {
  const owners = new Map<FilePath, OpenProject>();
  plans.forEach((plan, index) => claim(plan, projects[index]!, plan.roots));
  plans.forEach((plan, index) => claim(plan, projects[index]!, projects[index]!.fileNames()));
  return owners;

  function claim(plan: ProjectPlan, project: OpenProject, files: readonly FilePath[]): void {
    for (const file of files) if (!owners.has(file) && isWanted(plan, file)) owners.set(file, project);
  }
}

/** JavaScript is checked where the project says so, and where the user names the file. */
function isWanted(plan: ProjectPlan, file: FilePath): boolean {
  const languages = plan.checkJs || plan.scopes.includes(file) ? "with JavaScript" : "TypeScript only";
  return plan.scopes.some((scope) => isBelow(scope, file) && isCheckableScript(scope, file, languages));
}
