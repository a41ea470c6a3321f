/** What a run over the packages comes to, one line each. */

/**
 * @param {readonly import("./ecosystem.mjs").Result[]} results
 * @returns {string}
 */
export function asTable(results) {
  const rows = results.map((result) => [
    result.name,
    String(result.lines),
    ...measures(result.lines, result.comparison.judged, result.comparison.unjudged.length),
    result.seconds.toFixed(1),
    result.crash === undefined ? "0" : "1",
    String(result.owners.owning),
    String(unknownsOf(result)),
  ]);
  const lines = sum(results.map((result) => result.lines));
  const judged = results.flatMap((result) => result.comparison.judged);
  const total = [
    "all",
    String(lines),
    ...measures(lines, judged, sum(results.map((result) => result.comparison.unjudged.length))),
    sum(results.map((result) => result.seconds)).toFixed(1),
    String(results.filter((result) => result.crash !== undefined).length),
    String(sum(results.map((result) => result.owners.owning))),
    String(sum(results.map(unknownsOf))),
  ];
  return aligned([columns, ...rows, total]);
}

const columns = [
  "package",
  "lines",
  "findings",
  "per 1,000",
  "true",
  "false",
  "unjudged",
  "precision",
  "seconds",
  "crashes",
  "owning",
  "unknowns",
];

/**
 * @param {number} lines
 * @param {readonly import("./golden.mjs").Golden[]} judged
 * @param {number} unjudged
 */
function measures(lines, judged, unjudged) {
  const right = judged.filter((finding) => finding.label === "true").length;
  const found = judged.length + unjudged;
  const precision = judged.length === 0 ? "-" : `${((100 * right) / judged.length).toFixed(0)} %`;
  return [String(found), ((1000 * found) / lines).toFixed(2), String(right), String(judged.length - right), String(unjudged), precision];
}

/** @param {import("./ecosystem.mjs").Result} result */
function unknownsOf(result) {
  return sum(Object.values(result.unknowns));
}

/** @param {readonly number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * The first column is text, the others are numbers.
 * @param {readonly (readonly string[])[]} rows
 */
function aligned(rows) {
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => (row[index] ?? "").length)));
  return rows
    .map((row) => row.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join("  "))
    .join("\n");
}
