/** The lookups that the checker asks: by declaration, by receiver, by the shape of what is made. */

import { expect, test } from "vitest";
import { allModels } from "../src/all.ts";
import { indexModels } from "../src/index-of.ts";

const index = indexModels(allModels);

test("a method is found by its module and the class that declares it", () => {
  const found = index.functionModel({ modules: ["pg"], owner: "Pool", name: "connect", form: "call" });
  expect(found?.function.result).toEqual({ kind: "fresh", type: "PoolClient", awaited: true });
  expect(found && index.resultType(found.model, "PoolClient")?.key).toBe("pg:PoolClient");
});

test("a type is found through its nearest modelled base", () => {
  expect(index.typeModel({ modules: ["pg"], names: ["TracedClient", "PoolClient"], members: [] })?.key).toBe("pg:PoolClient");
});

test("a type that the project declares is found by its name and members, never by its name alone", () => {
  expect(index.typeModel({ modules: [], names: ["PoolClient"], members: ["query", "release"] })?.key).toBe("pg:PoolClient");
  expect(index.typeModel({ modules: [], names: ["PoolClient"], members: ["query"] })).toBeUndefined();
});

test("a function that the project declares is found when its result has the shape of what it makes", () => {
  const query = { modules: [], owner: "Pool", name: "connect", form: "call" } as const;
  const client = { modules: [], names: ["PoolClient"], members: ["query", "release"] };
  expect(index.functionModel({ ...query, result: client })?.model.modules).toContain("pg");
  expect(index.functionModel({ ...query, result: { ...client, members: [] } })).toBeUndefined();
  expect(index.functionModel(query)).toBeUndefined();
});

test("a model that speaks for some overloads is silent about the others", () => {
  const query = { modules: ["knex"], owner: "Knex", name: "transaction", form: "call" } as const;
  expect(index.functionModel({ ...query, result: { modules: ["knex"], names: ["Transaction", "Knex"], members: [] } })).toBeDefined();
  expect(index.functionModel({ ...query, result: { modules: [], names: ["Invoice"], members: [] } })).toBeUndefined();
  expect(index.functionModel(query)).toBeDefined();
});

test("a function that gives what it makes to a callback is found by the type of the callback's parameter", () => {
  const query = { modules: [], owner: "Pool", name: "getConnection", form: "call" } as const;
  const connection = { modules: [], names: ["PoolConnection"], members: ["query", "release"] };
  const found = index.functionModel({ ...query, callback: [undefined, connection] });
  expect(found?.function.callback).toEqual({ type: "PoolConnection", parameter: 1, error: 0 });
  expect(found?.function.result).toBeUndefined();
  expect(index.functionModel({ ...query, callback: [connection] })).toBeUndefined();
});

test("the overload that calls back has no result of its own", () => {
  const query = { modules: ["pg"], owner: "Pool", name: "connect", form: "call" } as const;
  const found = index.functionModel({ ...query, result: { modules: [], names: ["void"], members: [] } });
  expect(found?.function.callback?.release).toBe(2);
  expect(found?.function.result).toBeUndefined();
});

test("a static and a method of one name are told apart", () => {
  const query = { modules: ["mongodb"], owner: "MongoClient", name: "connect" } as const;
  const receiver = { modules: ["mongodb"], names: ["MongoClient"], members: [] };
  expect(index.functionModel({ ...query, form: "static", receiver })?.function.result?.kind).toBe("fresh");
  expect(index.functionModel({ ...query, form: "call", receiver })?.function.result?.kind).toBe("same");
});

test("a call that is read off the code alone is the static", () => {
  expect(index.functionModel({ modules: ["mongodb"], owner: "MongoClient", name: "connect", form: "call" })?.function.result?.kind).toBe(
    "fresh",
  );
  expect(index.functionModel({ modules: ["global"], owner: "URL", name: "createObjectURL", form: "call" })?.function.result?.kind).toBe(
    "fresh",
  );
});

test("a constructor is found by its class, however it is asked for", () => {
  const worker = index.functionModel({ modules: ["node:worker_threads"], owner: "Worker", name: "constructor", form: "new" });
  expect(worker?.function.result).toEqual({ kind: "fresh", type: "Worker" });
  expect(index.functionModel({ modules: ["node:worker_threads"], owner: "threads", name: "Worker", form: "new" })).toEqual(worker);
  expect(index.functionModel({ modules: ["node:worker_threads"], owner: "", name: "Worker", form: "new" })).toEqual(worker);
});

test("a method is found through the shape of its receiver", () => {
  const query = { modules: [], owner: "", name: "_malloc", form: "call" } as const;
  expect(
    index.functionModel({ ...query, receiver: { modules: [], names: ["Codec"], members: ["_malloc", "_free"] } })?.function.endsViews,
  ).toBe(true);
  expect(index.functionModel({ ...query, receiver: { modules: [], names: ["Codec"], members: ["_malloc"] } })).toBeUndefined();
});

test("a shape that says little tells only types declared without code", () => {
  const query = { modules: [], names: ["Address"], members: ["free"] };
  expect(index.typeModel({ ...query, ambient: true })?.key).toBe("wasm-bindgen:WasmObject");
  expect(index.typeModel({ ...query, ambient: false })).toBeUndefined();
  expect(index.typeModel(query)).toBeUndefined();
});

test("what the global object declares is found by its bare name", () => {
  const found = index.functionModel({ modules: ["global"], owner: "WindowOrWorkerGlobalScope", name: "createImageBitmap", form: "call" });
  expect(found?.function.result).toEqual({ kind: "fresh", type: "ImageBitmap", awaited: true });
});

test("names like those of Object.prototype find nothing", () => {
  expect(index.functionModel({ modules: ["pg"], owner: "", name: "constructor", form: "call" })).toBeUndefined();
  expect(index.typeModel({ modules: ["pg"], names: ["toString", "__proto__"], members: [] })).toBeUndefined();
  expect(index.typeByKey("pg:hasOwnProperty")).toBeUndefined();
});

test("a later model wins over an earlier one", () => {
  const own = { modules: ["pg"], types: { PoolClient: { what: "a lease", strength: "soft", release: ["release"] } } } as const;
  expect(indexModels([...allModels, own]).typeByKey("pg:PoolClient")?.type.what).toBe("a lease");
});
