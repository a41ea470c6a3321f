/**
 * Where a symbol was declared, as a module that programs can import, the language's libraries, or a file of the project.
 *
 * A global is `library` wherever it is declared: `setTimeout`, `fetch` and `Buffer` stand in TypeScript's own libraries and in
 * `@types/node` alike, often merged, and programs cannot tell. What a module exports is `module`, Node's in their `node:` form.
 */

import type { Origin } from "@freehold/mir/program";
import type { NodeHandle, APIRequestGenerator, Symbol as TsSymbol } from "typescript/sync";
import { SyntaxKind } from "typescript/ast";
import type { Session } from "./session.ts";

/** Deeper nestings of namespaces do not occur. */
const maxDepth = 8;

export function* originOf(session: Session, symbol: TsSymbol): APIRequestGenerator<Origin> {
  const path = symbol.declarations[0]?.path;
  if (path === undefined) return { kind: "unknown" };
  if (session.bodies.has(session.fileOf(path))) return projectOrigin(session, symbol);
  if (isStandardLibrary(path)) return { kind: "library" };
  const outermost: TsSymbol = yield* outermostOf(symbol);
  const ambientModule = ambientModuleName(outermost);
  if (ambientModule !== undefined && path.includes("/node_modules/")) return { kind: "module", name: nodeModuleName(ambientModule, path) };
  const dependency = packageOf(path);
  if (dependency === undefined) return projectOrigin(session, symbol);
  if (isModuleSymbol(outermost)) return { kind: "module", name: dependency };
  if (yield* isGlobal(session, outermost)) return { kind: "library" };
  return { kind: "module", name: dependency === "node" ? nodeModuleOfFile(path) : dependency };
}

function projectOrigin(session: Session, symbol: TsSymbol): Origin {
  const declaration = symbol.declarations[0]!;
  return { kind: "project", file: session.fileOf(declaration.path), ambient: isAmbient(session, declaration) };
}

/** Declared in a script, or inside `declare global`. */
function* isGlobal(session: Session, outermost: TsSymbol): APIRequestGenerator<boolean> {
  if (outermost.escapedName === "__global") return true;
  const global: TsSymbol | undefined = yield* session.checker.resolveName.gen(outermost.escapedName, outermost.flags);
  return global === outermost;
}

function* outermostOf(symbol: TsSymbol): APIRequestGenerator<TsSymbol> {
  let outermost = symbol;
  for (let depth = 0; depth < maxDepth; depth++) {
    const parent: TsSymbol | undefined = yield* outermost.getParent.gen();
    if (parent === undefined) break;
    outermost = parent;
  }
  return outermost;
}

function isStandardLibrary(path: string): boolean {
  return /\/lib\.[^/]*\.?d\.ts$/.test(path) && /\/typescript[^/]*\/lib\//.test(path);
}

function isModuleSymbol(symbol: TsSymbol): boolean {
  return symbol.escapedName.startsWith('"');
}

/** `declare module "fs/promises"`; a file that is a module has its absolute path for a name. */
function ambientModuleName(symbol: TsSymbol): string | undefined {
  if (!isModuleSymbol(symbol)) return undefined;
  const name = symbol.escapedName.slice(1, -1);
  return /^(?:\/|[a-zA-Z]:\/)/.test(name) ? undefined : name;
}

/** Node's modules may be declared with or without their scheme; they are told apart by the package that declares them. */
function nodeModuleName(name: string, path: string): string {
  return packageOf(path) === "node" && !name.startsWith("node:") ? `node:${name}` : name;
}

/** What a module of Node declares without exporting it, such as base classes, has no parent: the file says which module it serves. */
function nodeModuleOfFile(path: string): string {
  return `node:${/\/@types\/node\/(?:ts[\d.]+\/)?(.*)\.d\.ts$/.exec(path)?.[1] ?? ""}`;
}

/** `pg` for `…/node_modules/pg/…` and `…/node_modules/@types/pg/…`; `@a/b` for `@types/a__b`. */
export function packageOf(path: string): string | undefined {
  const inside = path.lastIndexOf("/node_modules/");
  if (inside < 0) return undefined;
  const [first = "", second = ""] = path.slice(inside + "/node_modules/".length).split("/");
  if (first === "@types") return second.includes("__") ? `@${second.replace("__", "/")}` : second;
  if (first === "undici-types") return "undici";
  return first.startsWith("@") ? `${first}/${second}` : first;
}

function isAmbient(session: Session, declaration: NodeHandle): boolean {
  if (/\.d\.(?:[^/]+\.)?[cm]?ts$/.test(declaration.path)) return true;
  if (!session.bodies.has(session.fileOf(declaration.path))) return false;
  for (let node = declaration.resolve(); node !== undefined; node = node.parent) {
    const modifiers = "modifiers" in node ? (node.modifiers as readonly { readonly kind: SyntaxKind }[] | undefined) : undefined;
    if (modifiers?.some((modifier) => modifier.kind === SyntaxKind.DeclareKeyword) === true) return true;
  }
  return false;
}
