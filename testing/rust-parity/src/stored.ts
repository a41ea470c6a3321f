/** rustc's verdicts on 2,000 generated programs, for machines that have no rustc. */

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "./generate/generate.ts";
import type { Program } from "./ir.ts";
import { verdictsOfRustc } from "./judge.ts";
import { printRust } from "./print-rust.ts";
import type { Report } from "./report.ts";

export interface StoredVerdicts {
  /** Of the Rust that was judged: another generator makes other programs. */
  readonly digest: string;
  readonly verdicts: readonly (readonly Report[])[];
}

const path = join(import.meta.dirname, "../verdicts.txt");

export function storedPrograms(): readonly Program[] {
  return Array.from({ length: 2000 }, (_, seed) => generate(seed));
}

export function digestOf(programs: readonly Program[]): string {
  const hash = createHash("sha256");
  for (const program of programs) hash.update(printRust(program, "f"));
  return hash.digest("hex");
}

/** The digest on the first line, then a line for each program: `E0499@3 E0382@5`, or `-` if it is accepted. */
export function readVerdicts(): StoredVerdicts {
  const [digest = "", ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  return { digest, verdicts: lines.map((line) => (line === "-" ? [] : line.split(" ").map((word) => asReport(word)))) };
}

export function storeVerdicts(): void {
  const programs = storedPrograms();
  const lines = verdictsOfRustc(programs).map((reports) => reports.map(({ code, line }) => `${code}@${line}`).join(" ") || "-");
  writeFileSync(path, `${[digestOf(programs), ...lines].join("\n")}\n`);
}

function asReport(word: string): Report {
  const [code = "", line] = word.split("@");
  return { code, line: Number(line) };
}
