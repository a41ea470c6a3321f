/** What a callee's symbol says: its name and owner, where it is declared, its tags, and its code where that is at hand. */

import type { BodyId, Tag } from "@freehold/mir/body";
import type { Origin, SaidTag } from "@freehold/mir/program";
import { SyntaxKind } from "typescript/ast";
import { SymbolFlags, type APIRequestGenerator, type JSDocTagInfo, type Symbol as TsSymbol, type Type } from "typescript/sync";
import { bodyOf, commentOf, declarationNode, hasModifier, parametersOf, signatureWithoutCode, textOf } from "./declaration.ts";
import { originOf } from "./origin.ts";
import { mayTell, spokenTags } from "../spoken-tags.ts";
import type { Node } from "../syntax.ts";
import type { Session } from "./session.ts";

export interface SymbolFact {
  readonly name: string;
  /** The class or interface that declares it, `""` for free functions, and `undefined` for members of types without a name. */
  readonly owner: string | undefined;
  readonly static: boolean;
  readonly origin: Origin;
  readonly tags: readonly SaidTag[];
  readonly parameters: readonly string[];
  readonly called?: BodyId;
  readonly constructed?: BodyId;
}

/** None for what is declared nowhere: an import that leads nowhere, `undefined`, an index signature's member. */
export function* symbolFact(session: Session, named: TsSymbol): APIRequestGenerator<SymbolFact | undefined> {
  const symbol: TsSymbol = yield* declaredSymbol(session, named);
  if (symbol.declarations.length === 0) return undefined;
  const origin: Origin = yield* originOf(session, symbol);
  const name: string = yield* declaredName(symbol);
  const parent: TsSymbol | undefined = yield* symbol.getParent.gen();
  const node = symbol.valueDeclaration === undefined ? undefined : declarationNode(session, symbol.valueDeclaration);
  const owner: string | undefined = yield* ownerOf(parent);
  const written: readonly Tag[] = origin.kind === "library" || origin.kind === "unknown" ? [] : yield* tagsOf(session, symbol);
  const tags = written.length === 0 && node !== undefined ? spokenOf(node) : written;
  const called = bodyOf(session, symbol.declarations, "called");
  const constructed = bodyOf(session, symbol.declarations, "constructed");
  return {
    name,
    owner: owner?.replace(/(?<=.)Constructor$/, ""),
    static: yield* isStatic(symbol, parent, node === undefined ? undefined : hasModifier(node, SyntaxKind.StaticKeyword)),
    origin,
    tags,
    parameters: node === undefined ? (tags.length === 0 ? [] : yield* declaredParameters(symbol)) : parametersOf(node),
    ...(called === undefined ? {} : { called }),
    ...(constructed === undefined ? {} : { constructed }),
  };
}

/** Through imports, and through variables and properties that hold a function declared elsewhere: `const { open } = promises`. */
function* declaredSymbol(session: Session, named: TsSymbol): APIRequestGenerator<TsSymbol> {
  let symbol = named;
  if ((symbol.flags & SymbolFlags.Alias) !== 0) symbol = yield* session.checker.getAliasedSymbol.gen(symbol);
  if ((symbol.flags & (SymbolFlags.Variable | SymbolFlags.Property)) === 0 || (symbol.flags & SymbolFlags.Interface) !== 0) return symbol;
  const type: Type = yield* session.checker.getTypeOfSymbol.gen(symbol);
  const held: TsSymbol | undefined = yield* type.getSymbol.gen();
  const declared =
    held !== undefined && (held.flags & (SymbolFlags.Function | SymbolFlags.Method)) !== 0 && !held.escapedName.startsWith("__");
  return declared ? held : symbol;
}

/** `export default class Pool` is called `default` by the compiler. */
export function* declaredName(symbol: TsSymbol): APIRequestGenerator<string> {
  if (symbol.name !== "default" && symbol.name !== "export=") return writtenName(symbol);
  const node: Node | undefined = yield* fetchedNode(symbol);
  return node?.name?.text ?? symbol.name;
}

/** Private names carry the number of their class. */
function writtenName(symbol: TsSymbol): string {
  return symbol.name.replace(/^__#\d+@(?=#)/, "");
}

function* ownerOf(parent: TsSymbol | undefined): APIRequestGenerator<string | undefined> {
  if (parent === undefined) return "";
  if ((parent.flags & (SymbolFlags.Class | SymbolFlags.Interface)) !== 0) return yield* declaredName(parent);
  return (parent.flags & (SymbolFlags.TypeLiteral | SymbolFlags.ObjectLiteral)) === 0 ? "" : undefined;
}

/** Statics of a class are its exports; those of `interface ArrayConstructor` are its members, and static all the same. */
function* isStatic(symbol: TsSymbol, parent: TsSymbol | undefined, written: boolean | undefined): APIRequestGenerator<boolean> {
  if (written !== undefined) return written;
  if (parent === undefined) return false;
  if ((parent.flags & SymbolFlags.Class) === 0) return (parent.flags & SymbolFlags.Interface) !== 0 && /.Constructor$/.test(parent.name);
  const exports: ReadonlyMap<string, TsSymbol> = yield* parent.getExports.gen();
  // `MongoClient` has a static `connect` and a method of that name.
  return exports.get(symbol.escapedName)?.id === symbol.id;
}

function* tagsOf(session: Session, symbol: TsSymbol): APIRequestGenerator<readonly Tag[]> {
  const tags: readonly JSDocTagInfo[] = yield* session.checker.getJsDocTagsOfSymbol.gen(symbol);
  return tags.flatMap((tag) => (isTagName(tag.name) ? [{ name: tag.name, subject: subjectOf(tag) }] : []));
}

function isTagName(name: string): name is Tag["name"] {
  return name === "owns" || name === "borrows" || name === "releases";
}

/** The first word; `@owns` alone speaks of the result. */
function subjectOf(tag: JSDocTagInfo): string {
  return /^[\w$]+/.exec(tag.text?.trim() ?? "")?.[0] ?? "return";
}

function spokenOf(declaration: Node): readonly SaidTag[] {
  const signature = signatureWithoutCode(declaration);
  const comment = signature === undefined ? "" : commentOf(signature);
  if (signature === undefined || !mayTell(comment)) return [];
  const parameters = signature.parameters ?? signature.type?.parameters ?? [];
  return spokenTags(
    comment,
    parameters.map((parameter) => ({ name: parameter.name?.text ?? "", text: textOf(parameter) })),
  );
}

function* declaredParameters(symbol: TsSymbol): APIRequestGenerator<readonly string[]> {
  const node: Node | undefined = yield* fetchedNode(symbol);
  return node === undefined ? [] : parametersOf(node);
}

/** Fetches the declaration's file if need be: for the few symbols that cannot be told without. */
function* fetchedNode(symbol: TsSymbol): APIRequestGenerator<Node | undefined> {
  const handle = symbol.valueDeclaration ?? symbol.declarations[0];
  return handle === undefined ? undefined : yield* handle.resolve.gen();
}
