/** Reads the Markdown tables that say what is expected of the models. */

import { readFileSync } from "node:fs";

/** The cells of the table under a heading, row by row, without its head. */
export function tableUnder(file: string, heading: string): readonly (readonly string[])[] {
  const text = readFileSync(new URL(file, import.meta.url), "utf8");
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const rows = section
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map(cellsOf);
  return rows.slice(2);
}

/** The words in backticks: `` `close`, `end` `` says `close` and `end`. */
export function codeIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
}

function cellsOf(line: string): readonly string[] {
  return line.slice(2, -2).split(" | ");
}
