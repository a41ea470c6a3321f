/** What `freehold.json` says, and what is said of a wrong one. */

import { describe, expect, test } from "vitest";
import { readConfiguration, settings } from "../src/configuration.ts";
import { globMatcher } from "../src/glob.ts";
import { parseJson, plainValue } from "../src/json.ts";
import schema from "../schema.json" with { type: "json" };

const ruleNames = ["leaked-resource", "use-after-move"];

function read(text: string) {
  const reading = parseJson(text);
  if (reading.kind === "fault") return reading;
  const { configuration, faults } = readConfiguration(reading.node, ruleNames);
  return { configuration, faults: faults.map(({ message, start }) => `${start}: ${message}`) };
}

test("every setting is read", () => {
  const model = { modules: ["my-database"] };
  const text = JSON.stringify({
    $schema: "schema.json",
    tier: "maybe",
    models: ["models/own.json", model],
    include: ["src"],
    exclude: ["src/generated"],
    strict: ["src/core"],
    rules: { "leaked-resource": "warning" },
  });
  expect(read(text)).toEqual({
    configuration: {
      tier: "maybe",
      models: [
        { kind: "file", path: "models/own.json", start: text.indexOf('"models/own.json"') },
        { kind: "inline", model },
      ],
      include: ["src"],
      exclude: ["src/generated"],
      strict: ["src/core"],
      rules: new Map([["leaked-resource", "warning"]]),
    },
    faults: [],
  });
});

describe("a fault", () => {
  test.each([
    ['{"teir": "maybe"}', "1: There is no setting `teir`; the nearest right one is `tier`"],
    ['{"banana": 1}', "1: There is no setting `banana`"],
    ['{"tier": "mabye"}', '9: `tier` is one of `"definite"`, `"maybe"`, `"strict"`; the nearest right one is `maybe`'],
    ['{"tier": 2}', '9: `tier` is one of `"definite"`, `"maybe"`, `"strict"`'],
    ['{"tier": "maybe", "tier": "strict"}', "18: `tier` is set twice"],
    ['{"include": "src"}', "12: `include` is a list: `[…]`"],
    ['{"exclude": [1]}', "13: `exclude` holds patterns in double quotes"],
    [
      '{"rules": {"leaked-resuorce": "off"}}',
      "11: There is no finding named `leaked-resuorce`; the nearest right one is `leaked-resource`",
    ],
    ['{"rules": {"use-after-move": "warn"}}', '29: `rules.use-after-move` is one of `"off"`, `"error"`, `"warning"`'],
    ['{"rules": []}', "10: `rules` is an object: `{…}`"],
    ["[]", "0: The configuration is an object: `{…}`"],
  ])("%s", (text, fault) => {
    expect(read(text)).toMatchObject({ faults: [fault] });
  });

  test("of a model names the place inside it", () => {
    expect(read('{"models": [{"modules": ["pg"], "typs": {}}]}')).toMatchObject({
      faults: [expect.stringMatching(/^12: Not a model: .*typs.*types/)],
    });
  });
});

describe("text that is no JSON", () => {
  test.each([
    ["", 0, "Expected a value, found the end of the file"],
    ['{"tier": }', 9, "Expected a value, found `}`"],
    ['{"tier": "maybe",}', 17, "Expected a key in double quotes, found `}`"],
    ["{tier: 1}", 1, "Expected a key in double quotes, found `t`"],
    ['{"a" 1}', 5, "Expected `:`, found `1`"],
    ["[1 2]", 3, "Expected `,` or `]`, found `2`"],
    ['{"a": 1 "b"}', 8, 'Expected `,` or `}`, found `"`'],
    ["{} x", 3, "Expected nothing after the value, found `x`"],
    ["// comment\n{}", 0, "Expected a value, found `/`"],
    ['"\n"', 0, 'Expected a value, found `"`'],
    ["[".repeat(100_000), 201, "Expected fewer levels of nesting, found `[`"],
  ])("%.20s", (text, start, message) => {
    expect(parseJson(text)).toEqual({ kind: "fault", start, message });
  });
});

test.each(['{"a":[1,-2.5e3,true,null,"x\\n\\u00e9"],"b":{}}', " [ ] ", '"\ud83d\ude00"', "{}", "0"])("%s reads as JSON does", (text) => {
  const reading = parseJson(text);
  expect(reading.kind === "value" && plainValue(reading.node)).toEqual(JSON.parse(text));
});

test("a key named like a member of every object is no setting", () => {
  expect(read('{"__proto__": 1, "constructor": 2}')).toMatchObject({
    faults: ["1: There is no setting `__proto__`", "17: There is no setting `constructor`"],
  });
});

test.each([
  ["src", "src/deep/a.ts", true],
  ["src/", "src/a.ts", true],
  ["./src", "src/a.ts", true],
  ["src", "srcs/a.ts", false],
  ["*.ts", "a.ts", true],
  ["*.ts", "src/a.ts", false],
  ["**/*.test.ts", "a.test.ts", true],
  ["**/*.test.ts", "src/deep/a.test.ts", true],
  ["src/**", "src/deep/a.ts", true],
  ["{src,lib}/*.ts", "lib/a.ts", true],
  ["{src,lib}/*.ts", "test/a.ts", false],
  ["a?.ts", "ab.ts", true],
  ["a?.ts", "a/.ts", false],
  ["a(1)[2]+.ts", "a(1)[2]+.ts", true],
])("the pattern %s and the file %s", (pattern, path, matches) => {
  expect(globMatcher([pattern])(path)).toBe(matches);
});

test("the schema for editors has the settings that are read", () => {
  expect(Object.keys(schema.properties)).toEqual(settings);
});
