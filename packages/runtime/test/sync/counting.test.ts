/** Threads that count together lose nothing; `npm run counter:long` is the same with ten million increments. */

import { expect, test } from "vitest";
import { leavesNothingAlive } from "../leaves-nothing-alive.ts";
import { countTogether } from "./counting.mjs";
import { wordIn } from "./word-in.ts";

leavesNothingAlive();

test("four threads that take turns count exactly, and leave the lock as it was", async () => {
  const { count, handOvers, word } = await countTogether(4, 5000, wordIn);
  expect({ count, word }).toEqual({ count: 20_000, word: 0 });
  // Four holders in the first half, and at least three others in the second.
  expect(handOvers).toBeGreaterThanOrEqual(7);
});
