/** What is declared of Freehold's own types for strict code is there when it runs. */

import { expect, test } from "vitest";
import * as runtime from "freehold";
import { freehold } from "@freehold/checker/borrows/freehold.generated";

const exported: Readonly<Record<string, unknown>> = runtime;
const classes = freehold.classes.filter(({ kind, name }) => kind === "class" && typeof exported[name] === "function");

test("every class and function is exported, but what others only extend", () => {
  const bases = new Set(freehold.classes.map(({ base }) => (base?.kind === "named" ? base.name : "")));
  const names = [
    ...freehold.classes.filter(({ kind, name }) => kind === "class" && !bases.has(name)).map(({ name }) => name),
    ...freehold.functions.map(([name]) => name),
  ];
  expect(names.filter((name) => exported[name] === undefined)).toEqual([]);
});

test.for(classes.map(({ name }) => name))("%s has what is declared of it", (name) => {
  const { methods, accessors, statics } = classes.find((each) => each.name === name)!;
  const made = exported[name] as { readonly prototype: object };
  const own = [...methods.keys(), ...accessors.keys()].filter((member) => !member.startsWith("["));
  expect(own.filter((member) => !(member in made.prototype))).toEqual([]);
  expect([...statics.keys()].filter((member) => !(member in made))).toEqual([]);
});
