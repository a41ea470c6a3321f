/** `freehold debug`: what the later stages made of a file, as text. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { Program } from "@freehold/mir/program";
import type { Model } from "@freehold/models/schema";
import { printOutcome } from "./analyses/obligations/print.ts";
import { solveOwner } from "./analyses/obligations/solve.ts";
import { bodiesOf } from "./bodies-of.ts";
import { solveBorrows } from "./borrows/check-borrows.ts";
import { printLoans as printBodyLoans } from "./borrows/print.ts";
import { printFacts as printBodyFacts } from "./facts/print.ts";
import { openSession } from "./summaries/session.ts";

/** Every event of every body of the file that owns something. */
export function printFacts(program: Program, models: readonly Model[], file: FilePath): string {
  const session = openSession(program, models);
  return joined(bodiesOf(program, file).map((body) => printBodyFacts(session.facts(body))));
}

/** Every owner of the file with its ways out, as the maybe tier sees them. */
export function printObligations(program: Program, models: readonly Model[], file: FilePath): string {
  const session = openSession(program, models);
  const text = program.files.find((candidate) => candidate.path === file)?.text ?? "";
  return joined(
    bodiesOf(program, file).map((body) => {
      const facts = session.facts(body);
      if (facts.owners.length === 0) return "";
      return [
        `obligations of ${body.name}`,
        ...facts.owners.map((owner) => printOutcome(solveOwner(facts, owner, "maybe", session.effectOf), text)),
      ].join("\n");
    }),
  );
}

/** Every loan of the file's strict code, with how long it lasts. */
export function printLoans(program: Program, models: readonly Model[], file: FilePath): string {
  const { strictCode } = openSession(program, models);
  const text = program.files.find((candidate) => candidate.path === file)?.text ?? "";
  return joined(
    bodiesOf(program, file).map((body) => {
      const solved = solveBorrows(strictCode, body);
      return solved === undefined ? "" : printBodyLoans(solved, text);
    }),
  );
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
