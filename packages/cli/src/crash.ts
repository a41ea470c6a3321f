/** A fault of Freehold itself: one line for the user, and a file with all that is needed to mend it. */

import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { version } from "./version.ts";
import type { World } from "./world.ts";

export function reportCrash(error: unknown, argv: readonly string[], { err }: World): void {
  const headline = error instanceof Error ? error.message : String(error);
  const file = saveReport(error, argv);
  const where = file === undefined ? "" : `; the details are in ${file}`;
  err.write(`freehold: This is a fault of Freehold itself: ${firstLine(headline)}${where}\n`);
}

/** Nothing when the temporary folder cannot be written to: the line above must still come out. */
function saveReport(error: unknown, argv: readonly string[]): string | undefined {
  const path = join(tmpdir(), `freehold-crash-${process.pid}-${Date.now()}.txt`);
  const lines = [
    `freehold ${version()}, node ${process.version}, ${process.platform} ${process.arch}`,
    `arguments: ${JSON.stringify(argv)}`,
    "",
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  ];
  try {
    writeFileSync(path, `${lines.join("\n")}\n`);
    return path;
  } catch {
    return undefined;
  }
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
