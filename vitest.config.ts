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
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Commands that tests start remember nothing of the folders that are gone afterwards.
          env: { XDG_CACHE_HOME: "" },
        },
      },
      // Every interleaving of the runtime's own algorithms: the explorer stands where they expect their atomics.
      { ...exploring(), test: { name: "schedule", include: [scheduleTests], testTimeout: 900_000 } },
      // The runtime has two builds of one source, and one suite for both.
      // Its threads run what is built, because a worker of Node 20 runs no TypeScript.
      { ...resolving(conditions, "development", sourcesAsBuilt()), test: { name: "checked", ...runtime } },
      { ...resolving(conditions, "lean", sourcesAsBuilt()), test: { name: "lean", ...runtime } },
    ],
  },
});

interface Alias {
  readonly find: string | RegExp;
  readonly replacement: string;
}

/** The runner has its own mind about the condition `development`, so the runtime's `#checks` is named by its file. */
function resolving(conditions: string[], build?: "development" | "lean", others: readonly Alias[] = []) {
  const file = built ? `dist/internal/checks.${build}.js` : `src/internal/checks.${build}.ts`;
  const checks = { find: "#checks", replacement: join(import.meta.dirname, "packages/runtime", file) };
  return { resolve: { conditions, alias: build === undefined ? [] : [checks, ...others] }, ssr: { resolve: { conditions } } };
}

/** What the runtime's tests import of its sources is part of the package that they test: of what was built, if that is tested. */
function sourcesAsBuilt(): readonly Alias[] {
  return built ? [{ find: /^(?:\.\.\/)+src\/(.+)\.ts$/, replacement: join(import.meta.dirname, "packages/runtime/dist/$1.js") }] : [];
}

/** The algorithms know their atomics by this one name. */
function exploring() {
  return resolving(conditions, "lean", [{ find: "#atomics", replacement: join(import.meta.dirname, "testing/schedule/src/atomics.ts") }]);
}
