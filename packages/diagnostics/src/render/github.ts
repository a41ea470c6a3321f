/** Findings as the workflow commands that GitHub turns into annotations of a pull request. */

import { type Diagnostic, primaryLabel } from "../diagnostic.ts";
import { type Location, locate, type Report } from "../report.ts";

export function renderGithub(report: Report): string {
  return report.diagnostics.map((diagnostic) => `${command(report, diagnostic)}\n`).join("");
}

function command(report: Report, diagnostic: Diagnostic): string {
  const place = locate(report, primaryLabel(diagnostic).span);
  const properties = [...placeProperties(place), `title=${property(`${diagnostic.code} ${diagnostic.name}`)}`];
  return `::${diagnostic.level} ${properties.join(",")}::${data(bodyOf(report, diagnostic))}`;
}

/** GitHub refuses columns on an annotation of several lines; its end column is the last one included. */
function placeProperties({ file, line, column, endLine, endColumn }: Location): readonly string[] {
  const lines = [`file=${property(file)}`, `line=${line}`, `endLine=${endLine}`];
  return line === endLine ? [...lines, `col=${column}`, `endColumn=${Math.max(column, endColumn - 1)}`] : lines;
}

/** An annotation is one place, so the other labels are told in words. */
function bodyOf(report: Report, diagnostic: Diagnostic): string {
  const story = diagnostic.labels.map((label) => {
    const { file, line, column } = locate(report, label.span);
    return `${file}:${line}:${column}: ${label.text}`;
  });
  const advice = [diagnostic.why, diagnostic.help].filter((text) => text !== undefined);
  return [diagnostic.message, ...story, ...advice].join("\n");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
