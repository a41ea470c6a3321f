/** The table of algorithms, and what is wrong with it. */

/**
 * @param {import("./explained.mjs").Judged} judged
 * @param {readonly string[]} files
 * @returns {string}
 */
export function asReport({ tried, unexplained, stale, untried }, files) {
  return [
    "| algorithm | mutants | noticed | |",
    "|---|---|---|---|",
    ...files.map((file) =>
      row(
        file,
        tried.filter((mutant) => mutant.file === file),
      ),
    ),
    row("all", tried),
    ...section(
      "survive, and nobody says why",
      unexplained.map((mutant) => `${mutant.file}:${mutant.line}  ${mutant.code}\n    ${asChange(mutant)}`),
    ),
    ...section(
      "are explained in equivalents.mjs and do not survive",
      stale.map((each) => `${each.file}  ${each.code}\n    ${asChange(each)}`),
    ),
    ...section(
      "were not tried: there was no time left",
      Array.from({ length: untried === 0 ? 0 : 1 }, () => `${untried} of ${tried.length}`),
    ),
  ].join("\n");
}

/**
 * @param {string} name
 * @param {readonly import("./trial.mjs").Tried[]} tried
 */
function row(name, tried) {
  const noticed = tried.filter(({ killer }) => killer !== undefined).length;
  return `| ${name} | ${tried.length} | ${noticed} | ${((100 * noticed) / Math.max(1, tried.length)).toFixed(1)} % |`;
}

/**
 * @param {string} title
 * @param {readonly string[]} lines
 */
function section(title, lines) {
  return lines.length === 0 ? [] : ["", `These ${title}:`, ...lines];
}

/** @param {{ readonly before: string, readonly after: string }} change */
function asChange({ before, after }) {
  return `${before}  ->  ${after}`;
}
