/** `why`, `explain` and `debug` on input they have no answer for: one sentence says so, and the exit code is 2. */

import { expect, test } from "vitest";
import { type Files, freehold, leak, projectWith } from "./project.ts";

const files: Files = {
  "leak.ts": leak,
  "plain.ts": "export const x = 1;\n",
  "named.ts": "export function connect() {}\n",
  "empty.ts": "",
  "broken.ts": `${leak}const x = {;\n`,
  "types.d.ts": "declare const y: 1;\n",
};
const brokenFile = "`broken.ts:12:12` is not valid TypeScript (Property assignment expected): the file is not checked";
const onePlace =
  "`freehold why` takes one place, counted from 1: `freehold why src/report.ts:4` or `src/report.ts:4:9`; see `freehold --help`";

test.each([
  ["why leak.ts:99:1", "`leak.ts` has no column 1 on a line 99"],
  ["why leak.ts:1:9999", "`leak.ts` has no column 9999 on a line 1"],
  ["why leak.ts:6:3", "Nothing at `leak.ts:6:3` owns a resource: point at a variable that does, or at a function"],
  ["why plain.ts:1:1", "`plain.ts` owns nothing: no resource is mentioned in it"],
  ["why empty.ts:1:1", "`empty.ts` owns nothing: no resource is mentioned in it"],
  ["why broken.ts:1:1", brokenFile],
  ["why gone.ts:1:1", "`gone.ts` does not exist: name a file or a folder that does"],
  ["why leak.ts:0:1", onePlace],
  ["why leak.ts", onePlace],
  ["debug --stage=ast gone.ts", "`gone.ts` is not in a project, or does not exist"],
  ["debug --stage=ast .", "`.` is not in a project, or does not exist"],
  ["debug --stage=mir gone.ts", "`gone.ts` does not exist: name a file or a folder that does"],
  ["debug --stage=mir plain.ts", "`plain.ts` has no mir to show: no resource is mentioned in it"],
  ["debug --stage=mir empty.ts", "`empty.ts` has no mir to show: no resource is mentioned in it"],
  ["debug --stage=mir broken.ts", brokenFile],
  ["debug --stage=facts named.ts", "`named.ts` has no facts to show: no resource is mentioned in it"],
  ["debug --stage=obligations plain.ts", "`plain.ts` has no obligations to show: no resource is mentioned in it"],
  [
    "debug --stage=toString leak.ts",
    "The option `--stage` takes one of `ast`, `mir`, `facts`, `obligations`, `loans`; see `freehold --help`",
  ],
  ["debug leak.ts", "`freehold debug` takes a stage and a file: `freehold debug --stage=mir src/report.ts`; see `freehold --help`"],
  ["explain", "`freehold explain` takes one code or name: `freehold explain FH1001`; see `freehold --help`"],
])("%s", (line, told) => {
  using project = projectWith(files);
  expect(freehold(project.folder, ...line.split(" "))).toEqual({ code: 2, out: "", told: [told] });
});

test.each(["FH9999", "nonsense", "__proto__", "constructor", ""])(
  "explain has nothing to say of `%s`, and lists what it knows",
  (subject) => {
    using project = projectWith({});
    const run = freehold(project.folder, "explain", subject);
    expect(run).toMatchObject({
      code: 2,
      out: "",
      told: [expect.stringContaining(`There is no finding \`${subject}\`; there are \`assigned-while-borrowed\`, `)],
    });
  },
);
