/** Asks the index what the Markdown tables beside this file say, and holds every model to the schema and to its words. */

import { ownershipMembers } from "@freehold/mir/vocabulary";
import { describe, expect, test } from "vitest";
import { allModels, modelMembers, modelNames } from "../src/all.ts";
import { indexModels, type FoundFunction } from "../src/index-of.ts";
import type { FunctionModel, ResultModel, TypeModel } from "../src/schema.ts";
import { validateModel } from "../src/validate.ts";
import { codeIn, tableUnder } from "./tables.ts";

const files = ["freehold.md", "freehold-threads.md", "node.md", "web.md", "npm.md"];
const index = indexModels(allModels);

describe.each(files)("%s", (file) => {
  test.each(tableUnder(file, "What is owned"))("%s: %s", (what, typeCell, strength, acquired, released) => {
    const key = codeIn(typeCell)[0]!;
    const found = index.typeByKey(key);
    expect(found?.key).toBe(key);
    expect(found?.type).toMatchObject({ what, strength });
    expect([...found!.type.release, ...(found!.type.releasedBy ?? [])]).toEqual(codeIn(released));
    for (const each of acquired.split(", ").filter((text) => text !== "—")) expect(acquires(each, key), each).toBe(true);
    for (const call of found!.type.releasedBy ?? []) expect(givesBack(key, call), call).toBe(true);
  });

  test.each(tableUnder(file, "What happens to what is given"))("%s %s %s", (moduleCell, call, effects) => {
    const found = lookUp(codeIn(moduleCell)[0]!, codeIn(call)[0]!);
    expect(wordsOf(found!.function)).toBe(effects);
  });

  test.each(tableUnder(file, "What is recognised by its shape"))("%s with %s is %s", (nameCell, memberCell, typeCell) => {
    const names = codeIn(nameCell);
    const members = codeIn(memberCell);
    for (const name of names.length === 0 ? ["Any"] : names) {
      expect(index.typeModel({ modules: [], names: [name], members, ambient: true })?.key).toBe(codeIn(typeCell)[0]);
      expect(index.typeModel({ modules: [], names: [name], members: [], ambient: true })).toBeUndefined();
    }
  });
});

test("every type has its line in a table", () => {
  const listed = files.flatMap((file) => tableUnder(file, "What is owned")).map((row) => codeIn(row[1]!)[0]);
  const known = allModels.flatMap((model) => Object.keys(model.types ?? {}).map((name) => `${model.modules[0]}:${name}`));
  expect(new Set(listed)).toEqual(new Set(known));
  expect(listed).toHaveLength(known.length);
});

test("every call that does more than borrow has its line in a table", () => {
  const listed = files
    .flatMap((file) => tableUnder(file, "What happens to what is given"))
    .map(([module, call]) => `${codeIn(module!)[0]} ${codeIn(call!)[0]}`);
  const known = allModels.flatMap((model) =>
    Object.entries(model.functions ?? {}).flatMap(([key, each]) => (wordsOf(each) === "borrows" ? [] : [`${model.modules[0]} ${key}`])),
  );
  expect(known.filter((key) => !listed.includes(key))).toEqual([]);
});

test("no two models speak for the same function or type of a module", () => {
  const spoken = allModels.flatMap((model) =>
    model.modules.flatMap((module) =>
      [...Object.keys(model.functions ?? {}), ...Object.keys(model.types ?? {}).map((name) => `:${name}`)].map((key) => `${module} ${key}`),
    ),
  );
  expect(spoken.filter((key, at) => spoken.indexOf(key) !== at)).toEqual([]);
});

test("the front end asks types about every member by which a shape is told", () => {
  const asked = new Set(ownershipMembers);
  const missing = [...modelMembers(allModels)].filter((member) => !asked.has(member) && !member.startsWith("dispose"));
  expect(missing).toEqual([]);
});

test("the names in models are bare", () => {
  const names = new Set(modelNames(allModels).flatMap(({ acquiring, ending, touching }) => [...acquiring, ...ending, ...touching]));
  for (const name of ["open", "PoolClient", "release", "createObjectURL", "_malloc", "[Symbol.dispose]"]) expect(names).toContain(name);
  expect([...names].filter((name) => !/^(?:[\w$]+|\[Symbol\.\w+\]|\(\))$/.test(name))).toEqual([]);
});

