/** Findings as SARIF 2.1.0. The labels are the result's related locations, and in source order its code flow. */

import { type Diagnostic, type Fix, type Label, primaryLabel } from "../diagnostic.ts";
import { fingerprints } from "../fingerprint.ts";
import { groupBy } from "../group.ts";
import { type Location, locate, type Report } from "../report.ts";
import type { Span } from "../span.ts";

export function renderSarif(report: Report): string {
  return `${JSON.stringify(sarifLog(report), undefined, 2)}\n`;
}

function sarifLog(report: Report) {
  const names = fingerprints(report.diagnostics, report.files);
  const rules = [...groupBy(report.diagnostics, ({ name }) => name).values()]
    .map((group) => group[0]!)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const ruleIndex = new Map(rules.map(({ name }, index) => [name, index]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Freehold", semanticVersion: report.version, rules: rules.map(sarifRule) } },
        columnKind: "utf16CodeUnits",
        results: report.diagnostics.map((diagnostic, index) => ({
          ruleId: diagnostic.name,
          ruleIndex: ruleIndex.get(diagnostic.name),
          ...sarifResult(report, diagnostic),
          partialFingerprints: { "freehold/v1": names[index] },
        })),
      },
    ],
  };
}

function sarifRule({ name, code }: Diagnostic) {
  return { id: name, shortDescription: { text: name.replaceAll("-", " ") }, properties: { code } };
}

function sarifResult(report: Report, diagnostic: Diagnostic) {
  const { level, message, labels, why, help, fixes, tier, code } = diagnostic;
  const others = labels.filter((label) => label.role === "other");
  const applicable = fixes.filter((fix) => fix.edits.length > 0);
  return {
    level,
    message: { text: [message, why, help].filter((text) => text !== undefined).join("\n\n") },
    locations: [sarifLocation(report, primaryLabel(diagnostic))],
    relatedLocations: others.map((label, index) => ({ id: index + 1, ...sarifLocation(report, label) })),
    codeFlows: [{ threadFlows: [{ locations: labels.map((label) => ({ location: sarifLocation(report, label) })) }] }],
    ...(applicable.length === 0 ? {} : { fixes: applicable.map((fix) => sarifFix(report, fix)) }),
    properties: { tier, code },
  };
}

function sarifLocation(report: Report, label: Label) {
  const physicalLocation = { ...artifact(report, label.span), region: region(locate(report, label.span)) };
  return label.text === "" ? { physicalLocation } : { physicalLocation, message: { text: label.text } };
}

function sarifFix(report: Report, fix: Fix) {
  const byFile = groupBy(fix.edits, (edit) => edit.span.file);
  return {
    description: { text: fix.title },
    artifactChanges: [...byFile.values()].map((edits) => ({
      ...artifact(report, edits[0]!.span),
      replacements: edits.map(({ span, text }) => ({ deletedRegion: region(locate(report, span)), insertedContent: { text } })),
    })),
  };
}

function artifact(report: Report, span: Span) {
  const { file } = locate(report, span);
  return { artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" } };
}

function region({ line, column, endLine, endColumn }: Location) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}
