/** Algorithms that are right hold, and each known mistake is found, with the shortest way to it. */

import { describe, expect, test } from "vitest";
import { explore } from "../src/explore.ts";
import { printExploration } from "../src/print.ts";
import { death } from "./textbook/death.ts";
import { lockFree } from "./textbook/lock-free.ts";
import { locks } from "./textbook/locks.ts";
import { waiting } from "./textbook/waiting.ts";

describe.for(Object.entries({ locks, waiting, lockFree, death }))("%s", ([, textbooks]) => {
  test.for(textbooks.map((textbook) => [textbook.title, textbook] as const))("%s", ([, { program, limits, broken }]) => {
    const report = printExploration(explore(program, limits));
    expect(report.slice(0, (broken ?? "Holds").length)).toBe(broken ?? "Holds");
  });
});
