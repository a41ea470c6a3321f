/** The analysis of obligations on MIR text: what joins, what correlates, and which exceptions count. */

import { describe, expect, test } from "vitest";
import { descriptorStory, story } from "./mir-story.ts";

describe("paths", () => {
  test("that forget to release leak where they end", () => {
    expect(
      descriptorStory(`
  bb0:
    %1 = call#0 %4("a") -> bb1 unwind bb4
  bb1:
    branch truthy %2 -> yes bb2 no bb3
  bb2:
    %3 = call#1 %5(%1) -> bb3 unwind bb4
  bb3:
    return
  bb4 cleanup:
    resume
`),
    ).toEqual(["✗ end bb3"]);
  });

  test("that end in different returns are different ways out", () => {
    expect(
      descriptorStory(`
  bb0:
    %1 = call#0 %4("a") -> bb1 unwind bb5
  bb1:
    branch truthy %2 -> yes bb2 no bb3
  bb2:
    %0 = 1
    return
  bb3:
    %3 = call#1 %5(%1) -> bb4 unwind bb5
  bb4:
    %0 = 2
    return
  bb5 cleanup:
    resume
`),
    ).toEqual(["✗ return bb2", "✓ return bb4: released"]);
  });

  test("that do not come back are no way out", () => {
    expect(
      story(`function report #0
  scope report
  params %2
  %0 <return>: return
  %1 descriptor: let
  %2 flag: param
  %3: temporary
  %4 openSync: import openSync from "node:fs"
  %5 process: global

  bb0:
    %1 = call#0 %4("a") -> bb1 unwind bb3
  bb1:
    %3 = call#1 %5.exit(1) -> bb2 unwind bb3
  bb2:
    return
  bb3 cleanup:
    resume
`),
    ).toEqual([]);
  });
});

describe("conditions", () => {
  const askedTwice = (between: string): string =>
    `
  bb0:
    %1 = undefined
    branch truthy %2 -> yes bb1 no bb2
  bb1:
    %1 = call#0 %4("a") -> bb2 unwind bb6
  bb2:
    ${between}
    branch truthy %2 -> yes bb3 no bb5
  bb3:
    %3 = call#1 %5(%1) -> bb5 unwind bb6
  bb5:
    return
  bb6 cleanup:
    resume
`
      .replaceAll("bb5", "bb4")
      .replaceAll("bb6", "bb5");

  test("that are asked twice are answered once", () => {
    expect(descriptorStory(askedTwice("read %2"))).toEqual(["✓ end bb4: released"]);
  });

  test("on a variable that was set in between are asked anew", () => {
    expect(descriptorStory(askedTwice("%2 = %7"))).toEqual(["✗ end bb4"]);
  });

  test("on the value itself tell whether there is one", () => {
    expect(
      descriptorStory(`
  bb0:
    %1 = undefined
    branch truthy %2 -> yes bb1 no bb2
  bb1:
    %1 = call#0 %4("a") -> bb2 unwind bb5
  bb2:
    branch nullish %1 -> yes bb4 no bb3
  bb3:
    %3 = call#1 %5(%1) -> bb4 unwind bb5
  bb4:
    return
  bb5 cleanup:
    resume
`),
    ).toEqual(["✓ end bb4: released"]);
  });
});

