/** Decides whether a type is owned, and how hard its obligation is: by model, by a model's shape, or by its release members. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { BodyId } from "@freehold/mir/body";
import type { Origin, Program, ProgramFile, TypeFact, TypeId } from "@freehold/mir/program";
import { remembering } from "@freehold/mir/remembering";
import type { FoundType, ModelIndex, TypeQuery } from "@freehold/models/index-of";
import { releaseMethods, softReleaseMethods } from "../words.ts";
import { indexCallees, type CalleeIndex } from "./callee-body.ts";
import type { Handed, OwnedType } from "./contract.ts";
import { endsOnlyGiven, releaseCode, selfEnding, type ClassNames } from "./release-code.ts";

/** The program, the models and what was already worked out about its types. */
export interface Knowledge {
  readonly program: Program;
  readonly models: ModelIndex;
  readonly files: ReadonlyMap<FilePath, ProgramFile>;
  /** Classes of the program that have code, by file and name. */
  readonly classes: ReadonlySet<string>;
  readonly callees: CalleeIndex;
  readonly ownedTypes: Map<TypeId, OwnedType | undefined>;
  /** What calls hand to closures, by the closure's code, as far as it was worked out. */
  readonly handed: Map<BodyId, Handed>;
  /** The key of the type of which a closure need not release what it makes. */
  readonly tidied: Map<BodyId, string>;
}

export function knowledgeOf(program: Program, models: ModelIndex): Knowledge {
  const files = new Map(program.files.map((file) => [file.path, file]));
  return {
    program,
    models,
    files,
    classes: classesOf(program),
    callees: indexCallees(program, files),
    ownedTypes: new Map(),
    handed: new Map(),
    tidied: new Map(),
  };
}

/** Amortised O(1): each type is worked out once. */
export function ownedType(knowledge: Knowledge, type: TypeId): OwnedType | undefined {
  if (knowledge.ownedTypes.has(type)) return knowledge.ownedTypes.get(type);
  const owned = workOut(knowledge, type);
  knowledge.ownedTypes.set(type, owned);
  return owned;
}

/** What a promise resolves to, through unions with null and undefined; any other type is itself. */
export function awaitedType(program: Program, type: TypeId): { readonly type: TypeId; readonly promised: boolean } {
  const fact = soleShape(program, type);
  if (fact?.shape !== "promise" || fact.parts[0] === undefined) return { type, promised: false };
  return { type: fact.parts[0], promised: true };
}

/** The type without null and undefined, when one shape is left. */
export function soleShape(program: Program, type: TypeId): TypeFact | undefined {
  const fact = program.types[type];
  if (fact?.shape !== "union") return fact;
  const parts = fact.parts.map((part) => program.types[part]).filter((part) => part !== undefined && part.shape !== "nullish");
  return parts.length === 1 ? parts[0] : undefined;
}

/** A type that a model names, for results whose declared type says nothing: `open` gives the number of a descriptor. */
export function modelledType(name: string, found: FoundType): OwnedType {
  const { type } = found;
  return { key: found.key, name, what: type.what, strength: type.strength, release: type.release, model: type, code: "absent" };
}

/** What models are asked for a type; absent for types without a name of their own. */
export function typeQuery(knowledge: Knowledge, type: TypeId): TypeQuery | undefined {
  const fact = soleShape(knowledge.program, type);
  return fact === undefined ? undefined : queryOf(fact);
}

function queryOf(fact: TypeFact): TypeQuery {
  return {
    modules: modulesOf(fact.origin),
    names: [fact.name, ...fact.bases],
    members: fact.members,
    ambient: fact.origin.kind !== "project" || fact.origin.ambient,
  };
}

/** A class of the project is what it extends, where that is a library's. */
function extendedType(knowledge: Knowledge, { bases, members }: TypeFact): FoundType | undefined {
  const { models } = knowledge;
  const query = { modules: [], names: bases, members, own: true };
  if (models.typeModel(query) === undefined) return undefined;
  return models.typeModel({ ...query, names: bases.filter((base) => !isClassWithCode(knowledge, base)) });
}

/** The names under which models may speak for a declaration. */
export function modulesOf(origin: Origin): readonly string[] {
  switch (origin.kind) {
    case "module":
      return origin.name.startsWith("node:") ? [origin.name, "global"] : [origin.name];
    case "library":
      return ["global"];
    case "project":
    case "unknown":
      return [];
  }
}

