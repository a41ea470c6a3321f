/** One lookup over many models, built once: from a declaration's module, owner and name to what is known about it. */

import type { FunctionModel, Model, ShapeModel, TypeModel } from "./schema.ts";

/** Asks for a type by where it is declared and what it is called, and failing that by its shape. */
export interface TypeQuery {
  /** Of the declaration: `["node:fs/promises"]`, `["global"]`; a project's own declarations have none. */
  readonly modules: readonly string[];
  /** Nearest first: its own, then those of its bases. */
  readonly names: readonly string[];
  readonly members: readonly string[];
  /** A class of the project with code of its own: only shapes of what it extends speak for it. */
  readonly own?: boolean;
  /** Declared without code; shapes that say little ask for it. */
  readonly ambient?: boolean;
}

export interface FunctionQuery {
  readonly modules: readonly string[];
  /** The class or interface that declares it; empty for free functions. */
  readonly owner: string;
  readonly name: string;
  readonly form: "call" | "new" | "static";
  /** The receiver's type: finds methods of vendored and generated types, and of subclasses. */
  readonly receiver?: TypeQuery;
  /** The awaited result's type: finds `Pool.connect` of a `Pool` that the project declares itself. */
  readonly result?: TypeQuery;
  /** Declared without code. */
  readonly ambient?: boolean;
  /** The types of the parameters of the callback it is given: finds a `Pool.getConnection(callback)` of the project's own. */
  readonly callback?: readonly (TypeQuery | undefined)[];
}

export interface FoundFunction {
  readonly model: Model;
  readonly function: FunctionModel;
}

export interface FoundType {
  /** The first module of its model, and its name: `pg:PoolClient`. */
  readonly key: string;
  readonly model: Model;
  readonly type: TypeModel;
}

export interface ModelIndex {
  functionModel(query: FunctionQuery): FoundFunction | undefined;
  typeModel(query: TypeQuery): FoundType | undefined;
  typeByKey(key: string): FoundType | undefined;
  /** The type that a result of this model names: its own, or another's by key. */
  resultType(model: Model, name: string): FoundType | undefined;
  /** The bare names of the functions that send something to another thread. */
  readonly senders: ReadonlySet<string>;
  /** Of those that take a lock. */
  readonly lockers: ReadonlySet<string>;
}

/** Later models win over earlier ones, so that a project's own come last. */
export function indexModels(models: readonly Model[]): ModelIndex {
  const tables = collectTables(models);
  return {
    functionModel: (query) => findFunction(tables, query),
    typeModel: (query) => findType(tables, query),
    typeByKey: (key) => tables.typesByModule.get(key),
    resultType: (model, name) => tables.typesByModule.get(typeKey(model, name)) ?? tables.typesByModule.get(name),
    senders: bareNames(models, ({ sends }) => sends !== undefined),
    lockers: bareNames(models, ({ locks }) => locks !== undefined),
  };
}

function bareNames(models: readonly Model[], is: (known: FunctionModel) => boolean): ReadonlySet<string> {
  const known = models.flatMap(({ functions = {} }) => Object.entries(functions)).filter(([, each]) => is(each));
  return new Set(known.map(([key]) => key.slice(key.lastIndexOf(".") + 1)));
}

interface Tables {
  /** By `pg Pool.connect`. */
  readonly functions: ReadonlyMap<string, FoundFunction>;
  /** By `pg:PoolClient`, once for each module of the model. */
  readonly typesByModule: ReadonlyMap<string, FoundType>;
  /** By name; those of any name are under the empty one. Later models first. */
  readonly shapes: ReadonlyMap<string, readonly Shape[]>;
  /** The functions whose fresh result is of a type that has a shape, by `Pool.connect`. */
  readonly makers: ReadonlyMap<string, readonly Maker[]>;
  /** Without what they give back, by `getDocument`. */
  readonly anywhere: ReadonlyMap<string, FoundFunction>;
  /** The functions that hand such a type to their callback. */
  readonly handers: ReadonlyMap<string, readonly Maker[]>;
}

interface Shape {
  readonly shape: ShapeModel;
  /** Key of the type it tells. */
  readonly tells: string;
}

interface Maker {
  readonly found: FoundFunction;
  /** Key of the type it makes. */
  readonly makes: string;
}

/** What a browser or a worker calls by its bare name is declared on its global object as well. */
const globalObjects = new Set([
  "Window",
  "WindowOrWorkerGlobalScope",
  "GlobalEventHandlers",
  "WorkerGlobalScope",
  "DedicatedWorkerGlobalScope",
  "globalThis",
]);

