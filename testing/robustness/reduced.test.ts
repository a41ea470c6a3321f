/** Programs that once broke the checker, cut down to what broke it; each holds a fault that is found now. */

import { expect, test } from "vitest";
import { freehold, placesIn, pool, projectWith } from "./project.ts";

test.each([
  {
    says: "a generator that yields in a finally block, after an exception and without one, has one way to be closed there",
    code: `export async function* rowsOf(keys: string[]) {
  const client = await pool.connect();
  for (const key of keys) {
    try { await client.query(key); } finally { await client.query("rollback"); yield key; }
  }
}`,
  },
])("$says", ({ code }) => {
  using project = projectWith({ "reduced.ts": `${pool}${code}\n` });
  const run = freehold(project.folder, "--format", "short");
  expect(run).toMatchObject({ code: 1, told: [] });
  expect(placesIn(run)).toEqual(["reduced.ts:5 FH1001"]);
});
