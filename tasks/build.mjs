/** `npm run build`: everything, and the command as the one file that starts fast. */

import { runHere } from "./command.mjs";

const built = runHere("tsc", ["-b", "packages/cli", "packages/runtime"]);
process.exitCode = built.code === 0 ? runHere("bundle", []).code : built.code;
