/** What comparing many programs says, in lines: how often the judges differ, in what, and the smallest pair of each difference. */

import { type Judged, outcomeOf } from "./judge.ts";
import { printRust } from "./print-rust.ts";
import { printTypeScript } from "./print-typescript.ts";
import { family } from "./report.ts";
import { violationIn } from "./run.ts";

export interface Difference {
  readonly kind: "accepted" | "stricter";
  readonly kinds: string;
  readonly judged: readonly Judged[];
}

/** The differences, most frequent first. */
export function differencesIn(judged: readonly Judged[]): readonly Difference[] {
  const found = new Map<string, { kind: "accepted" | "stricter"; kinds: string; judged: Judged[] }>();
  for (const one of judged) {
    const outcome = outcomeOf(one);
    if (outcome.kind !== "accepted" && outcome.kind !== "stricter") continue;
    const key = `${outcome.kind} ${outcome.kinds}`;
    const same = found.get(key) ?? { kind: outcome.kind, kinds: outcome.kinds, judged: [] };
    same.judged.push(one);
    found.set(key, same);
  }
  return [...found.values()].toSorted((a, b) => b.judged.length - a.judged.length || (a.kinds < b.kinds ? -1 : 1));
}

export interface Counts {
  readonly programs: number;
  readonly rejected: number;
  readonly accepted: number;
  /** Rejected by rustc's older rules alone: Polonius accepts it as well. */
  readonly onlyNll: number;
  readonly stricter: number;
  readonly sameStatement: number;
  readonly sameFaults: number;
  readonly bothReject: number;
  /** Accepted by the checker, and in violation of a rule when they are run. */
  readonly unsound: number;
  /** How many of rustc's rejects tell each code, most frequent first. */
  readonly codes: readonly (readonly [string, number])[];
}

export function countsOf(judged: readonly Judged[]): Counts {
  const outcomes = judged.map((one) => outcomeOf(one));
  const both = outcomes.filter((outcome) => outcome.kind === "both reject");
  const codes = new Map<string, number>();
  for (const { rust } of judged)
    for (const code of new Set(rust.map((report) => family(report.code)))) codes.set(code, (codes.get(code) ?? 0) + 1);
  return {
    programs: judged.length,
    rejected: judged.filter(({ rust }) => rust.length > 0).length,
    accepted: outcomes.filter(({ kind }) => kind === "accepted").length,
    onlyNll: outcomes.filter(({ kind }) => kind === "only NLL rejects").length,
    stricter: outcomes.filter(({ kind }) => kind === "stricter").length,
    bothReject: both.length,
    unsound: judged.filter(({ program, checker }) => checker.length === 0 && violationIn(program) !== undefined).length,
    sameStatement: both.filter(({ sameStatement }) => sameStatement).length,
    sameFaults: both.filter(({ sameFaults }) => sameFaults).length,
    codes: [...codes].toSorted(([, a], [, b]) => b - a),
  };
}

export function printCounts({
  programs,
  rejected,
  accepted,
  onlyNll,
  stricter,
  bothReject,
  sameStatement,
  sameFaults,
  unsound,
  codes,
}: Counts): string {
  const shares = codes.map(([code, count]) => `${code} ${percent(count, rejected)}`).join(", ");
  return [
    `${programs} programs: rustc accepts ${programs - rejected} and rejects ${rejected}`,
    `accepted though rustc rejects: ${accepted}; and ${onlyNll} that Polonius accepts as well`,
    `rejected though rustc accepts: ${stricter} (${percent(stricter, programs)})`,
    `both reject: ${bothReject}; the first fault at the same statement: ${percent(sameStatement, bothReject)}; the same faults: ${percent(sameFaults, bothReject)}`,
    `accepted, and in violation of a rule when run: ${unsound}`,
    `codes of rustc's rejects: ${shares}`,
  ].join("\n");
}

export function printPair({ program, rust, checker }: Judged): string {
  const told = rust.map(({ code, line }) => `${code} line ${line}`).join(", ") || "accepts";
  const found = checker.map(({ name, line, message }) => `${name} line ${line} (${message})`).join(", ") || "accepts";
  return `${printRust(program, "f")}\nrustc: ${told}\n\n${printTypeScript(program, "f")}\nfreehold: ${found}`;
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? "100.0" : ((100 * part) / whole).toFixed(1)} %`;
}
