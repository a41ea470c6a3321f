/** One look at a project: what is found in it, what stood in the way, and what was read for it. */

import type { Diagnostic, Tier } from "@freehold/diagnostics/diagnostic";
import type { FilePath } from "@freehold/diagnostics/span";
import type { Statistics } from "@freehold/frontend/statistics";
import type { Program } from "@freehold/mir/program";
import { judge } from "./judge.ts";
import { progressOn } from "./progress.ts";
import { type Load, openProject, type Settings } from "./project.ts";
import type { World } from "./world.ts";

/** Plain data, to be kept. */
export interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly functions: { readonly owning: number; readonly releasing: number };
  readonly checkedFiles: number;
  /** What could not be checked or stays unchecked, in sentences. */
  readonly messages: readonly string[];
  /** Nothing that was asked for is left out. */
  readonly complete: boolean;
}

export interface Examined {
  readonly outcome: Outcome;
  /** Of the files in which something was found. */
  readonly textOf: (file: FilePath) => string;
  /** Absent when the outcome was known. */
  readonly work?: Work;
}

export interface Work {
  /** Every file that was read. */
  readonly inputs: readonly FilePath[];
  readonly statistics: Statistics;
  /** Milliseconds of the check itself. */
  readonly check: number;
}

/** `undefined`: there is nothing to look at, and it was told why. */
export function examine(paths: readonly string[], settings: Settings, tier: Tier, world: World, load: Load): Examined | undefined {
  const progress = progressOn(world);
  const project = openProject(paths, settings, world, progress, load);
  if (project === undefined) return undefined;
  const { loaded, isChecked, complete } = project;
  const { program, problems, statistics, inputs } = loaded;
  progress.begin("check");
  const start = world.now();
  const judgement = judge(program, { models: settings.models, tier, rules: settings.configuration.rules, isChecked });
  const check = world.now() - start;
  progress.finish();
  const checkedFiles = program.files.filter(({ path }) => isChecked(path)).length;
  const texts = new Map(program.files.map(({ path, text }) => [path, text]));
  const messages = [...problems.map(({ message }) => message), ...(tier === "strict" ? nobodyOptsIn(program) : [])];
  return {
    outcome: { ...judgement, checkedFiles, messages, complete },
    textOf: (file) => texts.get(file) ?? "",
    work: { inputs, statistics, check },
  };
}

/** The strict rules wait for files that ask for them: who asks for the tier where no file does is told how. */
function nobodyOptsIn({ files }: Program): readonly string[] {
  if (files.some(({ strict }) => strict !== undefined)) return [];
  return ['No file opts into the strict rules: begin one with `"use freehold"`, or name it under `strict` in freehold.json'];
}
