/** `npm start`: from a fresh clone to the first frames. Installs and builds what is missing, then checks the leaky shop. */

import { runHere, runQuietly } from "./command.mjs";
import { installWhatIsMissing } from "./install.mjs";

const demo = "examples/leaky-shop";

process.exitCode = start();

/** Findings are what a demo is for: exit code 1 of the checker is a success here, everything else is passed on. */
function start() {
  const installed = installWhatIsMissing();
  if (installed !== 0) return installed;

  console.log("Building …");
  const built = runQuietly("build", []);
  if (built.code !== 0) {
    console.error(built.output);
    return built.code;
  }

  console.log(`Checking ${demo} …\n`);
  const checked = runHere("freehold", ["check", demo]);
  if (checked.code > 1) return checked.code;

  console.log(`
These faults are planted; ${demo}/README.md lists them.
Check your own:  npx freehold check ../your-project`);
  return 0;
}
