/** Holds what survived against what is explained: neither may have anything that the other has not. */

import { equivalents } from "./equivalents.mjs";

/**
 * @typedef {import("./trial.mjs").Tried} Tried
 * @typedef {import("./equivalents.mjs").Equivalent} Equivalent
 *
 * @typedef {object} Judged
 * @property {readonly Tried[]} tried
 * @property {number} all
 * @property {number} noticed
 * @property {number} untried
 * @property {readonly Tried[]} unexplained  They survived, and nobody says why.
 * @property {readonly Equivalent[]} stale  They are noticed, or nothing is broken that way any more.
 */

/**
 * @param {readonly Tried[]} tried
 * @param {readonly string[]} files
 * @returns {Judged}
 */
export function explained(tried, files) {
  const survivors = tried.filter(({ killer, isTried }) => isTried && killer === undefined);
  const untried = tried.filter(({ isTried }) => !isTried);
  const known = equivalents.filter(({ file }) => files.includes(file));
  return {
    tried,
    all: tried.length,
    noticed: tried.length - survivors.length - untried.length,
    untried: untried.length,
    unexplained: survivors.filter((survivor) => !known.some((equivalent) => isSame(survivor, equivalent))),
    stale: known.filter((equivalent) => ![...survivors, ...untried].some((mutant) => isSame(mutant, equivalent))),
  };
}

/**
 * @param {Tried} mutant
 * @param {Equivalent} equivalent
 */
function isSame(mutant, equivalent) {
  return (
    mutant.file === equivalent.file &&
    mutant.before === equivalent.before &&
    mutant.after === equivalent.after &&
    mutant.code === equivalent.code
  );
}
