/** One line for each finding, as compilers print it: `src/rotate.ts:9:9: error[E0382]: …`. */

import { primaryLabel } from "../diagnostic.ts";
import { locate, type Report } from "../report.ts";
import { oneLine } from "./words.ts";

export function renderShort(report: Report): string {
  return report.diagnostics
    .map((diagnostic) => {
      const { file, line, column } = locate(report, primaryLabel(diagnostic).span);
      const { level, code, message } = diagnostic;
      return `${oneLine(file)}:${line}:${column}: ${level}[${code}]: ${oneLine(message)}\n`;
    })
    .join("");
}
