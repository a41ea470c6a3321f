/** Makes the built command one file, with the compiler's client in it: 300 modules one by one take three times as long to start. */

import { join } from "node:path";
import { rolldown } from "rolldown";
import { root } from "./command.mjs";

const built = join(root, "packages/cli/dist");

const bundle = await rolldown({ input: join(built, "freehold.js"), platform: "node", logLevel: "warn" });
await bundle.write({ file: join(built, "freehold.bundle.js"), format: "esm" });
await bundle.close();
