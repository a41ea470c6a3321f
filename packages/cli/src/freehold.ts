/** The program that `bin/freehold.js` starts. */

import { main } from "./main.ts";
import { processWorld } from "./world.ts";

// Not `process.exit`: what was written to a pipe may still be on its way.
process.exitCode = main(process.argv.slice(2), processWorld());
