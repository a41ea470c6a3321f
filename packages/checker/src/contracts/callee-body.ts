/** Finds the code that a call runs, where it is in the program: by the type checker's answer, otherwise by names alone. */

import type { FilePath } from "@freehold/diagnostics/span";
import type { Body, BodyId, CallId, LocalId, Terminator } from "@freehold/mir/body";
import type { Program, ProgramFile } from "@freehold/mir/program";
import { wholeLocal } from "../whole-local.ts";
import { receiverClass, type ClassSearch } from "./receiver-class.ts";

type Call = Extract<Terminator, { kind: "call" }>;

/** What was looked up so far; a program has one. */
export interface CalleeIndex {
  readonly program: Program;
  readonly files: ReadonlyMap<FilePath, ProgramFile>;
  readonly callees: Map<BodyId, Map<CallId, BodyId | undefined>>;
  readonly functions: Map<BodyId, ReadonlyMap<LocalId, BodyId>>;
  /** By file, class and name; `undefined` where there are several. */
  readonly methods: ReadonlyMap<string, BodyId | undefined>;
  readonly classes: ClassSearch;
}

export function indexCallees(program: Program, files: CalleeIndex["files"]): CalleeIndex {
  const classes: ClassSearch = {
    bodyOf: (id) => program.bodies[id],
    moduleOf: (from, module) => moduleOf(program, files, from, module),
    makers: new Map(),
  };
  return { program, files, callees: new Map(), functions: new Map(), methods: methodsOf(program), classes };
}

/** Each call is looked up once. */
export function calleeBody(index: CalleeIndex, body: Body, call: Call): BodyId | undefined {
  const known = index.callees.get(body.id) ?? new Map<CallId, BodyId | undefined>();
  index.callees.set(body.id, known);
  if (known.has(call.call)) return known.get(call.call);
  const fact = index.program.answers[body.id]?.calls.get(call.call);
  const found = fact === undefined ? byName(index, body, call) : fact.body;
  known.set(call.call, found);
  return found;
}

function byName(index: CalleeIndex, body: Body, { callee, form }: Call): BodyId | undefined {
  if (form !== "call" || callee.kind === "computed-method") return undefined;
  const local = wholeLocal(callee.kind === "value" ? callee.operand : callee.receiver);
  if (local === undefined) return undefined;
  if (callee.kind === "value") return functionIn(index, body, local);
  return methodOfThis(index, body, local, callee.name) ?? methodOfClass(index, body, local, callee.name);
}

/** A function declared here or around, or a top-level one of a file that is imported. */
function functionIn(index: CalleeIndex, body: Body, local: LocalId): BodyId | undefined {
  const declared = body.locals[local];
  switch (declared?.kind.kind) {
    case "binding":
      return declared.kind.declared === "const" || declared.kind.declared === "function" ? functionsOf(index, body).get(local) : undefined;
    case "capture": {
      const outer = index.program.bodies[declared.kind.body];
      return outer === undefined ? undefined : functionIn(index, outer, declared.kind.local);
    }
    case "import":
      return importedFunction(index, body.file, declared.kind);
    default:
      return undefined;
  }
}

function importedFunction(
  index: CalleeIndex,
  from: FilePath,
  { module, name }: { readonly module: string; readonly name: string },
): BodyId | undefined {
  const body = moduleOf(index.program, index.files, from, module);
  const local = body?.locals.find((candidate) => candidate.kind.kind === "binding" && candidate.name === name);
  return body === undefined || local === undefined ? undefined : functionIn(index, body, local.id);
}

function moduleOf({ bodies }: Program, files: CalleeIndex["files"], from: FilePath, module: string): Body | undefined {
  const file = module.startsWith(".") ? importedFile(files, from, module) : undefined;
  return file === undefined ? undefined : bodies[file.module];
}

function importedFile(files: CalleeIndex["files"], from: FilePath, module: string): ProgramFile | undefined {
  const steps = from.split("/").slice(0, -1);
  for (const step of module.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== ".") steps.push(step);
  }
  const path = steps.join("/");
  const bare = path.replace(/\.(?:[cm]?[jt]s|[jt]sx)$/, "");
  const candidates = [path, ...[".ts", ".tsx", ".mts", ".cts", "/index.ts"].map((ending) => bare + ending)];
  return candidates.map((candidate) => files.get(candidate as FilePath)).find((file) => file !== undefined);
}

/** Bindings that are a function from their declaration on. */
function functionsOf(index: CalleeIndex, body: Body): ReadonlyMap<LocalId, BodyId> {
  const known = index.functions.get(body.id);
  if (known !== undefined) return known;
  const functions = new Map<LocalId, BodyId>();
  for (const { statements } of body.blocks) {
    for (const statement of statements) {
      if (statement.kind !== "assign" || statement.target.path.length > 0 || statement.value.kind !== "closure") continue;
      const [code] = statement.value.bodies;
      if (statement.value.what === "function" && code !== undefined) functions.set(statement.target.local, code);
    }
  }
  index.functions.set(body.id, functions);
  return functions;
}

/** `this.check(row)`: the class's own method; that of a subclass does the like. */
function methodOfThis(index: CalleeIndex, body: Body, receiver: LocalId, name: string): BodyId | undefined {
  const declared = body.locals[receiver]?.kind;
  if (declared?.kind === "capture") {
    const outer = index.program.bodies[declared.body];
    return outer === undefined ? undefined : methodOfThis(index, outer, declared.local, name);
  }
  const owner = body.scope.at(-2);
  return declared?.kind === "this" && owner !== undefined ? index.methods.get(methodKey(body.file, owner, name)) : undefined;
}

function methodOfClass(index: CalleeIndex, body: Body, receiver: LocalId, method: string): BodyId | undefined {
  const found = receiverClass(index.classes, body, receiver);
  return found && index.methods.get(methodKey(found.file, found.name, method));
}

function methodsOf({ bodies }: Program): ReadonlyMap<string, BodyId | undefined> {
  const methods = new Map<string, BodyId | undefined>();
  for (const { id, kind, scope, file } of bodies) {
    if (kind !== "method") continue;
    const key = methodKey(file, scope.at(-2) ?? "", scope.at(-1) ?? "");
    methods.set(key, methods.has(key) ? undefined : id);
  }
  return methods;
}

function methodKey(file: FilePath, owner: string, name: string): string {
  return `${file}#${owner}.${name}`;
}
