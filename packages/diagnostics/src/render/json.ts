/** Findings for programs: one JSON document, version 1. Lines and columns count from 1, files are relative to the report's root. */

import { countDiagnostics } from "../counts.ts";
import { type Diagnostic, type Label, type Level, primaryLabel, type Tier } from "../diagnostic.ts";
import { fingerprints } from "../fingerprint.ts";
import { type Location, locate, type Report } from "../report.ts";

/** New properties may be added within a version; none is removed and none changes its meaning. */
export interface JsonReport {
  readonly version: 1;
  readonly findings: readonly JsonFinding[];
  readonly summary: {
    readonly findings: number;
    readonly errors: number;
    readonly warnings: number;
    readonly checkedFiles: number;
    readonly owningFunctions: number;
    readonly releasingFunctions: number;
    readonly byCode: Readonly<Record<string, number>>;
  };
}

export interface JsonFinding extends Location {
  readonly code: string;
  readonly name: string;
  readonly tier: Tier;
  readonly level: Level;
  readonly message: string;
  readonly labels: readonly JsonLabel[];
  readonly why: string | null;
  readonly help: string | null;
  readonly fixes: readonly JsonFix[];
  readonly fingerprint: string;
}

export interface JsonLabel extends Location {
  readonly text: string;
  readonly primary: boolean;
}

export interface JsonFix {
  readonly title: string;
  readonly safety: "safe" | "suggested";
  readonly edits: readonly JsonEdit[];
}

export interface JsonEdit extends Location {
  readonly text: string;
}

export function renderJson(report: Report): string {
  return `${JSON.stringify(jsonReport(report), undefined, 2)}\n`;
}

export function jsonReport(report: Report): JsonReport {
  const names = fingerprints(report.diagnostics, report.files);
  const counts = countDiagnostics(report.diagnostics);
  return {
    version: 1,
    findings: report.diagnostics.map((diagnostic, index) => jsonFinding(report, diagnostic, names[index]!)),
    summary: {
      findings: counts.findings,
      errors: counts.errors,
      warnings: counts.warnings,
      checkedFiles: report.checkedFiles,
      owningFunctions: report.functions.owning,
      releasingFunctions: report.functions.releasing,
      byCode: Object.fromEntries(counts.byCode.map(({ code, count }) => [code, count])),
    },
  };
}

function jsonFinding(report: Report, diagnostic: Diagnostic, fingerprint: string): JsonFinding {
  const { code, name, tier, level, message, labels, why = null, help = null, fixes } = diagnostic;
  return {
    code,
    name,
    tier,
    level,
    message,
    ...locate(report, primaryLabel(diagnostic).span),
    labels: labels.map((label) => jsonLabel(report, label)),
    why,
    help,
    fixes: fixes.map(({ title, safety, edits }) => ({
      title,
      safety,
      edits: edits.map(({ span, text }) => ({ ...locate(report, span), text })),
    })),
    fingerprint,
  };
}

function jsonLabel(report: Report, label: Label): JsonLabel {
  return { ...locate(report, label.span), text: label.text, primary: label.role === "primary" };
}
