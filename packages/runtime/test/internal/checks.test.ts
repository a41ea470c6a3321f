/** Both builds of `#checks` have the same shape, and each is the one that its export condition says. */

import { expect, test } from "vitest";
import { checked, here } from "#checks";
import type { Checks } from "../../src/internal/checks.ts";
import * as development from "../../src/internal/checks.development.ts";
import * as lean from "../../src/internal/checks.lean.ts";

const builds: Readonly<Record<string, Checks>> = { checked: development, lean };

test("the suite runs in the build that its project names", ({ task }) => {
  expect(checked).toBe(builds[task.file.projectName!]!.checked);
});

test("both builds have the same exports", () => {
  expect(Object.keys(lean).toSorted()).toEqual(Object.keys(development).toSorted());
});

test("only the checked build knows where it is called from", () => {
  expect(here()).toEqual(checked ? expect.stringMatching(/checks\.test\.ts:\d+:\d+$/) : undefined);
});
