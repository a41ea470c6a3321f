/** The text of a body and the body say the same. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { parseBody } from "@freehold/mir/parse";
import { printBody } from "@freehold/mir/print";
import { arbitraryBody } from "./arbitrary-body.ts";
import { withoutSpans } from "./without-spans.ts";

const everyNode = `
async generator method Store.report #3 in #0
  scope Store report
  tag owns client
  params %1 %2
  calls 4
  %0 <return>: return
  %1 client: param
  %2 rest: rest param
  %3 pool: using
  %4: temporary
  %5 outer: capture %3 of #0
  %6 open: import open from "node:fs"
  %7 setTimeout: global

  bb0:
    storage-live %3
    %3 = %1
    %4 = "a" + 5
    %4 = unary typeof %3.rows[*]
    %4 = template (%3, %4)
    %4 = object { a: %1, ...%2, "a b": null, %3 }
    %4 = array [%1, ...%2]
    %4 = function [#4, #5] captures [%1]
    %4 = rest of %1 without [a, [Symbol.dispose]]
    %4 = unknown "a with statement" (%1)
    read %1
    branch nullish %1 -> yes bb1 no bb2

  bb1:
    %4 = call#0 %1.connect(%2, ...%3) -> bb2 unwind bb9

  bb2:
    %4.a = new#1 (%1.Client)() -> bb3 unwind bb9

  bb3:
    %4 = call#2 %1[%2](opaque "/a/g") -> bb4 unwind bb9

  bb4:
    %4 = next async %1 at 2 -> more bb5 done bb6 unwind bb9

  bb5:
    %4 = yield %1 -> bb4 unwind bb9 closed bb8

  bb6:
    %4 = await undefined -> bb7 unwind bb9

  bb7:
    drop async-dispose %3 -> bb8 unwind bb9

  bb8:
    storage-dead %3
    return

  bb9 cleanup:
    resume
`;

test("A text that uses every node is printed as it was read", () => {
  const text = everyNode.trim();
  expect(printBody(parseBody(text))).toBe(text);
});

test("A body printed with spans is read back exactly", () => {
  fc.assert(
    fc.property(arbitraryBody(), (body) => {
      expect(parseBody(printBody(body, { spans: true }))).toStrictEqual(body);
    }),
    { numRuns: 1000 },
  );
});

test("A body printed without spans is read back with empty spans", () => {
  fc.assert(
    fc.property(arbitraryBody(), (body) => {
      expect(parseBody(printBody(body))).toStrictEqual(withoutSpans(body));
    }),
    { numRuns: 1000 },
  );
});
