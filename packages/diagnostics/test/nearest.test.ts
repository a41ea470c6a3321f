/** Which right word a wrong one stands for. */

import { nearest, nearestHint } from "@freehold/diagnostics/nearest";
import { expect, test } from "vitest";

const words = ["tier", "timings", "format", "use-after-move", "use-after-release"];

test.each([
  ["teir", "tier"],
  ["Format", "format"],
  ["formt", "format"],
  ["use-after-moved", "use-after-move"],
  ["use-afer-relese", "use-after-release"],
  ["banana", undefined],
  ["", undefined],
])("`%s` stands for %s", (word, expected) => {
  expect(nearest(word, words)).toBe(expected);
});

test("the hint is empty when nothing is near", () => {
  expect([nearestHint("teir", words), nearestHint("banana", words)]).toEqual(["; the nearest right one is `tier`", ""]);
});