describe("exceptions", () => {
  const between = (call: string): string => `
  bb0:
    %1 = call#0 %4("a") -> bb1 unwind bb4
  bb1:
    %3 = ${call} -> bb2 unwind bb4
  bb2:
    %3 = call#2 %5(%1) -> bb3 unwind bb4
  bb3:
    return
  bb4 cleanup:
    resume
`;

  test("of outside data count in every tier", () => {
    expect(descriptorStory(between(`call#1 %4("b")`))).toEqual(["✗ throw bb1", "✓ end bb3: released"]);
  });

  test("of a parameter that is called count in the maybe tier", () => {
    expect(descriptorStory(between("call#1 %2()"))).toEqual(["✓ end bb3: released"]);
    expect(descriptorStory(between("call#1 %2()"), "maybe")).toEqual(["✗ throw bb1", "✓ end bb3: released"]);
  });

  test("of just any call count in no tier", () => {
    expect(descriptorStory(between("call#1 %6()"), "maybe")).toEqual(["✓ end bb3: released"]);
  });

  test("of a release leave nothing to release", () => {
    expect(
      descriptorStory(
        `
  bb0:
    %1 = call#0 %4("a") -> bb1 unwind bb3
  bb1:
    %3 = call#1 %5(%1) -> bb2 unwind bb3
  bb2:
    return
  bb3 cleanup:
    resume
`,
        "maybe",
      ),
    ).toEqual(["✓ end bb2: released"]);
  });

  test("of two places are two ways out though they unwind together", () => {
    expect(
      descriptorStory(`
  bb0:
    %1 = call#0 %4("a") -> bb1 unwind bb4
  bb1:
    %7 = await %2 -> bb2 unwind bb4
  bb2:
    %7 = await %2 -> bb3 unwind bb4
  bb3:
    return
  bb4 cleanup:
    resume
`),
    ).toEqual(["✗ throw bb1", "✗ throw bb2", "✗ end bb3"]);
  });

  test("that are caught are told with the return they lead to", () => {
    expect(
      descriptorStory(`
  bb0:
    %1 = call#0 %4("a") -> bb1 unwind bb5
  bb1:
    %7 = await %2 -> bb2 unwind bb4
  bb2:
    %3 = call#1 %5(%1) -> bb3 unwind bb5
  bb3:
    return
  bb4 cleanup:
    goto -> bb3
  bb5 cleanup:
    resume
`),
    ).toEqual(["✗ end bb3 after bb1 threw"]);
  });

  test("of the acquiring call itself leave nothing", () => {
    expect(
      descriptorStory(`
  bb0:
    %1 = call#0 %4("a") -> bb1 unwind bb3
  bb1:
    %3 = call#1 %5(%1) -> bb2 unwind bb3
  bb2:
    return
  bb3 cleanup:
    resume
`),
    ).toEqual(["✓ end bb2: released"]);
  });
});

describe("loops", () => {
  test("that acquire on every turn lose the turn before", () => {
    expect(
      descriptorStory(`
  bb0:
    goto -> bb1
  bb1:
    %1 = call#0 %4("a") -> bb2 unwind bb4
  bb2:
    branch truthy %2 -> yes bb1 no bb3
  bb3:
    return
  bb4 cleanup:
    resume
`),
    ).toEqual(["✗ throw bb1", "✗ end bb3", "↺ bb1"]);
  });

  test("that release on every turn release too often", () => {
    expect(
      descriptorStory(`
  bb0:
    %1 = call#0 %4("a") -> bb1 unwind bb4
  bb1:
    %3 = call#1 %5(%1) -> bb2 unwind bb4
  bb2:
    branch truthy %2 -> yes bb1 no bb3
  bb3:
    return
  bb4 cleanup:
    resume
`),
    ).toEqual(["✓ end bb3: released", "! release bb1 after bb1"]);
  });
});

describe("aliases", () => {
  test("release what they copy", () => {
    expect(
      descriptorStory(`
  bb0:
    %1 = call#0 %4("a") -> bb1 unwind bb3
  bb1:
    %7 = %1
    %3 = call#1 %5(%7) -> bb2 unwind bb3
  bb2:
    return
  bb3 cleanup:
    resume
`),
    ).toEqual(["✓ end bb2: released"]);
  });

  test("hold what another value replaced under the first name", () => {
    expect(
      descriptorStory(`
  bb0:
    %1 = call#0 %4("a") -> bb1 unwind bb3
  bb1:
    %7 = %1
    %1 = undefined
    %3 = call#1 %5(%7) -> bb2 unwind bb3
  bb2:
    return
  bb3 cleanup:
    resume
`),
    ).toEqual(["✓ end bb2: released"]);
  });

  test("that are returned, alone or in an object, hand it to the caller", () => {
    for (const result of ["%1", "object { descriptor: %1 }", "array [%1]"]) {
      expect(
        descriptorStory(`
  bb0:
    %1 = call#0 %4("a") -> bb1 unwind bb2
  bb1:
    %0 = ${result}
    return
  bb2 cleanup:
    resume
`),
      ).toEqual(["✓ return bb1: given"]);
    }
  });
});

describe("generators", () => {
  test("may be left by their consumer at every yield", () => {
    expect(
      story(`generator function report #0
  scope report
  %0 <return>: return
  %1 descriptor: const
  %2: temporary
  %3 openSync: import openSync from "node:fs"
  %4 closeSync: import closeSync from "node:fs"

  bb0:
    %1 = call#0 %3("a") -> bb1 unwind bb5
  bb1:
    %2 = yield 1 -> bb2 unwind bb5 closed bb4
  bb2:
    %2 = call#1 %4(%1) -> bb3 unwind bb5
  bb3:
    return
  bb4:
    closed
  bb5 cleanup:
    resume
`),
    ).toEqual(["✗ closed bb4", "✓ end bb3: released"]);
  });
});
