/** `npm run stress:kill`: threads die at every operation, by every cause, while others go on. */

import { parseArgs } from "node:util";
import { killStress } from "./run.mjs";

const usage = `npm run stress:kill -- [options]

  --seconds N      how long (60)
  --operations N   threads die at each of their first N operations in turn (24)`;

/** What the house promises. */
const recoveryMs = 100;

process.exitCode = await main(process.argv.slice(2));

/** @param {string[]} args */
async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: "string", default: "60" },
      operations: { type: "string", default: "24" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.error(usage);
    return 2;
  }
  const outcome = await killStress({ seconds: Number(values.seconds), atLeast: 1, operations: Number(values.operations) });
  const { died, counts, updates, poisoned, untold, hangs, slowestMs, clean } = outcome;
  console.log(`${died} threads died: ${Object.entries(counts)
    .map(([cause, count]) => `${count} by ${cause}`)
    .join(", ")}
${updates} updates by those who live, ${poisoned} after a death that was told
${untold} half updates that nobody told, ${hangs} hangs, the lock is ${clean ? "free" : "NOT FREE"} in the end
the slowest recovery took ${slowestMs} ms from the death to the next holder${slowestMs > recoveryMs ? `, more than ${recoveryMs}` : ""}`);
  return untold + hangs === 0 && clean && poisoned > 0 ? 0 : 1;
}
