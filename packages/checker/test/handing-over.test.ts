/** The analysis of obligations on MIR text: who may have taken the value over, and which closures see to it. */

import { describe, expect, test } from "vitest";
import { story } from "./mir-story.ts";

describe("who may have taken it", () => {
  const handed = (blocks: string): readonly string[] =>
    story(`async function report #0
  scope report
  params %2
  %0 <return>: return
  %1 file: const
  %2 flag: param
  %3: temporary
  %4 open: import open from "node:fs/promises"
  %5 use: global
  %6 sink: global

  bb0:
    %3 = call#0 %4("a") -> bb1 unwind bb5
  bb1:
    %1 = await %3 -> bb2 unwind bb5
${blocks}
  bb5 cleanup:
    resume
  bb6:
    return
`);

  test("a function that is handed it, when no release comes after", () => {
    expect(
      handed(`  bb2:
    %3 = call#1 %5(%1) -> bb3 unwind bb5
  bb3:
    return
  bb4:
    unreachable`),
    ).toEqual(["✓ end bb3: given"]);
  });

  test("not a function that is handed it, when a release can come after", () => {
    expect(
      handed(`  bb2:
    %3 = call#1 %5(%1) -> bb3 unwind bb5
  bb3:
    branch truthy %2 -> yes bb4 no bb6
  bb4:
    %3 = call#2 %1.close() -> bb6 unwind bb5`),
    ).toEqual(["✗ end bb6"]);
  });

  test("an object that it is stored in, whatever comes after", () => {
    expect(
      handed(`  bb2:
    %6.file = %1
    branch truthy %2 -> yes bb3 no bb4
  bb3:
    %3 = call#1 %1.close() -> bb6 unwind bb5
  bb4:
    return`),
    ).toEqual(["✓ end bb4: given", "✓ end bb6: released"]);
  });

  test("the caller that it is thrown at", () => {
    expect(
      handed(`  bb2:
    throw %1 -> bb5
  bb3:
    unreachable
  bb4:
    unreachable`),
    ).toEqual(["✓ throw bb2: given"]);
  });

  test("nobody, when only a property of it is handed on", () => {
    expect(
      handed(`  bb2:
    %3 = call#1 %5(%1.fd) -> bb3 unwind bb5
  bb3:
    return
  bb4:
    unreachable`),
    ).toEqual(["✗ end bb3"]);
  });
});

describe("closures", () => {
  const capturing = (blocks: string, inside: string): readonly string[] =>
    story(`function report #0
  scope report
  params %2
  %0 <return>: return
  %1 descriptor: let
  %2 flag: param
  %3: temporary
  %4 openSync: import openSync from "node:fs"
  %5 clean: const
  %6 later: global

  bb0:
    %1 = call#0 %4("a") -> bb1 unwind bb4
  bb1:
    %5 = function [#1] captures [%1]
${blocks}
  bb4 cleanup:
    resume
---
arrow <arrow> #1 in #0
  scope report
  %0 <return>: return
  %1 descriptor: capture %1 of #0
  %2: temporary
  %3 closeSync: import closeSync from "node:fs"
  %4 log: global

  bb0:
    %2 = call#0 ${inside}(%1) -> bb1 unwind bb2
  bb1:
    return
  bb2 cleanup:
    resume
`);

  const handedOn = `    %3 = call#1 %6(%5) -> bb2 unwind bb4
  bb2:
    return
  bb3:
    unreachable`;

  test("that release see to it once they are handed on", () => {
    expect(capturing(handedOn, "%3")).toEqual(["✓ end bb2: deferred"]);
  });

  test("that do not release may keep it all the same", () => {
    expect(capturing(handedOn, "%4")).toEqual(["✓ end bb2: given"]);
  });

  test("that release and are called release", () => {
    expect(
      capturing(
        `    branch truthy %2 -> yes bb2 no bb3
  bb2:
    %3 = call#1 %5() -> bb3 unwind bb4
  bb3:
    return`,
        "%3",
      ),
    ).toEqual(["✗ end bb3"]);
  });

  test("that release and are returned are the caller's", () => {
    expect(
      capturing(
        `    %0 = %5
    return
  bb2:
    unreachable
  bb3:
    unreachable`,
        "%3",
      ),
    ).toEqual(["✓ return bb1: given"]);
  });
});
