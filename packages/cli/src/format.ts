/** The forms in which findings are written, and where each goes: `json`, `sarif=out.sarif`. */

import { nearestHint } from "@freehold/diagnostics/nearest";
import { renderGithub } from "@freehold/diagnostics/render/github";
import { renderJson } from "@freehold/diagnostics/render/json";
import { renderSarif } from "@freehold/diagnostics/render/sarif";
import { renderShort } from "@freehold/diagnostics/render/short";
import { renderText, type TextOptions } from "@freehold/diagnostics/render/text";
import type { Report } from "@freehold/diagnostics/report";

/** `pretty` and `short` are for people and show as many as `--max` says; the others hold every finding. */
export type Format = "pretty" | "short" | "json" | "github" | "sarif";

export interface FormatRequest {
  readonly format: Format;
  /** Absent: standard output. */
  readonly file?: string;
}

export type FormatsReading =
  | { readonly kind: "formats"; readonly requests: readonly FormatRequest[] }
  | { readonly kind: "fault"; readonly message: string };

/** Files are written beside what is shown; where nothing else goes to standard output, findings are shown for people. */
export function formatRequests(texts: readonly string[]): FormatsReading {
  const requests: FormatRequest[] = [];
  for (const text of texts) {
    const [name = "", ...rest] = text.split("=");
    const format = formats.find((candidate) => candidate === name);
    if (format === undefined) return { kind: "fault", message: unknownFormat(name) };
    if (rest.length > 0 && rest.join("=") === "")
      return { kind: "fault", message: `Name the file after \`${format}=\`, or leave the \`=\` out` };
    requests.push(rest.length === 0 ? { format } : { format, file: rest.join("=") });
  }
  const shown = requests.filter(({ file }) => file === undefined).length;
  if (shown > 1) {
    return {
      kind: "fault",
      message: "Only one format can go to standard output: give the others a file, as in `--format sarif=out.sarif`",
    };
  }
  return { kind: "formats", requests: shown === 0 ? [{ format: "pretty" }, ...requests] : requests };
}

export function isForPeople(format: Format): boolean {
  return format === "pretty" || format === "short";
}

export function render(format: Format, report: Report, text: TextOptions): string {
  switch (format) {
    case "pretty":
      return renderText(report, text);
    case "short":
      return renderShort(report);
    case "json":
      return renderJson(report);
    case "github":
      return renderGithub(report);
    case "sarif":
      return renderSarif(report);
  }
}

const formats: readonly Format[] = ["pretty", "short", "json", "github", "sarif"];

function unknownFormat(name: string): string {
  const known = formats.map((format) => `\`${format}\``).join(", ");
  return `The option \`--format\` takes one of ${known}${nearestHint(name, formats)}`;
}
