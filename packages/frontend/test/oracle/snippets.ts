/** Opens source snippets as one real project and puts questions about their calls to the oracle. */

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import type { BodyId } from "@freehold/mir/body";
import type { CallFact, Origin, TypeFact, TypeId } from "@freehold/mir/program";
import type { BodyIndex, TypeOracle } from "../../src/oracle.ts";
import type { Node, SourceFileSyntax } from "../../src/syntax.ts";
import { startTs7 } from "../../src/ts7/compiler.ts";

export interface Snippets extends Disposable {
  readonly oracle: TypeOracle;
  /** The call whose text is exactly this, in the snippet of this name; the last one where several are. */
  call(name: string, text: string): Node;
  /** The name that is bound or used there, last occurrence. */
  name(name: string, text: string): Node;
}

export function openSnippets(sources: Readonly<Record<string, string>>, overrides: object = {}): Snippets {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "freehold-oracle-")));
  symlinkSync(join(import.meta.dirname, "../../../../node_modules"), join(folder, "node_modules"), "dir");
  const options = {
    target: "esnext",
    module: "nodenext",
    lib: ["esnext", "dom"],
    types: ["node"],
    strict: true,
    noEmit: true,
    allowJs: true,
    checkJs: true,
    ...overrides,
  };
  write(folder, "tsconfig.json", JSON.stringify({ compilerOptions: options, include: ["src"] }));
  for (const [name, source] of Object.entries(sources)) write(folder, `src/${name}`, source);
  const cwd = asFilePath(folder);
  const compiler = startTs7(cwd);
  const config = asFilePath(join(folder, "tsconfig.json"));
  const { files } = compiler.readConfig(config);
  const workspace = compiler.open([{ kind: "configured", config, roots: files, scopes: [cwd], checkJs: true }]);
  const project = workspace.projects[0]!;
  const oracle = project.oracle(everyFunction(cwd));
  const source = (name: string): SourceFileSyntax => project.source(asFilePath(join(folder, "src", name)))!;
  return {
    oracle,
    call: (name, text) => find(source(name), text, ["CallExpression", "NewExpression", "TaggedTemplateExpression"]),
    name: (name, text) => find(source(name), text, ["Identifier"]),
    [Symbol.dispose]: () => {
      workspace[Symbol.dispose]();
      compiler[Symbol.dispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

/** One line for a fact: `node:fs/promises open(path) -> Promise<FileHandle>`, then whatever else holds. */
export function printCall(fact: CallFact, types: readonly TypeFact[]): string {
  const owner = fact.owner === "" ? "" : `${fact.owner}.`;
  const notes = [
    ...(fact.receiver === undefined ? [] : [`on ${printType(fact.receiver, types)}`]),
    ...(fact.returnsReceiver ? ["returns receiver"] : []),
    ...fact.returnsArguments.map((index) => `returns argument ${index}`),
    ...fact.tags.map((tag) => `@${tag.name} ${tag.subject}`),
    ...(fact.body === undefined ? [] : ["body"]),
  ];
  const callee = `${printOrigin(fact.origin)} ${fact.static ? "static " : ""}${owner}${fact.name}(${fact.parameters.join(", ")})`;
  return [`${callee} -> ${printType(fact.result, types)}`, ...notes].join("; ");
}

export function printType(id: TypeId, types: readonly TypeFact[]): string {
  const fact = types[id]!;
  const parts = fact.parts.map((part) => printType(part, types));
  switch (fact.shape) {
    case "union":
      return parts.join(" | ");
    case "function":
      return `() => ${parts.join()}`;
    case "array":
      return `${parts.join(" | ")}[]`;
    default:
      return parts.length === 0 ? shorten(fact.name) : `${fact.name}<${parts.join(", ")}>`;
  }
}

function shorten(name: string): string {
  return name.length > 40 ? `${name.slice(0, 20)}…` : name;
}

export function printOrigin(origin: Origin): string {
  switch (origin.kind) {
    case "module":
      return origin.name;
    case "project":
      return origin.ambient ? "project (ambient)" : "project";
    case "library":
    case "unknown":
      return origin.kind;
  }
}

/** Lowering is not part of this contract: every function counts as a body here. */
function everyFunction(folder: FilePath): BodyIndex {
  return { has: (file) => file.startsWith(`${folder}/src/`), find: (_file, start) => start as BodyId };
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function find({ root, text: whole, kindName }: SourceFileSyntax, text: string, kinds: readonly string[]): Node {
  const found: Node[] = [];
  visit(root);
  if (found.length === 0) throw new Error(`no \`${text}\` in the snippet`);
  return found.at(-1)!;

  function visit(node: Node): void {
    if (kinds.includes(kindName(node.kind)) && whole.slice(node.getStart(), node.end) === text) found.push(node);
    node.forEachChild(visit);
  }
}
