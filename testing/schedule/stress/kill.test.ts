/** Real threads die at each of their first operations by every cause: those who live go on, and nobody finds half an update untold. */

import { expect, test } from "vitest";
import { causes, subjectNames } from "./outcome.ts";
import { killStress } from "./run.mjs";

const operations = 4;

test.for(subjectNames)("whoever shares a %s and lives goes on after 16 deaths", async (subject) => {
  const outcome = await killStress({ subject, seconds: 0, atLeast: operations * causes.length, operations });
  expect(outcome).toMatchObject({
    counts: { terminate: operations, exit: operations, throw: operations, memory: operations },
    untold: 0,
    hangs: 0,
    clean: true,
  });
});