describe.each(allModels.map((model) => [model.modules[0], model] as const))("%s", (_, model) => {
  test("is valid", () => expect(validateModel(model)).toEqual([]));

  test("names only results that exist", () => {
    const results = Object.values(model.functions ?? {}).flatMap(({ result, callback }) => [
      result?.kind === "fresh" ? result.type : undefined,
      callback?.type,
    ]);
    for (const type of results) if (type !== undefined) expect(index.resultType(model, type), type).toBeDefined();
  });

  test("says what happens at run time, in whole sentences, for all that must be released", () => {
    for (const [name, type] of Object.entries(model.types ?? {})) {
      for (const text of textsOf(type)) expect(text, name).toMatch(/^(?:`\w|[A-Z]).*\.$/);
      expect(type.what, name).toMatch(/^(?:an? |the )?[\w\s'/-]+$/);
      if (type.strength === "hard") expect(type.leak, name).toBeDefined();
    }
  });
});

/** `` `open` ``, or `` `open` of `node:fs/promises` `` for one of another module. */
function acquires(written: string, key: string): boolean {
  const [call, module] = codeIn(written);
  const found = lookUp(module ?? key.slice(0, key.lastIndexOf(":")), call!);
  const result = found?.function.result;
  if (found?.function.takes?.["this"] === "acquires") return key.endsWith(`:${call!.split(".")[0]}`);
  const types = [result?.kind === "fresh" ? result.type : undefined, found?.function.callback?.type];
  return types.some((type) => type !== undefined && index.resultType(found!.model, type)?.key === key);
}

/** A function that ends a value says so itself, or as a method: `gl.deleteBuffer(b)`, `module._free(p)`. */
function givesBack(key: string, call: string): boolean {
  const releasing = Object.entries(index.typeByKey(key)!.model.functions ?? {}).filter(([, known]) => known.takes?.["0"] === "releases");
  return releasing.some(([name]) => name === call || name.endsWith(`.${call}`) || name === `static ${call}`);
}

/** As the checker asks: `new Pool`, `static URL.createObjectURL`, `Pool.connect`, `open`. */
function lookUp(module: string, key: string): FoundFunction | undefined {
  const [first, second] = key.split(" ");
  if (first === "new") return index.functionModel({ modules: [module], owner: second!, name: "constructor", form: "new" });
  const path = second ?? first!;
  const dot = path.lastIndexOf(".");
  const owner = path.slice(0, Math.max(dot, 0));
  const name = path.slice(dot + 1);
  if (first === "static") return index.functionModel({ modules: [module], owner, name, form: "static" });
  const receiver = { modules: [module], names: [owner], members: [] };
  return index.functionModel({ modules: [module], owner, name, form: "call", receiver });
}

function wordsOf(known: FunctionModel): string {
  const words = Object.entries(known.takes ?? {}).map(([position, effect]) => `${effect} \`${position}\``);
  if (known.result !== undefined) words.push(...resultWords(known.result));
  if (known.callback !== undefined) words.push(`hands over \`${known.callback.parameter}\``);
  if (known.locks !== undefined) words.push(`locks \`${known.locks.name ?? "this"}\``);
  for (const [position, how] of Object.entries(known.sends ?? {})) words.push(`sends \`${position}\`${how === "text" ? " as text" : ""}`);
  if (known.endsViews === true) words.push("ends views");
  if (known.seldomNothing === true) words.push("hardly ever gives nothing");
  return words.length === 0 ? "borrows" : words.join(", ");
}

function resultWords(result: ResultModel): readonly string[] {
  switch (result.kind) {
    case "fresh":
      return result.within === undefined ? [] : [`ends with \`${result.within}\``];
    case "same":
      return [`gives back \`${result.as}\``];
    case "derived":
      return [`gives a part of \`${result.from}\``];
    case "wraps":
      return [`wraps \`${result.what}\``];
    case "shared":
      return ["gives nothing owned"];
  }
}

function textsOf(type: TypeModel): readonly string[] {
  return [type.leak, type.useAfter, type.doubleRelease].filter((text) => text !== undefined);
}
