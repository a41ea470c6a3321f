/** One runner for every package: tests import the sources through the "source" export condition, so no build is needed to run them. */

import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** `npm run test:newest` sets it: then packages resolve to what was built, as for a user. */
const built = process.env["FREEHOLD_BUILT"] === "1";
const conditions = built ? [] : ["source"];

const scheduleTests = "testing/schedule/**/*.test.ts";
const runtimeTests = "packages/runtime/{src,test}/**/*.test.ts";

const runtime = { include: [runtimeTests], testTimeout: 60_000, globalSetup: ["tasks/built-runtime.ts"] };

export default defineConfig({
  test: {
    projects: [
      {
        ...resolving(conditions),
        test: {
          name: "house",
          include: ["packages/*/{src,test}/**/*.test.ts", "testing/*/**/*.test.ts", "tasks/**/*.test.ts"],
          exclude: ["**/node_modules/**", runtimeTests, scheduleTests],
          // A test that starts the compiler's server shares two cores with every other one.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Commands that tests start remember nothing of the folders that are gone afterwards.
          env: { XDG_CACHE_HOME: "" },
        },
      },
      // Every interleaving of the runtime's own algorithms: the explorer stands where they expect their atomics.
      { ...exploring(), test: { name: "schedule", include: [scheduleTests], testTimeout: 300_000 } },
      // The runtime has two builds of one source, and one suite for both.
      // Its threads run what is built, because a worker of Node 20 runs no TypeScript.
      { ...resolving(conditions, "development"), test: { name: "checked", ...runtime } },
      { ...resolving(conditions, "lean"), test: { name: "lean", ...runtime } },
    ],
  },
});

/** The runner has its own mind about the condition `development`, so the runtime's `#checks` is named by its file. */
function resolving(conditions: string[], build?: "development" | "lean") {
  const file = built ? `dist/internal/checks.${build}.js` : `src/internal/checks.${build}.ts`;
  const alias = build === undefined ? {} : { "#checks": join(import.meta.dirname, "packages/runtime", file) };
  return { resolve: { conditions, alias }, ssr: { resolve: { conditions } } };
}

/** The algorithms know their atomics by this one name. */
function exploring() {
  const { resolve, ssr } = resolving(conditions, "lean");
  return {
    resolve: { ...resolve, alias: { ...resolve.alias, "#atomics": join(import.meta.dirname, "testing/schedule/src/atomics.ts") } },
    ssr,
  };
}
