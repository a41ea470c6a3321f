/** Writes a report in every form that was asked for. */

import { plainStyle } from "@freehold/diagnostics/render/style";
import type { Tier } from "@freehold/diagnostics/diagnostic";
import type { TextOptions } from "@freehold/diagnostics/render/text";
import type { Report } from "@freehold/diagnostics/report";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { CheckOptions } from "./arguments.ts";
import { type Format, type FormatRequest, isForPeople, render } from "./format.ts";
import { summary } from "./summary.ts";
import { tell } from "./tell.ts";
import { textOptions } from "./terminal.ts";
import type { World } from "./world.ts";

/** Whether all of it could be written. */
export function writeReport(report: Report, options: CheckOptions & { readonly tier: Tier }, world: World): boolean {
  const written = options.formats.map((request) => writeOne(report, request, options, world));
  return written.every(Boolean);
}

function writeOne(report: Report, { format, file }: FormatRequest, options: CheckOptions & { readonly tier: Tier }, world: World): boolean {
  const text = textOptions(options.look, world.out, world);
  if (file !== undefined)
    return writeFile(world, file, rendered(report, format, options, { ...text, width: fileWidth, style: plainStyle }));
  world.out.write(rendered(report, format, options, text));
  return true;
}

/** Files are read on screens we do not know. */
const fileWidth = 100;

/** Machines get every finding, people as many as they asked for and the rest in numbers. */
function rendered(
  report: Report,
  format: Format,
  { max, tier }: Pick<CheckOptions, "max"> & { readonly tier: Tier },
  text: TextOptions,
): string {
  const shown = max === 0 || !isForPeople(format) ? report.diagnostics : report.diagnostics.slice(0, max);
  const findings = render(format, { ...report, diagnostics: shown }, text);
  if (format !== "pretty") return findings;
  return `${findings}${findings === "" ? "" : "\n"}${text.glyphs.spell(summary(report, report.diagnostics.slice(shown.length), tier))}`;
}

function writeFile(world: World, file: string, text: string): boolean {
  try {
    writeFileSync(resolve(world.cwd, file), text);
    return true;
  } catch (error) {
    tell(world, `\`${file}\` cannot be written: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
