/** Programs that only rustc's older rules reject, and their neighbours. */

import { expect, test } from "vitest";
import { askChecker } from "./src/checker.ts";
import { isRejectedByNll } from "./src/nll.ts";

const conditional = `function f<A extends Lifetime>(m: Mut<Item, A>): Mut<Item, A> {
  const again = mut(m);
  if (coin()) {
    return again;
  }
  return m;
}`;

test("a borrow that is returned on one way is in the way on the other one only to the older rules", () => {
  expect(askChecker([conditional])).toEqual([[]]);
  expect(isRejectedByNll(conditional)).toBe(true);
});

test("a borrow whose last use is over is in nobody's way", () => {
  const over = `function f(x: Own<Item>): void {
  const m = mut(x);
  m.bump();
  consume(x);
}`;
  expect(isRejectedByNll(over)).toBe(false);
});
