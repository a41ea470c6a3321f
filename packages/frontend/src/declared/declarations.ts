/** Reads what a strict file declares: one walk over its syntax, which asks the compiler nothing. */

import type { Span } from "@freehold/diagnostics/span";
import type { BodyId, LocalId } from "@freehold/mir/body";
import {
  placeKey,
  type DeclaredAlias,
  type DeclaredClass,
  type DeclaredType,
  type Declarations,
  type ImportedName,
  type Signature,
} from "@freehold/mir/declared";
import type { LoweredFile } from "../lower/file.ts";
import type { Node, SourceFileSyntax } from "../syntax.ts";
import { declaredClass } from "./declared-class.ts";
import { isSeenOutside, listedNames } from "./exported.ts";
import { kindOf, textOf, typeParameters, unknownType, within, writtenSignature, writtenType, type Reading } from "./written-type.ts";

export function declarationsOf(syntax: SourceFileSyntax, lowered: LoweredFile): Declarations {
  const imports = importedNames(syntax);
  const ownWords = new Map([...imports].filter(([, { module }]) => module === "freehold").map(([local, { name }]) => [local, name]));
  const draft: Draft = {
    classes: new Map(),
    aliases: new Map(),
    functions: new Map(),
    signatures: new Map(),
    exported: new Set(),
    annotations: new Map(),
    casts: [],
    typeArguments: new Map(),
    bodies: new Map(lowered.bodies.map((body) => [placeKey(body.span), body.id])),
  };
  readInside(draft, { file: lowered.bodies[0]!.file, syntax, ownWords, listed: listedNames(syntax), lifetimes: [] }, syntax.root);
  return {
    classes: draft.classes,
    aliases: draft.aliases,
    functions: draft.functions,
    imports,
    signatures: draft.signatures,
    exported: draft.exported,
    casts: draft.casts,
    typeArguments: draft.typeArguments,
    locals: annotatedLocals(lowered, draft.annotations),
  };
}

interface Draft {
  readonly classes: Map<string, DeclaredClass>;
  readonly aliases: Map<string, DeclaredAlias>;
  readonly functions: Map<string, Signature>;
  readonly signatures: Map<BodyId, Signature>;
  readonly exported: Set<BodyId>;
  /** By the node of the name. */
  readonly annotations: Map<Node, DeclaredType>;
  readonly casts: Span[];
  readonly typeArguments: Map<string, readonly DeclaredType[]>;
  /** By the text that they stand for. */
  readonly bodies: ReadonlyMap<string, BodyId>;
}

function readInside(draft: Draft, reading: Reading, node: Node): void {
  node.forEachChild((child) => {
    readNode(draft, reading, child);
  });
}

function readNode(draft: Draft, reading: Reading, node: Node): void {
  switch (kindOf(reading, node)) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunction":
    case "MethodDeclaration":
    case "Constructor":
    case "GetAccessor":
    case "SetAccessor":
      return readFunction(draft, reading, node);
    case "ClassDeclaration":
    case "ClassExpression":
    case "InterfaceDeclaration":
      return readClass(draft, reading, node);
    case "TypeAliasDeclaration":
      return readAlias(draft, reading, node);
    case "VariableDeclaration":
      annotate(draft, reading, node);
      break;
    case "AsExpression":
    case "TypeAssertionExpression": {
      const type = writtenType(reading, node.type);
      if (type.kind === "unknown" && type.text === "any") draft.casts.push(type.span);
      break;
    }
    case "CallExpression":
      if (node.typeArguments !== undefined) {
        const key = placeKey({ start: node.getStart(), end: node.end });
        draft.typeArguments.set(
          key,
          node.typeArguments.map((each) => writtenType(reading, each)),
        );
      }
      break;
    default:
      break;
  }
  readInside(draft, reading, node);
}

function readFunction(draft: Draft, reading: Reading, node: Node): void {
  const body = draft.bodies.get(placeKey({ start: node.getStart(), end: node.end }));
  const signature: Signature = { ...writtenSignature(reading, node), body };
  if (body !== undefined) draft.signatures.set(body, signature);
  if (body !== undefined && isSeenOutside(reading, node)) draft.exported.add(body);
  const isTopLevel = kindOf(reading, node) === "FunctionDeclaration" && kindOf(reading, node.parent) === "SourceFile";
  const name = node.name?.text;
  // The signatures of overloads are what a caller sees; the first one speaks.
  if (isTopLevel && name !== undefined && !draft.functions.has(name)) draft.functions.set(name, signature);
  const inner = within(reading, signature.parameters);
  for (const parameter of node.parameters ?? []) annotate(draft, inner, parameter);
  readInside(draft, inner, node);
}

function readClass(draft: Draft, reading: Reading, node: Node): void {
  const inner = within(reading, typeParameters(reading, node));
  readInside(draft, inner, node);
  const name = node.name?.text;
  if (name === undefined) return;
  const bodyOf = (member: Node): BodyId | undefined => draft.bodies.get(placeKey({ start: member.getStart(), end: member.end }));
  draft.classes.set(name, declaredClass(inner, node, typeParameters(reading, node), bodyOf));
}

function readAlias(draft: Draft, reading: Reading, node: Node): void {
  const parameters = typeParameters(reading, node);
  const name = node.name?.text;
  if (name !== undefined) draft.aliases.set(name, { parameters, type: writtenType(within(reading, parameters), node.type) });
}

function annotate(draft: Draft, reading: Reading, { name, type, initializer }: Node): void {
  const declared = type === undefined ? initialised(reading, initializer) : writtenType(reading, type);
  if (name !== undefined && declared !== undefined) draft.annotations.set(name, declared);
}

/** A cast says the type of what it makes, and what `JSON.parse` gives is `any`; all else follows from the code. */
function initialised(reading: Reading, node: Node | undefined): DeclaredType | undefined {
  if (node === undefined) return undefined;
  switch (kindOf(reading, node)) {
    case "AsExpression":
    case "TypeAssertionExpression":
      return node.type === undefined || textOf(reading, node.type) === "const" ? undefined : writtenType(reading, node.type);
    case "CallExpression":
      return node.expression !== undefined && textOf(reading, node.expression) === "JSON.parse"
        ? unknownType(reading, node, "any")
        : undefined;
    default:
      return undefined;
  }
}

function annotatedLocals(
  { locals }: LoweredFile,
  annotations: ReadonlyMap<Node, DeclaredType>,
): ReadonlyMap<BodyId, ReadonlyMap<LocalId, DeclaredType>> {
  const found = new Map<BodyId, ReadonlyMap<LocalId, DeclaredType>>();
  for (const [body, names] of locals) {
    const own = new Map<LocalId, DeclaredType>();
    for (const [local, name] of names) {
      const type = annotations.get(name);
      if (type !== undefined) own.set(local, type);
    }
    if (own.size > 0) found.set(body, own);
  }
  return found;
}

/** Types included: it is they that say who owns. */
function importedNames({ root, kindName }: SourceFileSyntax): ReadonlyMap<string, ImportedName> {
  const imports = new Map<string, ImportedName>();
  for (const statement of root.statements ?? []) {
    const module = statement.moduleSpecifier?.text;
    const clause = statement.importClause;
    if (kindName(statement.kind) !== "ImportDeclaration" || module === undefined || clause === undefined) continue;
    if (clause.name?.text !== undefined) imports.set(clause.name.text, { module, name: "default" });
    for (const { name, propertyName } of clause.namedBindings?.elements ?? []) {
      if (name?.text !== undefined) imports.set(name.text, { module, name: propertyName?.text ?? name.text });
    }
  }
  return imports;
}
