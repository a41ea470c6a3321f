/** One table of figures: every round measures each case once, so that what slows the machine down slows all of them. */

import { median, spread } from "../statistics.mjs";

/**
 * @typedef {object} Section
 * @property {string} title
 * @property {string} unit
 * @property {number} digits
 * @property {number} rounds
 * @property {Readonly<Record<string, Case | Absent>>} cases
 * @property {readonly Goal[]} goals
 * @property {() => unknown} [end]  Called when everything is measured.
 */

/** @typedef {() => number | Promise<number>} Case  Measures once and gives the figure. */

/** @typedef {{ readonly absent: string }} Absent  Why a case does not run here. */

/**
 * The figure of `of` divided by that of `beside` in the same round, or by a number: its median is at most, or at least, so much.
 * @typedef {object} Goal
 * @property {string} of
 * @property {string | number} beside
 * @property {"at most" | "at least"} bound
 * @property {number} ratio
 * @property {string} otherwise  Printed where it falls short: why.
 */

const warmUps = 2;

/** @param {Section} section */
export async function runSection(section) {
  const figures = await measure(section);
  console.log(section.title.padEnd(44) + section.unit.padStart(28));
  for (const [name, found] of Object.entries(section.cases)) {
    const results = figures.get(name);
    console.log(`  ${name.padEnd(42)}${results === undefined ? absence(found) : spread(results, section.digits).padStart(28)}`);
  }
  for (const goal of section.goals) report(goal, section.unit, figures);
  await section.end?.();
  console.log();
}

/**
 * @param {Section} section
 * @returns {Promise<Map<string, number[]>>}
 */
async function measure({ cases, rounds }) {
  /** @type {Map<string, number[]>} */
  const figures = new Map();
  for (let round = -warmUps; round < rounds; round++) {
    for (const [name, run] of Object.entries(cases)) {
      if (typeof run !== "function") continue;
      const figure = await run();
      if (round >= 0) figures.set(name, [...(figures.get(name) ?? []), figure]);
    }
  }
  return figures;
}

/** @param {Case | Absent | undefined} found */
function absence(found) {
  return `not compared: ${typeof found === "object" ? found.absent : "nothing was measured"}`;
}

/**
 * @param {Goal} goal
 * @param {string} unit
 * @param {ReadonlyMap<string, readonly number[]>} figures
 */
function report({ of, beside, bound, ratio, otherwise }, unit, figures) {
  const own = figures.get(of);
  const other = typeof beside === "number" ? own?.map(() => beside) : figures.get(beside);
  if (own === undefined || other === undefined) return;
  const reached = median(own.map((figure, round) => figure / (other[round] ?? Number.NaN)));
  const holds = bound === "at most" ? reached <= ratio : reached >= ratio;
  const name = typeof beside === "number" ? `${beside} ${unit}` : beside;
  console.log(`  ${of} / ${name}: ${reached.toPrecision(3)}, to be ${bound} ${ratio}${holds ? "" : `: falls short. ${otherwise}`}`);
}
