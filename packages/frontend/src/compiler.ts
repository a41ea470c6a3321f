/** A TypeScript compiler as the pipeline sees it: it reads configurations, opens programs, hands out syntax and answers questions. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { BodyIndex, TypeOracle } from "./oracle.ts";
import type { ParsedConfig, ProjectPlan } from "./project.ts";
import type { SourceFileSyntax } from "./syntax.ts";

/** Holds a process; dispose of it, or it lives as long as this one. */
export interface Compiler extends Disposable {
  readConfig(path: FilePath): ParsedConfig;
  /** One open project for each plan, in order. */
  open(plans: readonly ProjectPlan[]): Workspace;
  /** How often it was asked anything so far. */
  requests(): number;
}

/** Syntax, types and oracles of its projects are void once it is disposed. */
export interface Workspace extends Disposable {
  readonly projects: readonly OpenProject[];
}

export interface OpenProject {
  /** Every file of the program: libraries, dependencies and what was imported as well. */
  fileNames(): readonly FilePath[];
  /** Its own and those that it extends; none for loose files. */
  configFiles(): readonly FilePath[];
  /** Whether an import of the file leads to a file. */
  finds(file: FilePath, module: string): boolean;
  /** What a file shows to others, as its `.d.ts` would say it; absent when the compiler cannot say. */
  declarations(file: FilePath): string | undefined;
  /** The first one of each file that has any. */
  syntaxErrors(files: readonly FilePath[]): ReadonlyMap<FilePath, SyntaxError>;
  /** Absent when the program does not have the file. */
  source(file: FilePath): SourceFileSyntax | undefined;
  oracle(bodies: BodyIndex): TypeOracle;
}

export interface SyntaxError {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** The compiler's process died or its pipe broke; whatever it told is void. */
export class CompilerGone extends Error {}
