/** What a project is told about a model that it wrote. */

import { expect, test } from "vitest";
import { nearest } from "../src/nearest.ts";
import { validateModel } from "../src/validate.ts";

const lease = { what: "a lease", strength: "hard", release: ["giveBack"] };

function withType(type: object): unknown {
  return { modules: ["leases"], types: { Lease: type } };
}

function withFunction(key: string, known: unknown): unknown {
  return { modules: ["leases"], types: { Lease: lease }, functions: { [key]: known } };
}

test("a model that says all it needs has no problems", () => {
  expect(
    validateModel(
      withFunction("Office.lease", { result: { kind: "fresh", type: "Lease", awaited: true }, takes: { "1.signal": "borrows" } }),
    ),
  ).toEqual([]);
});

test("a type of another model is named by its key", () => {
  expect(validateModel(withFunction("checkout", { result: { kind: "fresh", type: "pg:PoolClient" } }))).toEqual([]);
});

test.each<readonly [string, unknown, string]>([
  ["no object", [], "the model must be an object, and is `[]`"],
  ["no modules", {}, "`modules` must be a list of names, and is missing"],
  ["an empty list of modules", { modules: [] }, "`modules` must name at least one module"],
  ["an unknown key of the model", { modules: ["a"], type: {} }, "the model has the unknown key `type`; the nearest right one is `types`"],
  [
    "a misspelt key of a type",
    withType({ ...lease, realese: [] }),
    "`types.Lease` has the unknown key `realese`; the nearest right one is `release`",
  ],
  ["a key like nothing known", withType({ ...lease, colour: "red" }), "`types.Lease` has the unknown key `colour`"],
  ["a missing key", withType({ what: "a lease", strength: "hard" }), "`types.Lease` needs `release`"],
  [
    "a wrong strength",
    withType({ ...lease, strength: "hrad" }),
    '`types.Lease.strength` must be one of `"none"`, `"soft"`, `"hard"`, and is `"hrad"`; the nearest right one is `hard`',
  ],
  ["a text for a list", withType({ ...lease, release: "giveBack" }), '`types.Lease.release` must be a list of names, and is `"giveBack"`'],
  ["a text for a flag", withType({ ...lease, loan: "yes" }), '`types.Lease.loan` must be `true` or `false`, and is `"yes"`'],
  [
    "nothing that releases",
    withType({ ...lease, release: [] }),
    "`types.Lease` is to be released, and must say how: by `release`, `releasedBy` or `endedBy`",
  ],
  [
    "a key with brackets",
    withFunction("lease()", {}),
    "`functions.lease()` is no function: write `open`, `Pool.connect`, `new Pool` or `static Pool.of`",
  ],
  [
    "an unknown kind of result",
    withFunction("lease", { result: { kind: "new" } }),
    '`functions.lease.result.kind` must be one of `"fresh"`, `"same"`, `"derived"`, `"wraps"`, `"shared"`, and is `"new"`',
  ],
  [
    "an unknown type of result",
    withFunction("lease", { result: { kind: "fresh", type: "Leese" } }),
    "`functions.lease.result.type` names `Leese`, which is not under `types`; the nearest right one is `Lease`",
  ],
  [
    "a parameter by its name",
    withFunction("lease", { takes: { client: "stores" } }),
    "`functions.lease.takes.client` is no position: write `this`, `0`, `1.signal` or `*`",
  ],
  ["an acquired argument", withFunction("lease", { takes: { "0": "acquires" } }), "`functions.lease.takes`: only `this` can be `acquires`"],
  [
    "a shape without members",
    { ...(withType(lease) as object), shapes: [{ names: ["Lease"], members: [], type: "Lease" }] },
    "`shapes[0].members` must name at least one member: a name alone proves nothing",
  ],
])("%s is told", (_, model, message) => {
  expect(validateModel(model)).toEqual([message]);
});

test("several problems are told at once, in the order of the file", () => {
  expect(validateModel(withType({ what: 1, strength: "soft", release: [""] }))).toEqual([
    "`types.Lease.what` must be a text, and is `1`",
    '`types.Lease.release` must be a list of names, and is `[""]`',
  ]);
});

test.each([
  ["relase", "release"],
  ["releasd", "release"],
  ["Release", "release"],
  ["erlease", "release"],
  ["colour", undefined],
  ["a", undefined],
])("the nearest word to %s is %s", (word, expected) => {
  expect(nearest(word, ["release", "releasedBy", "derived", "what", "b"])).toBe(expected);
});
