/** `npm run stress:kill`: threads die at every operation, by every cause, while others go on. */

import { optionsOf } from "../../../tasks/options.mjs";
import { killStress } from "./run.mjs";

const usage = `npm run stress:kill -- [options]

  --seconds N      how long (60)
  --operations N   threads die at each of their first N operations in turn (24)`;

/** What the house promises. */
const recoveryMs = 100;

process.exitCode = await main(process.argv.slice(2));

/** @param {readonly string[]} args */
async function main(args) {
  const options = optionsOf(args, usage, { seconds: "60", operations: "24" });
  if (options === undefined) return 0;
  const { seconds, operations } = options.values;
  const outcome = await killStress({ seconds: Number(seconds), atLeast: 1, operations: Number(operations) });
  const { died, counts, updates, poisoned, untold, hangs, slowestMs, clean } = outcome;
  console.log(`${died} threads died: ${Object.entries(counts)
    .map(([cause, count]) => `${count} by ${cause}`)
    .join(", ")}
${updates} updates by those who live, ${poisoned} after a death that was told
${untold} half updates that nobody told, ${hangs} hangs, the lock is ${clean ? "free" : "NOT FREE"} in the end
the slowest recovery took ${slowestMs} ms from the death to the next holder${slowestMs > recoveryMs ? `, more than ${recoveryMs}` : ""}`);
  return untold + hangs === 0 && clean && poisoned > 0 ? 0 : 1;
}
