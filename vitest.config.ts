/** One runner for every package: tests import the sources through the "source" export condition, so no build is needed to run them. */

import { defineConfig } from "vitest/config";

/** `npm run test:newest` sets it: then packages resolve to what was built, as for a user. */
const built = process.env["FREEHOLD_BUILT"] === "1";
const conditions = built ? [] : ["source"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["packages/*/{src,test}/**/*.test.ts", "testing/*/**/*.test.ts", "tasks/**/*.test.ts"],
    // A test that starts the compiler's server shares two cores with every other one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
