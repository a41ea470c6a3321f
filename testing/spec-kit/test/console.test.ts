/** Documents whose console blocks are run: what fits, and what is told when it does not. */

import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { describeConsole, fitsOutput, sessionsOf } from "../src/console.ts";

describeConsole(fileURLToPath(new URL("console.md", import.meta.url)), (command) =>
  command.startsWith("shout ") ? () => `${command.slice("shout ".length).toUpperCase()}\ndone in 4.56 s\n` : undefined,
);

test("a block holds one session for each command", () => {
  expect(sessionsOf("```console\n$ a\none\ntwo\n$ b\n```")).toEqual([
    { command: "a", output: "one\ntwo", line: 3 },
    { command: "b", output: "", line: 6 },
  ]);
});

test.for([
  ["a\nb", "a\nb\n", true],
  ["a\nb", "a\nc", false],
  ["a\n…\nd", "a\nb\nc\nd", true],
  ["a\n…\nd", "a\nb\nd\ne", false],
  ["…\nd", "a\nd", true],
  ["a\n…", "a\nb", true],
  ["", "a", false],
  ["ab\n…\nb", "ab\n", false],
  ["checked      1.9 s", "checked     12.0 s", true],
  ["checked 3 files", "checked 4 files", false],
] as const)("%j against %j fits: %j", ([expected, actual, fits]) => {
  expect(fitsOutput(expected, actual)).toBe(fits);
});
