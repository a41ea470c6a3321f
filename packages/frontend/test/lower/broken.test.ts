/** Code that is cut off or lacks a piece: lowering says less about it, but always something valid. */

import { validateBody } from "@freehold/mir/validate";
import { describe, expect, it } from "vitest";
import { lower } from "./harness.ts";
import { specFiles, specsOf } from "./spec-file.ts";

describe.each(specFiles())("%s", (name) => {
  it("is lowered to valid bodies wherever it is cut", () => {
    for (const { code, language } of specsOf(name)) {
      for (const at of cuts(code)) expectValid(code.slice(0, at), language);
    }
  });

  it("is lowered to valid bodies whatever word is missing", () => {
    for (const { code, language } of specsOf(name)) {
      for (const at of cuts(code)) expectValid(code.slice(0, at) + code.slice(at).replace(/^\s*(?:\w+|\W)/, ""), language);
    }
  });
});

/** Seven places, not at round distances, so that they fall into all sorts of tokens. */
function cuts(code: string): readonly number[] {
  return [0.07, 0.19, 0.33, 0.48, 0.61, 0.79, 0.93].map((part) => Math.floor(code.length * part));
}

function expectValid(code: string, language: string): void {
  const broken = lower(code, language).bodies.flatMap((body) => validateBody(body));
  expect(broken, code).toEqual([]);
}
