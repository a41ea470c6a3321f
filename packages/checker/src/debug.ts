/** `freehold debug`: what the later stages made of a file, as text. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { Body } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { indexModels } from "@freehold/models/index-of";
import type { Model } from "@freehold/models/schema";
import { printOutcome } from "./analyses/obligations/print.ts";
import { solveOwner } from "./analyses/obligations/solve.ts";
import type { ContractCache } from "./contracts/body-contracts.ts";
import { knowledgeOf } from "./contracts/owned-type.ts";
import { collectFacts } from "./facts/collect.ts";
import { printFacts as printBodyFacts } from "./facts/print.ts";

/** Every event of every body of the file that owns something. */
export function printFacts(program: Program, models: readonly Model[], file: FilePath): string {
  const cache = cacheOf(program, models);
  return joined(bodiesOf(program, file).map((body) => printBodyFacts(collectFacts(cache, body))));
}

/** Every owner of the file with its ways out, as the maybe tier sees them. */
export function printObligations(program: Program, models: readonly Model[], file: FilePath): string {
  const cache = cacheOf(program, models);
  const text = program.files.find((candidate) => candidate.path === file)?.text ?? "";
  return joined(
    bodiesOf(program, file).map((body) => {
      const facts = collectFacts(cache, body);
      if (facts.owners.length === 0) return "";
      return [`obligations of ${body.name}`, ...facts.owners.map((owner) => printOutcome(solveOwner(facts, owner, "maybe"), text))].join("\n");
    }),
  );
}

function cacheOf(program: Program, models: readonly Model[]): ContractCache {
  return { knowledge: knowledgeOf(program, indexModels(models)), byBody: new Map() };
}

function bodiesOf(program: Program, file: FilePath): readonly Body[] {
  return program.bodies.filter((body) => body.file === file);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
