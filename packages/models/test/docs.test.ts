/** The examples of `docs/models.md` are valid, and say what the text says. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { allModels } from "../src/all.ts";
import { indexModels } from "../src/index-of.ts";
import type { Model } from "../src/schema.ts";
import { validateModel } from "../src/validate.ts";

const text = readFileSync(new URL("../../../docs/models.md", import.meta.url), "utf8");
const example: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)?.[1] ?? "");
const schema = readFileSync(new URL("../src/schema.ts", import.meta.url), "utf8");

test("the example is a valid model", () => {
  expect(validateModel(example)).toEqual([]);
});

test("the example is found beside the models that are shipped", () => {
  const index = indexModels([...allModels, example as Model]);
  expect(index.functionModel({ modules: ["leases"], owner: "Office", name: "lease", form: "call" })?.function.throws).toBe("outside");
  expect(index.typeModel({ modules: [], names: ["Seat"], members: ["giveBack", "id"] })?.key).toBe("leases:Lease");
});

test("every key of the schema is explained", () => {
  const keys = [...schema.matchAll(/readonly (\w+)\??:/g)].map((match) => match[1] ?? "");
  const explained = new Set([...text.matchAll(/[`"](\w+)[`"]/g)].map((match) => match[1]));
  expect(keys.length).toBeGreaterThan(30);
  expect(keys.filter((key) => !explained.has(key))).toEqual([]);
});

test("every effect and kind of result is explained", () => {
  const words = [...schema.matchAll(/(?:kind: |Effect = |\| )"(\w+)"/g)].map((match) => match[1] ?? "");
  expect(words).toContain("acquires");
  expect(words.filter((word) => !text.includes(`\`${word}\``))).toEqual([]);
});
