// One runner for every package: tests import the sources through the "source" export condition, so no build is needed to run them.
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: { include: ["packages/*/{src,test}/**/*.test.ts", "testing/*/**/*.test.ts", "tasks/**/*.test.ts"] },
});
