/** The TypeScript 7 compiler, in a process of its own that lives until it is disposed. */

import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import { API, type CompilerOptions, ModuleKind, type Project, type Snapshot } from "typescript/sync";
import { CompilerGone, type Compiler, type OpenProject, type SyntaxError, type Workspace } from "../compiler.ts";
import { isDeclaration } from "../path.ts";
import type { ParsedConfig, ProjectPlan } from "../project.ts";
import { readConfig } from "./config.ts";
import { compilerPath } from "./executable.ts";
import { looseOptions } from "./loose-options.ts";
import { createTs7Oracle } from "./oracle.ts";
import { syntaxOf } from "./parse.ts";
import { openSession } from "./session.ts";

export function startTs7(cwd: FilePath): Compiler {
  return new Ts7Compiler(cwd);
}

class Ts7Compiler implements Compiler {
  readonly #api: API;
  readonly #cwd: FilePath;

  constructor(cwd: FilePath) {
    this.#cwd = cwd;
    this.#api = new API({ cwd, tsserverPath: compilerPath(), collectTiming: true });
  }

  readConfig(path: FilePath): ParsedConfig {
    return guarded(() => readConfig(this.#api, path));
  }

  open(plans: readonly ProjectPlan[]): Workspace {
    return guarded(() => new Ts7Workspace(this.#api, this.#cwd, plans));
  }

  requests(): number {
    return guarded(() => this.#api.getTimingInfo().totals.requestCount);
  }

  [Symbol.dispose](): void {
    unlessDead(() => this.#api.close());
  }
}

class Ts7Workspace implements Workspace {
  readonly projects: readonly OpenProject[];
  readonly #snapshot: Snapshot;

  constructor(api: API, cwd: FilePath, plans: readonly ProjectPlan[]) {
    const configured = plans.filter((plan) => plan.kind === "configured");
    const loose = plans.filter((plan) => plan.kind === "loose");
    this.#snapshot = api.createSnapshot({
      openProjects: configured.map((plan) => plan.config!),
      createPrograms: loose.map((plan) => ({
        rootFiles: plan.roots,
        compilerOptions: looseOptions(plan, cwd, inheritedOptions(api, plan)),
      })),
    });
    const created = this.#snapshot.operation.createdPrograms ?? [];
    this.projects = plans.map((plan) => {
      const project =
        plan.kind === "configured" ? this.#snapshot.getConfiguredProject(plan.config!) : created[loose.indexOf(plan)]?.getProject();
      if (project === undefined) throw new CompilerGone(`no project for ${plan.config ?? "loose files"}`);
      return openProject(api, project);
    });
  }

  [Symbol.dispose](): void {
    unlessDead(() => this.#snapshot.dispose());
  }
}

function inheritedOptions(api: API, plan: ProjectPlan): CompilerOptions | undefined {
  return plan.config === undefined ? undefined : api.parseConfigFile(plan.config).options;
}

function openProject(api: API, project: Project): OpenProject {
  const { program } = project;
  let fileNames: readonly FilePath[] | undefined;
  return {
    fileNames: () => (fileNames ??= guarded(() => program.getSourceFileNames().map((file) => asFilePath(file)))),
    configFiles: () => guarded(() => program.getConfigFileNames().map((file) => asFilePath(file))),
    finds: (file, module) => guarded(() => resolutionModes.some((mode) => program.getResolvedModule(file, module, mode) !== undefined)),
    declarations: (file) => guarded(() => declarations(project, file)),
    syntaxErrors: (files) => guarded(() => syntaxErrors(project, files)),
    source: (file) =>
      guarded(() => {
        const source = program.getSourceFile(file);
        return source === undefined ? undefined : syntaxOf(source);
      }),
    oracle: (bodies) => {
      const oracle = guarded(() => createTs7Oracle(openSession(api, project, bodies)));
      return { ...oracle, calls: (nodes) => guarded(() => oracle.calls(nodes)), types: (nodes) => guarded(() => oracle.types(nodes)) };
    },
  };
}

/** A file's imports are looked up by its own mode, which depends on much; each import has one. */
const resolutionModes = [ModuleKind.ESNext, ModuleKind.CommonJS, ModuleKind.None];

function declarations({ program }: Project, file: FilePath): string | undefined {
  const { outputFiles } = program.getDeclarationEmit([file]);
  const texts = [...outputFiles].filter(([path]) => isDeclaration(path)).map(([, { text }]) => text);
  return texts.length === 1 ? texts[0] : undefined;
}

function syntaxErrors(project: Project, files: readonly FilePath[]): ReadonlyMap<FilePath, SyntaxError> {
  const first = new Map<FilePath, SyntaxError>();
  for (const diagnostic of files.length === 0 ? [] : project.program.getSyntacticDiagnostics(files)) {
    const { fileName, pos, end, startPosition, text } = diagnostic;
    if (fileName === undefined || startPosition === undefined || first.has(asFilePath(fileName))) continue;
    const place = { line: startPosition.line + 1, column: startPosition.character + 1 };
    first.set(asFilePath(fileName), { message: text.replace(/\.$/, ""), start: pos, end, ...place });
  }
  return first;
}

/** Tells a dead process from our own mistakes. */
function guarded<Result>(ask: () => Result): Result {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Error && isBrokenPipe(error)) throw new CompilerGone(error.message, { cause: error });
    throw error;
  }
}

/** What a dead process held is gone already; saying so again would hide why it died. */
function unlessDead(release: () => void): void {
  try {
    release();
  } catch (error) {
    if (!(error instanceof Error && isBrokenPipe(error))) throw error;
  }
}

function isBrokenPipe(error: Error): boolean {
  const code = "code" in error ? error.code : undefined;
  return code === "EPIPE" || code === "EBADF" || code === "ECONNRESET" || /Unexpected EOF|SyncRpcChannel is closed/.test(error.message);
}
