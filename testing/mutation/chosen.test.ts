/** The draw of mutants: the same for the same seed. */

import { expect, test } from "vitest";
import { chosen } from "./chosen.mjs";

const all = Array.from({ length: 100 }, (_, index) => index);

test("the same seed draws the same ones, in their order", () => {
  const drawn = chosen(all, 10, 7);
  expect(drawn).toHaveLength(10);
  expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
  expect(chosen(all, 10, 7)).toEqual(drawn);
});

test("another seed draws others", () => {
  expect(chosen(all, 10, 8)).not.toEqual(chosen(all, 10, 7));
});

test("who asks for more than there are gets all", () => {
  expect(chosen(all, 1000, 1)).toEqual(all);
});
