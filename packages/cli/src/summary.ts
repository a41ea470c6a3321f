/** The last lines of a run: what was found, in how much, and what to do next. */

import { type CodeCount, type Counts, countDiagnostics } from "@freehold/diagnostics/counts";
import type { Diagnostic, Tier } from "@freehold/diagnostics/diagnostic";
import type { Report } from "@freehold/diagnostics/report";

/** Two lines at most, after an empty one where something stands above them. `hidden` findings were left out by `--max`. */
export function summary(report: Report, hidden: readonly Diagnostic[], tier: Tier): string {
  const counts = countDiagnostics(report.diagnostics);
  const lines = [`${found(counts, report)}  ${owning(report)}`.trimEnd(), ...nextStep(report, counts, hidden, tier)];
  return [...leftOut(hidden), ...lines.map((line) => `  ${line}`)].map((line) => `${line}\n`).join("");
}

function found({ findings, files }: Counts, { checkedFiles }: Report): string {
  const of = counted(checkedFiles, "file");
  if (findings === 0) return `No findings in ${of}.`;
  return `${counted(findings, "finding")} in ${files === checkedFiles ? of : `${files} of ${of}`}.`;
}

function owning({ functions: { owning, releasing } }: Report): string {
  if (owning === 0) return "";
  if (owning === 1) return `1 function owns a resource; it ${releasing === 1 ? "releases it" : "does not release it"} on every path.`;
  return `${owning} functions own a resource; ${releasers(owning, releasing)} it on every path.`;
}

function releasers(owning: number, releasing: number): string {
  if (releasing === owning) return "all release";
  if (releasing === 0) return "none releases";
  return releasing === 1 ? "1 releases" : `${releasing} release`;
}

/** By code, the most frequent first. */
function leftOut(hidden: readonly Diagnostic[]): readonly string[] {
  if (hidden.length === 0) return [];
  const { byCode } = countDiagnostics(hidden);
  return [`  … and ${counted(hidden.length, "more finding")}:`, ...byCode.map(countLine), ""];
}

function countLine({ code, name, count }: CodeCount): string {
  return `  ${String(count).padStart(6)}  ${code.padEnd(6)}  ${name}`;
}

/** None where all is well and was looked at closely. */
function nextStep({ diagnostics }: Report, { byCode }: Counts, hidden: readonly Diagnostic[], tier: Tier): readonly string[] {
  const first = byCode[0];
  if (first === undefined) return tier === "definite" ? ["Look closer:  freehold --tier maybe"] : [];
  const understand = `Understand one:  freehold explain ${first.code}`;
  if (hidden.length > 0) return [`See all:  freehold --max 0       ${understand}`];
  const { name } = diagnostics.find(({ code }) => code === first.code)!;
  return [`${understand}       Silence one:  // freehold-ignore ${name}: reason`];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
