/** Real threads die at each of their first operations by every cause: those who live go on, and nobody finds half an update untold. */

import { expect, test } from "vitest";
import { causes } from "./outcome.ts";
import { killStress } from "./run.mjs";

const operations = 6;

test("whoever lives goes on after 24 deaths", async () => {
  const outcome = await killStress({ seconds: 0, atLeast: operations * causes.length, operations });
  expect(outcome).toMatchObject({
    counts: { terminate: operations, exit: operations, throw: operations, memory: operations },
    untold: 0,
    hangs: 0,
    clean: true,
  });
});
