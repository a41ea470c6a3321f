/** `npm run stress:kill`: threads die at every operation, by every cause, while others go on. */

import { optionsOf } from "../../../tasks/options.mjs";
import { killStress } from "./run.mjs";

const usage = `npm run stress:kill -- [options]

  --seconds N      how long in all (60)
  --operations N   threads die at each of their first N operations in turn (24)
  --only PATTERN   of Mutex, RwLock and channel, those whose names match the regular expression`;

/** @type {readonly import("./outcome.ts").SubjectName[]} */
const names = ["Mutex", "RwLock", "channel"];

/** What the house promises. */
const recoveryMs = 100;

process.exitCode = await main(process.argv.slice(2));

/** @param {readonly string[]} args */
async function main(args) {
  const options = optionsOf(args, usage, { seconds: "60", operations: "24", only: "" });
  if (options === undefined) return 0;
  const { seconds, operations, only } = options.values;
  const chosen = names.filter((name) => new RegExp(only).test(name));
  let isGood = true;
  for (const subject of chosen) {
    const outcome = await killStress({ subject, seconds: Number(seconds) / chosen.length, atLeast: 1, operations: Number(operations) });
    console.log(asText(subject, outcome));
    isGood &&= holds(subject, outcome);
  }
  return isGood ? 0 : 1;
}

/**
 * @param {import("./outcome.ts").SubjectName} subject
 * @param {import("./outcome.ts").Outcome} outcome
 */
function holds(subject, { untold, hangs, clean, poisoned }) {
  return untold + hangs === 0 && clean && (subject === "channel" || poisoned > 0);
}

/**
 * @param {import("./outcome.ts").SubjectName} subject
 * @param {import("./outcome.ts").Outcome} outcome
 */
function asText(subject, { died, counts, updates, poisoned, untold, hangs, slowestMs, clean }) {
  const deaths = Object.entries(counts).map(([cause, count]) => `${count} by ${cause}`);
  const late = slowestMs > recoveryMs ? `, more than ${recoveryMs}` : "";
  return `${subject}: ${died} threads died, ${deaths.join(", ")}
  ${updates} updates by those who live, ${poisoned} after a death that was told
  ${untold} half updates that nobody told, ${hangs} hangs, it is ${clean ? "clean" : "NOT CLEAN"} in the end
  the slowest recovery took ${slowestMs} ms from the death${late}`;
}
