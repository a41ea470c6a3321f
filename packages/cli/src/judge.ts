/** From a program to the findings that this run shows: checked, silenced by comments, levelled by the configuration, in order. */

import { check } from "@freehold/checker/check";
import { ruleNames } from "@freehold/checker/explanations";
import { suppress, type Suppressed } from "@freehold/checker/suppress";
import { type Diagnostic, primaryLabel, type Tier } from "@freehold/diagnostics/diagnostic";
import { sortDiagnostics } from "@freehold/diagnostics/sort";
import type { Program } from "@freehold/mir/program";
import type { Model } from "@freehold/models/schema";
import type { RuleLevel } from "./configuration.ts";

export interface Judgement {
  readonly diagnostics: readonly Diagnostic[];
  readonly functions: { readonly owning: number; readonly releasing: number };
}

export interface JudgeOptions {
  readonly models: readonly Model[];
  readonly tier: Tier;
  readonly rules: ReadonlyMap<string, RuleLevel>;
  /** Findings elsewhere are not shown. */
  readonly isChecked: (path: string) => boolean;
}

export function judge(program: Program, options: JudgeOptions): Judgement {
  const { models, tier, rules, isChecked } = options;
  const { diagnostics, statistics } = check(program, { models, tier });
  const { kept, warnings } = silenced(program, diagnostics, options);
  const shown = [...kept, ...warnings].filter((diagnostic) => isChecked(primaryLabel(diagnostic).span.file));
  return { diagnostics: sortDiagnostics(shown.flatMap((diagnostic) => levelled(diagnostic, rules))), functions: statistics };
}

/** A comment may be there for a finding of another tier: it is idle only if it silences nothing in any. */
function silenced(program: Program, diagnostics: readonly Diagnostic[], { models, tier }: JudgeOptions): Suppressed {
  const found = suppress(diagnostics, program.files, ruleNames());
  const isIdle = ({ name }: Diagnostic): boolean => name === "unused-suppression";
  if (tier === "strict" || !found.warnings.some(isIdle)) return found;
  const everything = check(program, { models, tier: "strict" }).diagnostics;
  return { ...found, warnings: suppress(everything, program.files, ruleNames()).warnings };
}

function levelled(diagnostic: Diagnostic, rules: ReadonlyMap<string, RuleLevel>): readonly Diagnostic[] {
  const level = rules.get(diagnostic.name) ?? diagnostic.level;
  return level === "off" ? [] : [{ ...diagnostic, level }];
}
