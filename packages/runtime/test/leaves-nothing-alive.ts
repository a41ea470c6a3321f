/** Every suite ends with as many live handles as it began with: exactly, in checked builds, which count them. */

import { afterAll, beforeAll, expect } from "vitest";
import { liveCount } from "freehold";

/** Call it once at the top of a test file. */
export function leavesNothingAlive(): void {
  let before = 0;
  beforeAll(() => {
    before = liveCount();
  });
  afterAll(() => {
    expect(liveCount()).toBe(before);
  });
}
