/** The models of Freehold's own runtime know every export of it, and what the checker asks of a class that extends `Drop`. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { allModels } from "../src/all.ts";
import { freeholdThreads } from "../src/freehold-threads.ts";
import { freehold } from "../src/freehold.ts";
import { indexModels } from "../src/index-of.ts";

const types = { ...freehold.types, ...freeholdThreads.types };
const functions = { ...freehold.functions, ...freeholdThreads.functions };

const face = readFileSync(new URL("../../runtime/src/index.ts", import.meta.url), "utf8");

/** Own nothing that somebody must end, and take nothing: traits, their marks, errors, and what starts and names threads. */
const harmless = /^(?:Any|Trait|required|\w+Error|Thread|ThreadBuilder|Scope)$/;

/** Names of values; types have nothing to model. */
const exported = [...face.matchAll(/export \{([^}]*)\}/g)]
  .flatMap((match) => match[1]!.split(","))
  .map((name) => name.trim())
  .filter((name) => name !== "" && !name.startsWith("type "));

test("the runtime's face was read", () => {
  expect(exported.length).toBeGreaterThan(30);
  expect(exported).toContain("Box");
});

test.for(exported.filter((name) => !harmless.test(name)))("%s is a type or a function of the model", (name) => {
  expect(name in types || Object.keys(functions).some((key) => key === name || key.startsWith(`${name}.`))).toBe(true);
});

test("every type and function of the model is the runtime's", () => {
  const names = [...Object.keys(types), ...Object.keys(functions).map((key) => key.replace(/^static /, "").split(".")[0]!)];
  expect(names.filter((name) => !exported.includes(name) && !new RegExp(`\\btype ${name}\\b`).test(face))).toEqual([]);
});

test("every method of the model is one of its class", () => {
  const keys = Object.keys(functions).filter((key) => key.includes("."));
  expect(keys.filter((key) => !hasMethod(key))).toEqual([]);
});

test("a project's own class is a value with a destructor when it extends Drop, and not when it is called so", () => {
  const index = indexModels(allModels);
  const members = ["[Symbol.dispose]"];
  expect(index.typeModel({ modules: [], names: ["Drop"], members, own: true })?.key).toBe("freehold:Drop");
  expect(index.typeModel({ modules: [], names: ["Base"], members, own: true })).toBeUndefined();
  expect(index.typeModel({ modules: [], names: ["Drop"], members: [], own: true })).toBeUndefined();
});

test("a shape that is not for own classes does not tell them", () => {
  const index = indexModels([
    {
      modules: ["leases"],
      types: { Lease: { what: "a lease", strength: "hard", release: ["free"], leak: "It stays." } },
      shapes: [{ names: ["Lease"], members: ["free"], type: "Lease" }],
    },
  ]);
  expect(index.typeModel({ modules: [], names: ["Lease"], members: ["free"] })?.key).toBe("leases:Lease");
  expect(index.typeModel({ modules: [], names: ["Lease"], members: ["free"], own: true })).toBeUndefined();
});

/** `static Box.new` is declared in the file of `Box`. */
function hasMethod(key: string): boolean {
  const [owner, method] = key.replace(/^static /, "").split(".");
  const file = new RegExp(`[{,]\\s*(?:type )?${owner}\\b[^}]*\\} from "\\.(/[\\w/-]+\\.ts)"`).exec(face)?.[1];
  if (file === undefined) return false;
  const source = readFileSync(new URL(`../../runtime/src${file}`, import.meta.url), "utf8");
  // An object of functions names them, a class declares them.
  return new RegExp(`^  ${key.startsWith("static ") ? "static " : ""}(?:async )?\\*?${method}[<(,]`, "m").test(source);
}
