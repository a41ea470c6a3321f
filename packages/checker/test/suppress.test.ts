/** Which findings a comment silences, and what is said about comments that silence nothing. */

import type { Diagnostic } from "@freehold/diagnostics/diagnostic";
import { asFilePath } from "@freehold/diagnostics/span";
import type { BodyId } from "@freehold/mir/body";
import type { ProgramFile } from "@freehold/mir/program";
import { expect, test } from "vitest";
import { suppress } from "../src/suppress.ts";

const path = asFilePath("/project/a.ts");
const rules = [
  { name: "leaked-resource", code: "FH1001" },
  { name: "use-after-move", code: "E0382" },
];

/** Comments are found by their `freehold-`; every `leak()` leaks and every `moved` was moved. */
function run(text: string) {
  const comments = [...text.matchAll(/\/\/ freehold-.*|\/\* freehold-[^]*?\*\//g)].map((match) => ({
    span: { file: path, start: match.index, end: match.index + match[0].length },
    text: match[0],
  }));
  const file: ProgramFile = { path, text, module: 0 as BodyId, test: false, comments };
  const findings = [...text.matchAll(/leak\(\)|moved/g)].map((match) => finding(match[0], match.index));
  const { kept, silenced, warnings } = suppress(findings, [file], rules);
  return {
    kept: kept.map(({ name }) => name),
    silenced: silenced.map(({ name }) => name),
    warnings: warnings.map(({ name, message, help, labels: [label] }) => ({
      name,
      message,
      help,
      at: text.slice(label!.span.start, label!.span.end),
    })),
  };
}

function finding(text: string, start: number): Diagnostic {
  const [name, code] = text === "moved" ? ["use-after-move", "E0382"] : ["leaked-resource", "FH1001"];
  const labels = [{ span: { file: path, start, end: start + text.length }, text: "", role: "primary" as const }];
  return { code, name, tier: "definite", level: "error", message: text, labels, fixes: [], scope: [] };
}

test("a comment silences the finding on the line below, and no other", () => {
  expect(run("// freehold-ignore leaked-resource: ends with the process\nleak();\nleak();\n")).toEqual({
    kept: ["leaked-resource"],
    silenced: ["leaked-resource"],
    warnings: [],
  });
});

test("one comment may name several findings", () => {
  expect(
    run("  // freehold-ignore leaked-resource, use-after-move: known\n  leak(moved);\n".replace("leak(moved)", "f(leak(), moved)")),
  ).toEqual({
    kept: [],
    silenced: ["leaked-resource", "use-after-move"],
    warnings: [],
  });
});

test("several comments may stand above one line", () => {
  expect(run("// freehold-ignore leaked-resource: one\n// freehold-ignore use-after-move: two\nf(leak(), moved);\n")).toEqual({
    kept: [],
    silenced: ["leaked-resource", "use-after-move"],
    warnings: [],
  });
});

test("a block comment silences as well", () => {
  expect(run("/* freehold-ignore leaked-resource: ends with the process */\nleak();\n").silenced).toEqual(["leaked-resource"]);
});

test("a comment above carriage returns silences as well", () => {
  expect(run("// freehold-ignore leaked-resource: known\r\nleak();\r\n").silenced).toEqual(["leaked-resource"]);
});

test("a comment without a reason silences nothing", () => {
  const expected = {
    kept: ["leaked-resource"],
    silenced: [],
    warnings: [
      {
        name: "malformed-suppression",
        message: "A suppression needs a reason",
        help: "Say why it is right: `// freehold-ignore leaked-resource: reason`",
        at: "// freehold-ignore leaked-resource",
      },
    ],
  };
  expect(run("// freehold-ignore leaked-resource\nleak();\n")).toEqual(expected);
  expect(run("// freehold-ignore leaked-resource: \nleak();\n")).toMatchObject({ kept: expected.kept });
});

test("a comment without a name silences nothing", () => {
  expect(run("// freehold-ignore: known\nleak();\n")).toMatchObject({
    kept: ["leaked-resource"],
    warnings: [{ name: "malformed-suppression", message: "A suppression names what it silences" }],
  });
});

test("a comment that silences nothing is told", () => {
  expect(run("// freehold-ignore leaked-resource: known\nwork();\n").warnings).toEqual([
    {
      name: "unused-suppression",
      message: "`leaked-resource` is silenced on line 2, where it is not reported",
      help: "Remove the comment",
      at: "leaked-resource",
    },
  ]);
});

test("the idle one of two names is told", () => {
  expect(run("// freehold-ignore leaked-resource, use-after-move: known\nleak();\n").warnings).toMatchObject([
    { name: "unused-suppression", help: "Remove the name from the comment", at: "use-after-move" },
  ]);
});

test("an unknown name is told with the nearest right one", () => {
  expect(run("// freehold-ignore leaked-resuorce: known\nleak();\n")).toMatchObject({
    kept: ["leaked-resource"],
    warnings: [
      {
        name: "malformed-suppression",
        message: "There is no finding named `leaked-resuorce`; the nearest right one is `leaked-resource`",
        at: "leaked-resuorce",
      },
    ],
  });
});

test("a code in place of a name is told with the name", () => {
  expect(run("// freehold-ignore FH1001: known\nleak();\n").warnings).toMatchObject([{ help: "Write `leaked-resource` for `FH1001`" }]);
});

test("a mistyped directive is told, another comment of the kind is left alone", () => {
  expect(run("// freehold-ingore leaked-resource: known\nleak();\n").warnings).toMatchObject([
    { name: "malformed-suppression", message: "`freehold-ingore` is no comment of Freehold" },
  ]);
  expect(run("// freehold-rocks: known\nleak();\n").warnings).toEqual([]);
});

test("a comment behind code is told to move up", () => {
  expect(run("leak(); // freehold-ignore leaked-resource: known\n")).toMatchObject({
    kept: ["leaked-resource"],
    warnings: [{ name: "malformed-suppression", help: "Put the comment on a line of its own above the finding" }],
  });
});

test("a comment on the last line silences nothing and is told", () => {
  expect(run("leak();\n// freehold-ignore leaked-resource: known").warnings).toMatchObject([{ name: "unused-suppression" }]);
});
