/** An exploration as people read it: what is wrong, and the shortest way there. */

import type { Exploration } from "./explore.ts";
import type { Violation } from "./judge.ts";
import { printOperation } from "./operation.ts";
import type { Step } from "./trace.ts";

export function printExploration(exploration: Exploration): string {
  switch (exploration.kind) {
    case "held":
      return `Holds in all ${exploration.states} states`;
    case "unfinished":
      return `There are more than ${exploration.states} states: make the program smaller`;
    case "broken":
      return [
        `${headline(exploration.violation)}, after ${exploration.steps.length} ${exploration.steps.length === 1 ? "step" : "steps"}`,
        "",
        ...table(exploration.steps),
      ].join("\n");
  }
}

/** Throws what is wrong, with its trace, unless everything held. */
export function mustHold(exploration: Exploration): void {
  if (exploration.kind !== "held") throw new Error(printExploration(exploration));
}

function headline(violation: Violation): string {
  switch (violation.kind) {
    case "race":
      return `Race: ${quoted(violation.threads)} are about to touch \`${violation.word}\`, not both atomically`;
    case "deadlock": {
      const [first, ...others] = violation.sleeping.map(({ thread, word }) => `\`${thread}\` waits for \`${word}\``);
      return `Deadlock: ${[first, ...others].join(", ")} and nobody is left to wake ${others.length === 0 ? "it" : "them"}`;
    }
    case "livelock":
      return "Livelock: from here on, nothing that the threads can do lets all of them finish";
    case "threw":
      return `\`${violation.thread}\` threw: ${violation.error instanceof Error ? violation.error.message : String(violation.error)}`;
    case "wrong":
      return `Wrong ${violation.when}: ${violation.text}`;
  }
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(" and ");
}

function table(steps: readonly Step[]): readonly string[] {
  const rows = steps.map((step, index) => [`${index + 1}`, step.thread, does(step), value(step), step.notes.join(", ")]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, column) => (column === 0 ? text.padStart(widths[0] ?? 0) : text.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

function does({ move, operation, word }: Step): string {
  switch (move) {
    case "run":
      return operation === undefined ? "" : printOperation(operation, word);
    case "wake for no reason":
      return `wakes from ${word} for no reason`;
    case "time out":
      return `times out waiting for ${word}`;
    case "kill":
      return operation === undefined ? "is killed" : `is killed before ${printOperation(operation, word)}`;
  }
}

function value({ move, operation, before, after }: Step): string {
  if (move !== "run" || operation?.kind === "notify") return "";
  return before === after ? `${before}` : `${before} -> ${after}`;
}