function workOut(knowledge: Knowledge, type: TypeId): OwnedType | undefined {
  const fact = soleShape(knowledge.program, type);
  if (fact === undefined || (fact.shape !== "object" && fact.shape !== "iterable" && fact.shape !== "async-iterable")) return undefined;
  const found = hasCode(knowledge, fact) ? extendedType(knowledge, fact) : knowledge.models.typeModel(queryOf(fact));
  if (found !== undefined) return modelledType(fact.name, found);
  return inferredType(knowledge, fact);
}

/** The project's own classes are what their code says, whatever library has one of that name; generated glue is a library's. */
export function hasCode({ classes }: Knowledge, { name, origin, members }: TypeFact): boolean {
  return origin.kind === "project" && classes.has(classKey(origin.file, name)) && !members.includes("__destroy_into_raw");
}

/** `class Destination extends Node {}` has the code of its base, wherever that stands. */
export function isClassWithCode(knowledge: Knowledge, name: string): boolean {
  return filesOfClasses(knowledge).has(name);
}

/** By their names, the files of the classes that have code. */
const filesOfClasses: (knowledge: Knowledge) => ReadonlyMap<string, readonly FilePath[]> = remembering(({ classes }: Knowledge) => {
  const files = new Map<string, FilePath[]>();
  for (const key of classes) {
    const cut = key.lastIndexOf("#");
    files.set(key.slice(cut + 1), [...(files.get(key.slice(cut + 1)) ?? []), key.slice(0, cut) as FilePath]);
  }
  return files;
});

/** The classes whose members have bodies; interfaces and declared classes have none. */
function classesOf(program: Program): ReadonlySet<string> {
  const classes = new Set<string>();
  for (const { kind, scope, file } of program.bodies) {
    if (kind === "method" || kind === "constructor" || kind === "getter" || kind === "setter" || kind === "initializer")
      classes.add(classKey(file, scope.at(-2) ?? ""));
  }
  return classes;
}

function classKey(file: FilePath, name: string): string {
  return `${file}#${name}`;
}

/** Types of Node, the web and packages that no model speaks for stay out: their members alone say too little. */
function inferredType(knowledge: Knowledge, fact: TypeFact): OwnedType | undefined {
  const release = releaseMembers(fact);
  if (release.length === 0 || !/^[A-Z_$][\w$]*$/.test(fact.name) || fact.name.startsWith("__") || fact.origin.kind === "library")
    return undefined;
  if (fact.origin.kind === "module" && fact.origin.name.startsWith("node:")) return undefined;
  const code = classWithCode(knowledge, fact);
  return {
    key: `inferred:${fact.name}`,
    name: fact.name,
    what: `a \`${fact.name}\``,
    strength: "inferred",
    release,
    model: undefined,
    code: code === undefined ? "absent" : releaseCode(knowledge.program, code, release),
    ...(code && { selfEnding: selfEnding(knowledge.program, code, release) }),
    ...(code && endsOnlyGiven(knowledge.program, code, release) && { wraps: true }),
  };
}

/** A class that only extends another one, `class TextWriter extends BaseWriter<string> {}`, has that one's code: of its file, or of the only file that has one. */
function classWithCode(knowledge: Knowledge, { origin, name, bases, members }: TypeFact): ClassNames | undefined {
  if (origin.kind !== "project" || members.includes("__destroy_into_raw")) return undefined;
  const codeIn = (file: FilePath): readonly string[] => [name, ...bases].filter((each) => knowledge.classes.has(classKey(file, each)));
  const own = codeIn(origin.file);
  if (own.length > 0) return { file: origin.file, names: own };
  const [file, another] = bases.flatMap((base) => filesOfClasses(knowledge).get(base) ?? []);
  return file === undefined || another !== undefined ? undefined : { file, names: codeIn(file).filter((each) => each !== name) };
}

function releaseMembers(fact: TypeFact): string[] {
  const callable = fact.callableWithoutArguments;
  const certain = callable.filter((member) => releaseMethods.has(member));
  // Beside `close()`, `abort(reason)` ends it too.
  return certain.length > 0
    ? [...certain, ...fact.members.filter((member) => softReleaseMethods.has(member))]
    : callable.filter((member) => softReleaseMethods.has(member));
}