function collectTables(models: readonly Model[]): Tables {
  const functions = new Map<string, FoundFunction>();
  const typesByModule = new Map<string, FoundType>();
  const shapes = new Map<string, Shape[]>();
  const makers = new Map<string, Maker[]>();
  const handers = new Map<string, Maker[]>();
  const anywhere = new Map<string, FoundFunction>();
  for (const model of models) {
    for (const [name, type] of Object.entries(model.types ?? {})) {
      for (const module of model.modules) typesByModule.set(`${module}:${name}`, { key: typeKey(model, name), model, type });
    }
    for (const [key, known] of Object.entries(model.functions ?? {})) {
      const found = { model, function: known };
      for (const module of model.modules) functions.set(`${module} ${key}`, found);
      if (known.anywhere === true) anywhere.set(key.slice(key.lastIndexOf(".") + 1), resultless(found));
      if (known.result?.kind === "fresh") prepend(makers, key, { found, makes: namedKey(model, known.result.type) });
      if (known.callback !== undefined) prepend(handers, key, { found, makes: namedKey(model, known.callback.type) });
    }
    for (const shape of model.shapes ?? []) {
      const tells = typeKey(model, shape.type);
      for (const name of shape.names.length === 0 ? [""] : shape.names) prepend(shapes, name, { shape, tells });
    }
  }
  return { functions, typesByModule, shapes, makers, handers, anywhere };
}

function findFunction(tables: Tables, query: FunctionQuery): FoundFunction | undefined {
  const keys = functionKeys(query);
  const declared = firstOf(query.modules, (module) => firstOf(keys, (key) => spoken(tables.functions.get(`${module} ${key}`), query)));
  return (
    declared ??
    spoken(findByReceiver(tables, query), query) ??
    findByResult(tables, query, keys) ??
    findByCallback(tables, query, keys) ??
    (query.ambient === true ? tables.anywhere.get(query.name) : undefined)
  );
}

/** A model's result may be that of some overloads only; where the result is not known it is that of all. */
function spoken(found: FoundFunction | undefined, query: FunctionQuery): FoundFunction | undefined {
  const only = found?.function.whenResult;
  if (only === undefined || query.result === undefined) return found;
  if (query.result.names.some((name) => only.includes(name))) return found;
  return found?.function.callback === undefined && found?.function.tidies === undefined ? undefined : resultless(found);
}

/** The overload that hands its result to a callback, or has another. */
function resultless({ model, function: { result: _, ...others } }: FoundFunction): FoundFunction {
  return { model, function: others };
}

/**
 * As models write it, the exact spelling first: TypeScript declares many statics and constructors on a variable's type. A call
 * of which neither receiver nor result is known was read off the code, where `MongoClient.connect` can only be the static.
 */
function functionKeys({ owner, name, form, receiver, result }: FunctionQuery): readonly string[] {
  if (form === "new") return [`new ${name}`, `new ${owner}`];
  if (owner === "") return [name];
  const method = `${owner}.${name}`;
  const bare = globalObjects.has(owner) ? [name] : [];
  const isStatic = form === "static" || (receiver === undefined && result === undefined);
  return isStatic ? [`static ${method}`, method, ...bare] : [method, `static ${method}`, ...bare];
}

function findByReceiver(tables: Tables, query: FunctionQuery): FoundFunction | undefined {
  if (query.form !== "call" || query.receiver === undefined) return undefined;
  const receiver = findType(tables, query.receiver);
  if (receiver === undefined) return undefined;
  const typeName = receiver.key.slice(receiver.key.lastIndexOf(":") + 1);
  return firstOf(receiver.model.modules, (module) => tables.functions.get(`${module} ${typeName}.${query.name}`));
}

/** A function that the project declares itself is a library's when both its name and the shape of its result are. */
function findByResult(tables: Tables, query: FunctionQuery, keys: readonly string[]): FoundFunction | undefined {
  if (query.result === undefined) return undefined;
  const result = findType(tables, query.result);
  if (result === undefined) return undefined;
  return firstOf(keys, (key) => tables.makers.get(key)?.find((maker) => maker.makes === result.key)?.found);
}

/** The same for functions that give what they make to a callback. */
function findByCallback(tables: Tables, query: FunctionQuery, keys: readonly string[]): FoundFunction | undefined {
  if (query.callback === undefined) return undefined;
  const found = firstOf(keys, (key) => tables.handers.get(key)?.find((maker) => handsOver(tables, query, maker))?.found);
  return found && resultless(found);
}

function handsOver(tables: Tables, { callback }: FunctionQuery, { found, makes }: Maker): boolean {
  const given = callback?.[found.function.callback?.parameter ?? 0];
  return given !== undefined && findType(tables, given)?.key === makes;
}

function findType(tables: Tables, query: TypeQuery): FoundType | undefined {
  const declared = firstOf(query.names, (name) => firstOf(query.modules, (module) => tables.typesByModule.get(`${module}:${name}`)));
  if (declared !== undefined) return declared;
  const shape = firstOf([...query.names, ""], (name) => tables.shapes.get(name)?.find((candidate) => fits(candidate.shape, query)));
  return shape && tables.typesByModule.get(shape.tells);
}

function fits(shape: ShapeModel, query: TypeQuery): boolean {
  if (shape.ambient === true && query.ambient !== true) return false;
  if (query.own === true && shape.extended !== true) return false;
  return shape.members.every((member) => query.members.includes(member));
}

/** A type of the model's own, or another's that is named by key. */
function namedKey(model: Model, name: string): string {
  return name.includes(":") ? name : typeKey(model, name);
}

function typeKey(model: Model, name: string): string {
  return `${model.modules[0] ?? "project"}:${name}`;
}

function prepend<T>(table: Map<string, T[]>, key: string, value: T): void {
  const values = table.get(key);
  if (values === undefined) table.set(key, [value]);
  else values.unshift(value);
}

function firstOf<T, R>(values: readonly T[], find: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
